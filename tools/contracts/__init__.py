"""The published contracts as documents, and the gate that keeps what was released readable."""
