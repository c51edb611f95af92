"""Cases as process mining sees them: what was done at which visit of a step, when, and by whom."""
