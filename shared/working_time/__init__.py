"""Working time: which hours are worked, when a limit ends, what a pause adds. Arithmetic alone, no I/O."""
