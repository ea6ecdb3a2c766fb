"""Pages of networks and communities."""
