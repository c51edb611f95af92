"""The questions that the catalog's read models answer."""
