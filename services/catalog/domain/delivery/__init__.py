"""How an issued edition reaches the agencies that it concerns."""
