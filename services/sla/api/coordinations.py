"""The list of coordinations by when their answers are due: for who asks, and for who is asked."""

from typing import Annotated

from fastapi import Query, Request

from services.sla.api.at_figure import at_one_position
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.api.lists import State, Unreceived
from services.sla.api.rows import Rows
from services.sla.queries import SlaQueries
from services.sla.queries.asking import BY_DUE
from services.sla.queries.filters import TimeFilter
from services.sla.schemas.clocks import AskedClocksAnswer, ListedAskedClock
from services.sla.views.documents import ASKED, AskedClockDocument
from shared.auth.principal import Principal
from shared.documents.reader import Page
from shared.http import refusals
from shared.http.access import readable_agencies
from shared.http.dues import DueAfter, DueBefore, Late, Overdue
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit, cursor_place, page_fields
from shared.http.routing import Router

coordinations = Router(tags=["clocks"], responses=refusals(CursorUnreadable))


@coordinations.get("/coordinations", summary="What agencies ask each other, by when the answer is due")
async def list_coordinations(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    agency: Annotated[
        str | None, Query(description="The agency that asks. Without both: each that one may read.")
    ] = None,
    asked_agency: Annotated[str | None, Query(description="The agency that is asked.")] = None,
    procedure: str | None = None,
    state: State = None,
    late: Late = None,
    overdue: Overdue = None,
    due_before: DueBefore = None,
    due_after: DueAfter = None,
    receipt_overdue: Unreceived = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> AskedClocksAnswer:
    """What one's own agency asked: `?agency=…`; what it is asked: `?asked_agency=…`.

    Of which procedure it is asked is for who reads the asking agency's cases.
    """
    wanted = TimeFilter(
        agencies=_asking(who, agency, asked_agency if procedure is None else None),
        asked_agency=asked_agency,
        procedure=procedure,
        state=state,
        late=late,
        overdue=overdue,
        due_before=due_before,
        due_after=due_after,
        receipt_overdue=receipt_overdue,
    )
    place = cursor_place(cursor, ASKED.name, BY_DUE)

    async def look(still: SlaQueries) -> tuple[Page[AskedClockDocument], list[ListedAskedClock]]:
        page = await still.times(ASKED, wanted, limit, place)
        return page, await Rows(still, application).coordinations(page.found, readable_agencies(who, None))

    (page, rows), standing = await at_one_position(asked, application, look)
    return AskedClocksAnswer(**page_fields(page, ASKED.name, request), **standing, coordinations=rows)


def _asking(who: Principal, agency: str | None, asked_agency: str | None) -> list[str] | None:
    """The agencies whose requests are listed, None for all; of what one's own agency is asked each one's."""
    own = readable_agencies(who, None)
    if own is not None and asked_agency in own:
        return [agency] if agency is not None else None
    return readable_agencies(who, agency)
