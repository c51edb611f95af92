"""Waiting for what happens in another process."""

import time
from collections.abc import Callable


def eventually(holds: Callable[[], object], *, within: float = 20.0) -> bool:
    """Whether it comes to hold within so many seconds."""
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
