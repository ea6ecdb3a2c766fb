"""Communities help one another: offers and requests, forums, peer assist, mentoring, reviews."""
