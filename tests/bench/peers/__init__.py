"""Another engine on the same work and the same PostgreSQL, beside ours, in one run."""
