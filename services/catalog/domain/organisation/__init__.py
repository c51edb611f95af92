"""Agencies with their divisions and officials: who they are, who leads, and what they become."""
