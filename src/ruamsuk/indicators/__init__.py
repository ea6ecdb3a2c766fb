"""Frameworks of goals and indicators that a community proposes, discusses, votes on and agrees."""
