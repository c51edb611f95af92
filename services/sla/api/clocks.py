"""Questions about the time of cases and steps."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from services.sla.application import SlaApplication
from services.sla.domain import CLOCK, Clock
from services.sla.domain.why import explain_case, explain_visit
from services.sla.errors import ClockNotFound
from services.sla.queries import SlaQueries, Unit
from services.sla.schemas import Interval
from shared.auth.principal import Principal
from shared.auth.rules import signed_in
from shared.documents.values import parse_instant
from shared.http import language_of
from shared.http.access import readable_agencies
from shared.http.problems import refusals

Reader = Annotated[Principal, signed_in()]


def clock_routes(application: SlaApplication, queries: SlaQueries, now: Callable[[], datetime]) -> APIRouter:
    """`GET` routes: one sees the clocks of one's own agencies; the province's leaders see all."""
    router = APIRouter(responses=refusals(ClockNotFound))

    @router.get("/clocks/{case_number}", summary="The time of a case and of its steps")
    async def show(case_number: str, who: Reader) -> dict[str, Any]:
        return await _readable(queries, case_number, who)

    @router.get("/clocks/{case_number}/why", summary="Why a deadline is what it is")
    async def why(
        case_number: str,
        who: Reader,
        request: Request,
        step: str | None = None,
        visit: Annotated[int | None, Query(description="The newest one, if it isn't given.")] = None,
    ) -> list[Interval]:
        await _readable(queries, case_number, who)
        clock, _ = await application.state(CLOCK, case_number)
        calendar = await application.working_calendar(clock.calendar)
        if step is None:
            found = explain_case(clock, calendar)
        else:
            found = explain_visit(clock, calendar, step, visit or _newest_visit(clock, step))
        return [Interval.of(interval, language_of(request)) for interval in found]

    @router.get("/overdue", summary="Open steps past their due instant, the latest first")
    async def overdue(
        who: Reader,
        agency: str | None = None,
        division: str | None = None,
        official: str | None = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
    ) -> dict[str, Any]:
        found = await queries.overdue(readable_agencies(who, agency), division, official, limit)
        return {**found, "steps": [await _by_how_much(step) for step in found["steps"]]}

    async def _by_how_much(step: dict[str, Any]) -> dict[str, Any]:
        """With the working time since the due instant."""
        calendar = (await application.working_calendar(step["calendar"])).of(step["agency"])
        return {**step, "overdue_minutes": calendar.working_minutes(parse_instant(step["due_at"]), now())}

    @router.get("/figures", summary="Late cases, and the units with most overdue steps")
    async def figures(
        who: Reader,
        by: Unit = Unit.DIVISION,
        agency: str | None = None,
        procedure: str | None = None,
        limit: Annotated[int, Query(ge=1, le=100)] = 10,
    ) -> dict[str, Any]:
        agencies = readable_agencies(who, agency)
        return {
            "late_cases": await queries.late_cases(agencies, procedure),
            "by": by,
            "most_overdue": await queries.most_overdue(by, agencies, procedure, limit),
        }

    return router


def _newest_visit(clock: Clock, step: str) -> int:
    visits = (*clock.open.values(), *clock.finished.values())
    return max((visit.number for visit in visits if visit.step == step), default=1)


async def _readable(queries: SlaQueries, case_number: str, who: Principal) -> dict[str, Any]:
    """The clock, if it may be seen; denied looks like not there."""
    clock = await queries.case(case_number)
    agencies = readable_agencies(who, None)
    if clock is None or (agencies is not None and clock["agency"] not in agencies):
        raise ClockNotFound(case_number=case_number)
    return clock
