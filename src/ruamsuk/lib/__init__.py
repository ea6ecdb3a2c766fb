"""Tiny, pure pieces that every floor may use: words in two languages, problems, Thai text."""
