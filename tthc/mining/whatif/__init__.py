"""What-if: given limits, how many of a period's real cases would have been late."""
