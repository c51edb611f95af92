"""Procedures: what they say, what is checked of them, and how two of them differ."""
