"""Working calendars: everybody's to look at, and to count with."""

from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.errors import LimitUnreadable, UnknownCalendar
from services.sla.schemas import CalendarAnswer, DueAnswer, ElapsedAnswer
from services.sla.views.documents import CalendarDocument
from shared.contracts.vocabulary import Instant, TimeLimit, check_countable
from shared.http import refusals
from shared.http.routing import Router
from shared.kernel import Counting
from shared.working_time.errors import CalendarEnds, LimitBeyondCalendar

_UNKNOWN = refusals(UnknownCalendar)

calendars = Router(prefix="/calendars", tags=["calendars"])


@calendars.get("", summary="All calendars")
async def list_calendars(_: Reader, asked: TheQueries) -> list[CalendarDocument]:
    """Those that are defined here."""
    return await asked.calendars()


@calendars.get("/{code}", summary="A calendar: hours, holidays, make-up days", responses=_UNKNOWN)
async def show(code: str, _: Reader, application: TheApplication) -> CalendarAnswer:
    """As it is now."""
    return CalendarAnswer.of(await application.working_calendar(code))


@calendars.get(
    "/{code}/due",
    summary="When a limit that begins now, or then, is due",
    responses=refusals(UnknownCalendar, LimitUnreadable, LimitBeyondCalendar, CalendarEnds),
)
async def due(
    code: str, _: Reader, application: TheApplication, start: Instant, duration: str, counting: Counting
) -> DueAnswer:
    """By the calendar as it is now."""
    limit = _limit(duration, counting)
    calendar = await application.working_calendar(code)
    found = calendar.due(start, limit)
    calendar.check_known(start, found.at)
    return DueAnswer(due_at=found.at, last_day=found.last_day, moved_to=found.moved_to)


@calendars.get(
    "/{code}/elapsed",
    summary="Working minutes between two instants",
    responses=refusals(UnknownCalendar, CalendarEnds),
)
async def elapsed(
    code: str, _: Reader, application: TheApplication, start: Instant, end: Instant
) -> ElapsedAnswer:
    """Whole ones."""
    calendar = await application.working_calendar(code)
    calendar.check_known(start, end)
    return ElapsedAnswer(working_minutes=calendar.working_minutes(start, end))


def _limit(duration: str, counting: Counting) -> TimeLimit:
    try:
        limit = TimeLimit.parse(duration, counting)
        check_countable(limit)
    except ValueError:
        raise LimitUnreadable(duration=duration[:40], where="duration") from None
    return limit
