"""What a hall can show of exchanges, by noun; loaded when a hall is first looked at."""
