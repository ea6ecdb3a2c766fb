"""The verbs of the app, by noun."""
