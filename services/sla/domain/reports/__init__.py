"""Reports on periods that are over: issued once, kept with their rows, and corrected by further editions."""
