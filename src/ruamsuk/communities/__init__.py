"""Networks, communities, villages and households; who has which role in them."""
