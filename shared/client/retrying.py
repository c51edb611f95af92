"""Asking again while a service can't be reached or asks for patience.

stamina would log every wait and count it in a metric of its own; that a command waits for what is on its way
is no news, so both are off.
"""

from functools import cache

import httpx
import stamina
import stamina.instrumentation

from shared.client.errors import ServiceRefused

_FIRST_WAIT = 0.05  #: seconds; doubled each time
_LONGEST_WAIT = 5.0


def patiently(seconds: float) -> stamina.BoundAsyncRetryingCaller:
    """A caller that asks again for so many seconds after what may pass; then its last failure comes out."""
    _say_nothing()
    caller = stamina.AsyncRetryingCaller(
        attempts=None,
        timeout=seconds,
        wait_initial=_FIRST_WAIT,
        wait_max=_LONGEST_WAIT,
        wait_jitter=_FIRST_WAIT,
    )
    return caller.on(wait_after)


def wait_after(failure: Exception) -> bool | float:
    """Whether to ask again; the seconds to wait first, where the service stated them."""
    if isinstance(failure, httpx.TransportError):
        return True
    if not isinstance(failure, ServiceRefused) or not failure.may_pass:
        return False
    stated = failure.retry_after
    return True if stated is None else min(stated, _LONGEST_WAIT)


@cache
def _say_nothing() -> None:
    stamina.instrumentation.set_on_retry_hooks(())
