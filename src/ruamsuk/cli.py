"""The `ruamsuk` command."""
