"""Verbs: who may, what changes, what is remembered."""
