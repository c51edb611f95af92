"""The notify service's use cases: load, decide, append. What is appended together is saved together."""
