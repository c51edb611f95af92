"""How often Python looks for garbage cycles."""

import gc

_ALLOCATIONS_BEFORE_COLLECTION = 20_000


def spare_collections() -> None:
    """Look for garbage cycles more rarely, from the beginning of a process.

    Its modules, and its caches of events and states, live long, and make each look at all objects slow.
    """
    gc.set_threshold(_ALLOCATIONS_BEFORE_COLLECTION, 20, 20)
