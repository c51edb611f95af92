"""Whether a process lives, and whether it can serve."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from shared.auth.rules import public
from shared.errors import Refusal
from shared.http.routing import Router
from shared.telemetry import get_logger

#: Returns if all is well, raises if not.
Check = Callable[[], Awaitable[object]]

#: What is worth knowing of a service, ready or not, by name.
Notes = Callable[[], dict[str, str]]

CHECK_TIMEOUT = 2.0  #: seconds that one check may take
KEPT_FOR = 1.0  #: seconds for which an outcome is given again, so that asking often costs nothing

logger = get_logger(__name__)


class Readiness:
    """Named checks of what a service needs; and the word that it is going away (`withdraw`)."""

    def __init__(
        self,
        checks: Mapping[str, Check],
        notes: Notes = dict,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._checks = dict(checks)
        self.notes = notes
        self._clock = clock
        self._withdrawn = False
        self._lock = asyncio.Lock()
        self._known: tuple[float, dict[str, str]] | None = None

    def withdraw(self) -> None:
        """From now on not ready: the first thing to do on SIGTERM."""
        self._withdrawn = True

    @property
    def withdrawn(self) -> bool:
        """Whether the service is going away."""
        return self._withdrawn

    async def failures(self) -> dict[str, str]:
        """The checks that fail, each with its reason: a refusal's code, else the kind of its error.

        No addresses, no messages of libraries.
        """
        if self._withdrawn:
            return {"stopping": "the service is going away"}
        async with self._lock:
            if self._known is None or self._clock() - self._known[0] >= KEPT_FOR:
                outcomes = await asyncio.gather(
                    *(self._run(name, check) for name, check in self._checks.items())
                )
                self._known = (self._clock(), {name: fault for name, fault in outcomes if fault is not None})
            return self._known[1]

    async def _run(self, name: str, check: Check) -> tuple[str, str | None]:
        try:
            async with asyncio.timeout(CHECK_TIMEOUT):
                await check()
        except Exception as error:
            logger.warning("not ready", check=name, error=repr(error))
            return name, error.code if isinstance(error, Refusal) else type(error).__name__
        return name, None


def probes(readiness: Readiness) -> APIRouter:
    """`/livez` and `/readyz`."""
    router = Router(tags=["operation"], include_in_schema=False)
    rule = public("everybody inside of the network, which must keep others out")

    @router.get("/livez", dependencies=[rule])
    async def livez() -> Response:
        return JSONResponse({"live": True})

    @router.get("/readyz", dependencies=[rule])
    async def readyz() -> Response:
        failed = await readiness.failures()
        notes = readiness.notes()
        told = {"ready": not failed, "failed": failed, **({"notes": notes} if notes else {})}
        return JSONResponse(told, 503 if failed else 200)

    return router
