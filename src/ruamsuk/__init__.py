"""Ruamsuk (ร่วมสุข): communities decide what a good life is, measure it, and help one another."""

__version__ = "0.1.0"
