"""Buck-passing: what was passed between units without progress, from the events of a tree alone."""
