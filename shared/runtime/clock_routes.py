"""The time as a service has it, and an operator's word that it is right."""

from typing import Annotated

from fastapi import APIRouter

from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.clock import WALL_CLOCK
from shared.eventstore.records import utc_now
from shared.http.routing import Router
from shared.kernel import Role
from shared.runtime.answers import ClockAccepted, ServiceTime
from shared.runtime.hosted import HostedService

Operator = Annotated[Principal, allow(Role.OPERATOR)]


def clock_routes(hosted: HostedService) -> APIRouter:
    """The operators' routes about time, of one service."""
    router = Router(prefix="/operations/clock", tags=["operations"])
    service = hosted.service.name.value

    @router.get("", summary="The time as the service has it, and whether it believes it")
    async def show(_: Operator) -> ServiceTime:
        await hosted.recorded_times.look()
        return ServiceTime(
            service=service,
            now=utc_now(),
            jumped_seconds=WALL_CLOCK.ahead(),
            store_ahead_seconds=hosted.recorded_times.ahead,
        )

    @router.post("/accept", summary="Believe the wall clock as it is, though it was set")
    async def accept(_: Operator) -> ClockAccepted:
        return ClockAccepted(service=service, jumped_seconds=WALL_CLOCK.accept())

    return router
