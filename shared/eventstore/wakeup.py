"""Wakes whoever follows a store's log, in this process, as soon as something was saved."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator

#: Who has followed some events lets others gather for so long: what comes together costs one save or write.
GATHER_SECONDS = 0.02


class Wakeup:
    """A signal from the commit thread to any number of tasks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    def wake(self) -> None:
        """Something was saved; may be called from any thread."""
        with self._lock:
            for event, loop in self._waiting.items():
                with contextlib.suppress(RuntimeError):  # the loop is closed
                    loop.call_soon_threadsafe(event.set)

    @contextlib.contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event that is set at each save; clear it before reading the log."""
        event = asyncio.Event()
        with self._lock:
            self._waiting[event] = asyncio.get_running_loop()
        try:
            yield event
        finally:
            with self._lock:
                del self._waiting[event]


async def woken_or(event: asyncio.Event, seconds: float) -> None:
    """Wait until the event is set, or for so long."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):  # wait_for loses a cancellation that comes with the event
            await event.wait()
