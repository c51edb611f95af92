"""Questions about the time of cases and steps: one sees those of one's own agencies; leaders see all."""

from typing import Annotated

from fastapi import Query, Request

from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.domain.deciders import CLOCK
from services.sla.domain.why import explain_case, explain_visit
from services.sla.errors import ClockNotFound, VisitNotFound
from services.sla.queries import CaseClock, Figures, Unit, with_fields
from services.sla.schemas import Interval, OverdueAnswer, OverdueStep
from services.sla.views import StepClockDocument
from shared.documents.values import parse_instant
from shared.http import language_of, refusals
from shared.http.access import readable_agencies
from shared.http.routing import Router

clocks = Router(tags=["clocks"])


@clocks.get(
    "/clocks/{case_number}", summary="The time of a case and of its steps", responses=refusals(ClockNotFound)
)
async def show(case_number: str, who: Reader, asked: TheQueries) -> CaseClock:
    """As the read model has it."""
    return await _readable(asked, case_number, who)


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


@clocks.get("/overdue", summary="Open steps past their due instant, the latest first")
async def overdue(
    who: Reader,
    asked: TheQueries,
    application: TheApplication,
    agency: str | None = None,
    division: str | None = None,
    official: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> OverdueAnswer:
    """With the working time since then."""
    found = await asked.overdue(readable_agencies(who, agency), division, official, limit)
    steps = [await _by_how_much(asked, application, step) for step in found.steps]
    return OverdueAnswer(total=found.total, steps=steps)


async def _by_how_much(
    asked: TheQueries, application: TheApplication, step: StepClockDocument
) -> OverdueStep:
    calendar = (await application.working_calendar(step.calendar)).of(step.agency)
    since = calendar.working_minutes(parse_instant(step.due_at), asked.now())
    return with_fields(OverdueStep, step, overdue_minutes=since)


@clocks.get("/figures", summary="Late cases, and the units with most overdue steps")
async def figures(
    who: Reader,
    asked: TheQueries,
    by: Unit = Unit.DIVISION,
    agency: str | None = None,
    procedure: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Figures:
    """Finished late, or still open."""
    return await asked.figures(by, readable_agencies(who, agency), procedure, limit)


async def _readable(asked: TheQueries, case_number: str, who: Reader) -> CaseClock:
    """The clock, if it may be seen; denied looks like not there."""
    clock = await asked.case(case_number)
    agencies = readable_agencies(who, None)
    if clock is None or (agencies is not None and clock.agency not in agencies):
        raise ClockNotFound(case_number=case_number)
    return clock
