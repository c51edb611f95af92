"""For trying and for development: the demo's issuer of tokens, and real servers on this machine.

A distribution of its own (`tthc-dev`), so that what a province installs has neither.
"""
