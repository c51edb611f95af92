"""Coordinations: given, when, then."""
