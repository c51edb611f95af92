"""Notify's rules: who is told what, and the inboxes of those who were; a file a feature."""
