"""Waiting for readers that are on their way, within one deadline for the whole check."""

import asyncio
import time
from collections.abc import Awaitable, Callable

_POLL_SECONDS = 0.2


class Deadline:
    """Until when readers may still come to where the logs ended when the check began."""

    def __init__(self, seconds: float) -> None:
        self._give_up = time.monotonic() + seconds

    async def until(self, condition: Callable[[], Awaitable[bool]]) -> bool:
        """Wait until the condition holds; False when time has run out before."""
        while not await condition():
            if time.monotonic() >= self._give_up:
                return False
            await asyncio.sleep(_POLL_SECONDS)
        return True
