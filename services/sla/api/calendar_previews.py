"""What a change of a calendar would move, looked at before it is made."""

from services.sla.api.calendar_commands import CHANGES, ChangeRequest
from services.sla.api.given import Definer, TheApplication, TheQueries
from services.sla.application.foreseeing import calendar_after, moves_of
from services.sla.domain.deciders import CALENDAR
from services.sla.schemas.calendars import CalendarPreview, MovedInPreview
from shared.http import refusals
from shared.http.commands import Headers
from shared.http.routing import Router
from shared.runtime.sweeping import pages

#: Clocks that are asked for together, and the moves that are shown of all that are counted.
_TOGETHER = 500
MOST_SHOWN = 200

calendar_previews = Router(prefix="/calendars", tags=["calendars"])


@calendar_previews.post(
    "/{code}/changes/preview",
    summary="See which due instants of open cases a change would move; nothing is done",
    responses=refusals(*CALENDAR.refusals_of(*CHANGES)),
)
async def preview(
    code: str,
    body: ChangeRequest,
    who: Definer,
    headers: Headers,
    application: TheApplication,
    asked: TheQueries,
) -> CalendarPreview:
    """Every open case that counts by the calendar is counted, so it takes as long as the change itself."""
    given = body.given(who, None, headers.context(who.id, [code, body]))
    calendar = await calendar_after(application, code, [given])
    answer = CalendarPreview(calendar=code, cases=0, dues=0, no_longer_overdue=0, moved=[], more=False)
    async for clocks in pages(lambda behind: asked.counted_by(code, _TOGETHER, behind)):
        for clock in clocks:
            moves = await moves_of(application, clock.id, calendar)
            answer.cases += bool(moves)
            answer.dues += len(moves)
            answer.no_longer_overdue += sum(one.disproved for one in moves)
            answer.moved += [MovedInPreview.of(one) for one in moves][: MOST_SHOWN - len(answer.moved)]
    answer.more = answer.dues > len(answer.moved)
    return answer
