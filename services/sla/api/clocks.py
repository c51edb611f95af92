"""Questions about the time of a case: one sees those of one's own agencies; leaders see all."""

from typing import Annotated

from fastapi import Query, Request

from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.api.rows import Rows
from services.sla.domain.deciders import CLOCK
from services.sla.domain.why import explain_case, explain_visit
from services.sla.errors import ClockNotFound, VisitNotFound
from services.sla.queries.asking import CaseClock
from services.sla.schemas import CaseClockAnswer, Interval
from shared.http import language_of, refusals
from shared.http.access import readable_agencies
from shared.http.routing import Router

clocks = Router(tags=["clocks"])


@clocks.get(
    "/clocks/{case_number}", summary="The time of a case and of its steps", responses=refusals(ClockNotFound)
)
async def show(
    case_number: str, who: Reader, asked: TheQueries, application: TheApplication
) -> CaseClockAnswer:
    """With names beside codes."""
    return await Rows(asked, application).whole(await _readable(asked, case_number, who))


@clocks.get(
    "/clocks/{case_number}/why",
    summary="Why a deadline is what it is",
    responses=refusals(ClockNotFound, VisitNotFound),
)
async def why(
    case_number: str,
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    step: str | None = None,
    visit: Annotated[int | None, Query(description="The newest one, if it isn't given.")] = None,
) -> list[Interval]:
    """Of the case, or of a step."""
    await _readable(asked, case_number, who)
    clock, _ = await application.state(CLOCK, case_number)
    calendar = await application.working_calendar(clock.working_calendar)
    found = explain_case(clock, calendar) if step is None else explain_visit(clock, calendar, step, visit)
    return [Interval.of(interval, language_of(request)) for interval in found]


async def _readable(asked: TheQueries, case_number: str, who: Reader) -> CaseClock:
    """The clock, if it may be seen; denied looks like not there."""
    clock = await asked.case(case_number)
    agencies = readable_agencies(who, None)
    if clock is None or (agencies is not None and clock.agency not in agencies):
        raise ClockNotFound(case_number=case_number)
    return clock
