"""The pages of the app as the browser reaches them, by noun."""
