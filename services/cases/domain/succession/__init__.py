"""Agencies end, and what they had goes to their successors: cases, and what they were asked for."""
