"""Ends the process when the store hangs: better started again than holding the table's lock for ever."""

import os
import threading
import time
from types import TracebackType

import structlog

#: Longer than PostgreSQL's own transaction time-out, so that it comes first where it works.
_SECONDS = 15.0
#: sysexits.h EX_TEMPFAIL: whoever supervises the process starts it again.
EXIT_CODE = 75

log = structlog.get_logger()


class Watchdog:
    """Watches one thread's use of the store: `with watchdog:` around each step, not nested."""

    def __init__(self, name: str, seconds: float = _SECONDS) -> None:
        self._name = name
        self._seconds = seconds
        self._since: float | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=f"{name}-watchdog", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopping.set()

    def __enter__(self) -> None:
        self._since = time.monotonic()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._since = None

    def _watch(self) -> None:
        while not self._stopping.wait(1.0):
            since = self._since
            if since is not None and time.monotonic() - since > self._seconds:
                log.critical("the store hangs; the process ends", store=self._name, seconds=self._seconds)
                os._exit(EXIT_CODE)
