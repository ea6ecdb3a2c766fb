"""Rounds, their data and results: the one app that runs the engine."""
