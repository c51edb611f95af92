"""The box of cases of which one's agency is only told (nhận để biết)."""

from typing import Annotated

from fastapi import Query, Request

from services.sla.api.acting import ActingFor, acting
from services.sla.api.at_figure import at_one_position
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.queries import SlaQueries
from services.sla.queries.informed import NEWEST_FIRST, told_agencies
from services.sla.schemas.clocks import InformedAnswer, InformedRow
from services.sla.views.documents import CaseClockDocument, InformedDocument
from shared.delegation import DelegationMissing
from shared.documents.reader import Page
from shared.http import refusals
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit, cursor_place, page_fields
from shared.http.routing import Router
from shared.kernel import CoordinationRole
from shared.restating import restate

_LIST = "work.informed"

informed = Router(prefix="/work", tags=["work"], responses=refusals(CursorUnreadable, DelegationMissing))

Received = Annotated[bool | None, Query(description="Whether a receipt was given. Without it: both.")]


@informed.get("/informed", summary="Cases of which one's agency is only told, the newest first")
async def list_informed(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    acting_for: ActingFor = None,
    received: Received = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> InformedAnswer:
    """For everybody who works there. The question, with its documents, is the coordination's in `cases`."""
    person = await acting(who, acting_for, application, asked.now())
    place = cursor_place(cursor, _LIST, NEWEST_FIRST)

    async def look(still: SlaQueries) -> tuple[Page[InformedDocument], list[InformedRow]]:
        page = await still.informed.page(told_agencies(person), received, limit, place)
        cases = await still.informed.cases(page.found)
        return page, [_row(one, cases[one.case_number]) for one in page.found]

    (page, rows), standing = await at_one_position(asked, application, look)
    return InformedAnswer(**page_fields(page, _LIST, request), **standing, informed=rows)


def _row(one: InformedDocument, case: CaseClockDocument) -> InformedRow:
    return restate(
        InformedRow,
        one,
        subject=case.subject,
        agency=case.agency,
        due_at=case.due_at,
        asked_agency=one.agency,
        role=CoordinationRole.INFORMED.value,
    )
