"""The forms of the app, by noun."""
