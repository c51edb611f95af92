"""Questions about the time of a case: one sees those of one's own agencies; leaders see all."""

from typing import Annotated

from fastapi import Query, Request

from services.sla.api.given import TheApplication, TheQueries
from services.sla.api.rows import Rows
from services.sla.application.moved_by_calendar import moves_by_calendar
from services.sla.domain.deciders import CLOCK
from services.sla.domain.why import explain_asked, explain_case, explain_visit
from services.sla.errors import ClockNotFound, CoordinationClockNotFound, VisitNotFound
from services.sla.queries.asking import CaseClock
from services.sla.schemas.clocks import CaseClockAnswer, Interval, MovedDueAnswer
from shared.access_log.access import Looked
from shared.access_log.errors import AccessNotLogged
from shared.access_log.looking import Looking
from shared.auth.principal import Principal
from shared.http import language_of, refusals
from shared.http.access import readable_agencies
from shared.http.routing import Router

clocks = Router(tags=["clocks"], responses=refusals(AccessNotLogged))


@clocks.get(
    "/clocks/{case_number}", summary="The time of a case and of its steps", responses=refusals(ClockNotFound)
)
async def show(
    case_number: str, look: Looking, asked: TheQueries, application: TheApplication
) -> CaseClockAnswer:
    """With names beside codes."""
    found = await _readable(asked, case_number, look.who)
    await look.note(Looked.CLOCK, found.agency, case_number)
    return await Rows(asked, application).whole(found)


@clocks.get(
    "/clocks/{case_number}/why",
    summary="Why a deadline is what it is",
    responses=refusals(ClockNotFound, VisitNotFound),
)
async def why(
    case_number: str,
    look: Looking,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    step: str | None = None,
    visit: Annotated[int | None, Query(description="The newest one, if it isn't given.")] = None,
) -> list[Interval]:
    """Of the case, or of a step."""
    shown = await _readable(asked, case_number, look.who)
    await look.note(Looked.DEADLINE, shown.agency, case_number)
    clock, _ = await application.state(CLOCK, case_number)
    calendar = await application.working_calendar(clock.working_calendar)
    found = explain_case(clock, calendar) if step is None else explain_visit(clock, calendar, step, visit)
    return [Interval.of(interval, language_of(request)) for interval in found]


@clocks.get(
    "/clocks/{case_number}/why/calendar",
    summary="Which changes of the calendar have moved its deadlines",
    responses=refusals(ClockNotFound),
)
async def moved(
    case_number: str, look: Looking, asked: TheQueries, application: TheApplication
) -> list[MovedDueAnswer]:
    """Of the case, its steps and coordinations, in that order; each with the decision."""
    shown = await _readable(asked, case_number, look.who)
    await look.note(Looked.DEADLINE, shown.agency, case_number)
    return [MovedDueAnswer.of(one) for one in await moves_by_calendar(application, case_number)]


@clocks.get(
    "/clocks/{case_number}/coordinations/{coordination}/why",
    summary="Why the deadline of an answer is what it is",
    responses=refusals(CoordinationClockNotFound),
)
async def why_asked(
    case_number: str,
    coordination: int,
    look: Looking,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
) -> list[Interval]:
    """For the agency that asks, and for the one that is asked."""
    found, agencies = await asked.coordination(case_number, coordination), readable_agencies(look.who, None)
    in_full = found is not None and (agencies is None or found.agency in agencies)
    if found is None or not (in_full or found.asked_agency in (agencies or ())):
        raise CoordinationClockNotFound(case_number=case_number, coordination=coordination)
    seen_by = (found.asked_agency,)
    await look.note(Looked.DEADLINE, found.agency, case_number, among=seen_by, coordination=coordination)
    clock, _ = await application.state(CLOCK, case_number)
    calendar = await application.working_calendar(clock.working_calendar)
    intervals = explain_asked(clock, calendar, coordination, in_full=in_full)
    return [Interval.of(interval, language_of(request)) for interval in intervals]


async def _readable(asked: TheQueries, case_number: str, who: Principal) -> CaseClock:
    """The clock, if it may be seen; denied looks like not there."""
    clock = await asked.case(case_number)
    agencies = readable_agencies(who, None)
    if clock is None or (agencies is not None and clock.agency not in agencies):
        raise ClockNotFound(case_number=case_number)
    return clock
