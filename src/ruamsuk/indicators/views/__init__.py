"""Pages of frameworks: reading, editing, talking, voting."""
