"""People together in one room: a code to join by, seats, and the scene that all see."""
