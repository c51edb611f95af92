"""The shapes of the sla service's answers."""
