"""Working calendars: everybody's to look at, and to count with."""

from typing import Annotated

from fastapi import Query

from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.application.sla import SlaApplication
from services.sla.errors import LimitUnreadable, UnknownCalendar
from services.sla.schemas.calendars import CalendarAnswer, DueAnswer, ElapsedAnswer
from services.sla.views.documents import CalendarDocument
from shared.contracts.vocabulary import Instant, TimeLimit, check_countable
from shared.http import refusals
from shared.http.routing import Router
from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.errors import CalendarEnds, LimitBeyondCalendar

_UNKNOWN = refusals(UnknownCalendar)
OfAgency = Annotated[
    str | None,
    Query(description="Code of an agency: with what it does otherwise. Without it: what is common."),
]

calendars = Router(prefix="/calendars", tags=["calendars"])


@calendars.get("", summary="All calendars")
async def list_calendars(_: Reader, asked: TheQueries) -> list[CalendarDocument]:
    """Those that are defined here."""
    return await asked.calendars()


@calendars.get("/{code}", summary="A calendar: hours, holidays, make-up days", responses=_UNKNOWN)
async def show(code: str, _: Reader, application: TheApplication) -> CalendarAnswer:
    """As it is now."""
    return CalendarAnswer.of(*await application.versioned_calendar(code))


@calendars.get(
    "/{code}/due",
    summary="When a limit that begins now, or then, is due",
    responses=refusals(UnknownCalendar, LimitUnreadable, LimitBeyondCalendar, CalendarEnds),
)
async def due(
    code: str,
    _: Reader,
    application: TheApplication,
    start: Instant,
    duration: str,
    counting: Counting,
    agency: OfAgency = None,
) -> DueAnswer:
    """By the calendar as it is now."""
    limit = _limit(duration, counting)
    calendar, _version = await calendar_for(application, code, agency)
    found = calendar.due(start, limit)
    calendar.check_known(start, found.at)
    return DueAnswer(
        due_at=found.at,
        last_day=found.last_day,
        moved_to=found.moved_to,
        provisional_days=list(calendar.rests_on(start, found.at, counting)),
    )


@calendars.get(
    "/{code}/elapsed",
    summary="Working time and days between two instants",
    responses=refusals(UnknownCalendar, CalendarEnds),
)
async def elapsed(
    code: str, _: Reader, application: TheApplication, start: Instant, end: Instant, agency: OfAgency = None
) -> ElapsedAnswer:
    """Whole ones; none where the end isn't later."""
    calendar, _version = await calendar_for(application, code, agency)
    calendar.check_known(start, end)
    return ElapsedAnswer(
        working_minutes=calendar.working_minutes(start, end),
        working_days=calendar.days_between(start, end, Counting.WORKING_DAYS),
        calendar_days=calendar.days_between(start, end, Counting.CALENDAR_DAYS),
    )


async def calendar_for(
    application: SlaApplication, code: str, agency: str | None
) -> tuple[WorkingCalendar, int]:
    """The calendar, as the agency works where one is named, and its version. Raises `UnknownCalendar`."""
    calendar, version = await application.versioned_calendar(code)
    return (calendar if agency is None else calendar.of(agency)), version


def _limit(duration: str, counting: Counting) -> TimeLimit:
    try:
        limit = TimeLimit.parse(duration, counting)
        check_countable(limit)
    except ValueError:
        raise LimitUnreadable(duration=duration[:40], where="duration") from None
    return limit
