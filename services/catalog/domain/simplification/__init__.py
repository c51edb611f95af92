"""Programmes that make procedures shorter, and what they came to."""
