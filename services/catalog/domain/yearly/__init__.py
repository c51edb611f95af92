"""The yearly review of an edition in force, and what else time brings about."""
