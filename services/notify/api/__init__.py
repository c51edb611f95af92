"""The notify service over HTTP."""
