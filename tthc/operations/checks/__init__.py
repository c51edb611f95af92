"""The parts of `tthc verify`: each folds a store's log as it goes by, and compares at the end.

All of them read the stores' rows themselves, not what a service has in memory.
"""
