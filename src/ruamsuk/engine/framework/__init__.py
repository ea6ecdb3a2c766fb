"""The framework file: its grammar, how it is read and checked, and the shipped templates."""
