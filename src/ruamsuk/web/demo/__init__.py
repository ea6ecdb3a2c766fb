"""The network of the demonstration: facts of the founding note, and synthetic data.

Names, codes, years and who learned from whom are facts. Every household and every number that is
measured is invented, and every page that shows one says so.
"""
