"""Pages that need more than one app."""
