"""The sla service over HTTP."""
