"""Cases as process mining sees them."""
