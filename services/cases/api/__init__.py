"""The cases service over HTTP."""
