"""A report that a villager can read: one HTML page of numbers, pictures and words."""

from ruamsuk.report.page import render

__all__ = ["render"]
