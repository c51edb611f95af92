"""A coordination tree: a root case, what it asked others for, and so on down; from events alone."""
