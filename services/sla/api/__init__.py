"""The sla service over HTTP."""

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter

from services.sla.api.calendars import calendar_routes
from services.sla.api.clocks import clock_routes
from services.sla.application import SlaApplication
from services.sla.queries import SlaQueries


def routes(application: SlaApplication, queries: SlaQueries, now: Callable[[], datetime]) -> APIRouter:
    """All routes of the service."""
    router = APIRouter()
    router.include_router(clock_routes(application, queries, now), tags=["clocks"])
    router.include_router(calendar_routes(application, queries), prefix="/calendars", tags=["calendars"])
    return router
