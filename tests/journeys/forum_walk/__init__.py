"""The stages of a network's forum, as a facilitator and twelve people with phones walk them."""
