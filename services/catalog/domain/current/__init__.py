"""What is true now, for those who don't follow every event: the procedures in force, and the agencies."""
