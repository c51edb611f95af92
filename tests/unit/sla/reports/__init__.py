"""Reports that are kept."""
