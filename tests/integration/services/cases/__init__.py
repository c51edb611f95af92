"""The cases service as its clients see it."""
