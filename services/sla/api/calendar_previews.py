"""What a change of a calendar would move, looked at before it is made."""

import time

from starlette.requests import Request

from services.sla.api.calendar_commands import CHANGES, ChangeRequest
from services.sla.api.given import Definer, TheApplication, TheQueries
from services.sla.application.foreseeing import ForeseenMove, calendar_after, moves_of
from services.sla.domain.deciders import CALENDAR
from services.sla.queries.asking import CasePlace
from services.sla.schemas.calendars import CalendarPreview, MovedInPreview
from services.sla.views.documents import OPEN
from shared.documents.query import asc
from shared.http import refusals
from shared.http.commands import Headers
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, cursor_place, list_fields
from shared.http.routing import Router

#: Clocks that are read together, and the moves that are shown of all that are counted.
_TOGETHER = 100
MOST_SHOWN = 200
#: Nobody waits longer for an answer; what isn't counted by then is asked for with its cursor.
_SECONDS = 10.0
_LIST, _ORDER = "preview", (asc("state"),)

calendar_previews = Router(prefix="/calendars", tags=["calendars"])


@calendar_previews.post(
    "/{code}/changes/preview",
    summary="See which due instants of open cases a change would move; nothing is done",
    responses=refusals(*CALENDAR.refusals_of(*CHANGES), CursorUnreadable),
)
async def preview(
    code: str,
    body: ChangeRequest,
    who: Definer,
    headers: Headers,
    request: Request,
    application: TheApplication,
    asked: TheQueries,
    cursor: CursorText = None,
) -> CalendarPreview:
    """Every open case that counts by the calendar is counted, so it takes as long as the change itself.

    After some seconds it answers with what it has, and a cursor to go on with.
    """
    behind = _place(cursor)
    given = body.given(who, None, headers.context(who.id, [code, body]))
    calendar = await calendar_after(application, code, [given])
    answer = CalendarPreview(
        calendar=code, open_cases=0, cases=0, dues=0, no_longer_overdue=0, moved=[], more=False
    )
    began = time.monotonic()
    async for cases in asked.counted_by(code, _TOGETHER, behind):
        if behind is not None and answer.open_cases and time.monotonic() - began > _SECONDS:
            answer.cursor = list_fields(None, behind, _LIST, request)["cursor"]
            break
        _add(answer, await moves_of(application, [one.number for one in cases], calendar))
        answer.open_cases += len(cases)
        behind = cases[-1]
    answer.more = answer.dues > len(answer.moved)
    return answer


def _place(cursor: str | None) -> CasePlace | None:
    place = cursor_place(cursor, _LIST, _ORDER)
    if place is None:
        return None
    if place[0] not in OPEN:
        raise CursorUnreadable(where="cursor")
    return CasePlace(*map(str, place))


def _add(answer: CalendarPreview, moves: list[ForeseenMove]) -> None:
    answer.cases += len({one.case_number for one in moves})
    answer.dues += len(moves)
    answer.no_longer_overdue += sum(one.disproved for one in moves)
    answer.moved += [MovedInPreview.of(one) for one in moves[: MOST_SHOWN - len(answer.moved)]]
