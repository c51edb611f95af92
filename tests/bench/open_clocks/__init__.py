"""A million open clocks, laid into the store: what they cost in memory, at the start, and in a look."""
