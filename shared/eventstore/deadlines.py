"""One deadline after another: everybody may wait equally long, so one timer serves all."""

import asyncio
from collections import deque
from typing import Any

from shared.eventstore.errors import StoreUnavailable


class Deadlines:
    """Answers with `StoreUnavailable` who has waited so many seconds. For one event loop."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waiting: deque[tuple[float, asyncio.Future[Any]]] = deque()
        self._timer: asyncio.TimerHandle | None = None

    def watch(self, future: "asyncio.Future[Any]") -> None:
        """From now on it is answered in time."""
        loop, waiting = future.get_loop(), self._waiting
        while waiting and waiting[0][1].done():
            waiting.popleft()
        waiting.append((loop.time() + self._seconds, future))
        if self._timer is None:
            self._timer = loop.call_at(waiting[0][0], self._expire, loop)

    def _expire(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        waiting, now = self._waiting, loop.time()
        while waiting and (waiting[0][0] <= now or waiting[0][1].done()):
            _, future = waiting.popleft()
            if not future.done():
                future.set_exception(StoreUnavailable(retry_after=5))
        if waiting:
            self._timer = loop.call_at(waiting[0][0], self._expire, loop)
