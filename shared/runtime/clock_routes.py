"""The time as a service has it, and an operator's word that it is right."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter

from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.clock import WALL_CLOCK
from shared.eventstore.records import utc_now
from shared.http.routing import Router
from shared.kernel import Role
from shared.runtime.answers import ClockAccepted, ServiceTime
from shared.runtime.injected import Hosted

Operator = Annotated[Principal, allow(Role.OPERATOR)]


@cache
def clock_routes() -> APIRouter:
    """The operators' routes about time, made once for all services."""
    router = Router(prefix="/operations/clock", tags=["operations"])

    @router.get("", summary="The time as the service has it, and whether it believes it")
    async def show(_: Operator, hosted: Hosted) -> ServiceTime:
        await hosted.recorded_times.look()
        return ServiceTime(
            service=hosted.service.name.value,
            now=utc_now(),
            jumped_seconds=WALL_CLOCK.ahead(),
            store_ahead_seconds=hosted.recorded_times.ahead,
        )

    @router.post("/accept", summary="Believe the wall clock as it is, though it was set")
    async def accept(_: Operator, hosted: Hosted) -> ClockAccepted:
        return ClockAccepted(service=hosted.service.name.value, jumped_seconds=WALL_CLOCK.accept())

    return router
