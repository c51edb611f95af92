"""The correlation id: one word that joins the log lines and answers of one request or message."""

import itertools
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ACCEPTED = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
#: New ids are of this process and counted: a random one would ask the kernel for each request.
_PROCESS = os.urandom(8).hex()
_numbers = itertools.count(1)
_current: ContextVar[str | None] = ContextVar("tthc_correlation_id", default=None)


def current_correlation() -> str | None:
    """The correlation id of what is being done now, or None outside of any request or message."""
    return _current.get()


@contextmanager
def correlated(correlation_id: str) -> Iterator[str]:
    """While the block runs, log lines and published events carry this correlation id."""
    token = _current.set(correlation_id)
    try:
        yield correlation_id
    finally:
        _current.reset(token)


def correlation_from(given: str | None, traceparent: str | None = None) -> str:
    """The caller's correlation id if it is fit to be logged, else its trace id (W3C), else a new one."""
    if given is not None and _ACCEPTED.fullmatch(given):
        return given
    trace = _TRACEPARENT.fullmatch(traceparent) if traceparent is not None else None
    return trace.group(1) if trace is not None else f"{_PROCESS}{next(_numbers):016x}"
