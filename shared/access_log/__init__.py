"""Who looked at cases: logged apart from the events, for auditors, and kept as long as policy says."""
