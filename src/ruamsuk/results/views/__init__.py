"""The pages and verbs of the app as the browser reaches them, by noun."""
