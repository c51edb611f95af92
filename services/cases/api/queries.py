"""Questions about cases: one sees the cases of one's own agencies; the province's leaders see all."""

from typing import Annotated

from fastapi import Query, Request

from services.cases.api.given import Reader, TheApplication, TheQueries
from services.cases.api.rows import shown
from services.cases.domain.case import CASE
from services.cases.queries import CaseFilter, CaseOrder
from services.cases.schemas import CaseEventAnswer, CaseEventsAnswer, CasesAnswer, ShownCase
from services.cases.views.documents import CaseDocument, CaseStatus
from shared.errors import NotFound, Text
from shared.http.access import readable_agencies
from shared.http.dues import DueAfter, DueBefore, Late, Overdue
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit, cursor_place, list_fields, page_fields, version_of
from shared.http.problems import refusals
from shared.http.routing import Router

queries = Router(prefix="/cases", tags=["cases"], responses=refusals(NotFound))

Division = Annotated[str | None, Query(description="A division that holds a step of the case now.")]
Official = Annotated[str | None, Query(description="An official who holds a step of the case now.")]
Order = Annotated[CaseOrder, Query(description="`newest`: opened last; `due`: due first.")]


@queries.get(
    "",
    summary="Cases, by agency, state, procedure, who holds them, and when they are due",
    responses=refusals(CursorUnreadable),
)
async def list_cases(
    who: Reader,
    request: Request,
    asked: TheQueries,
    status: CaseStatus | None = None,
    agency: str | None = None,
    procedure: str | None = None,
    division: Division = None,
    official: Official = None,
    late: Late = None,
    overdue: Overdue = None,
    due_before: DueBefore = None,
    due_after: DueAfter = None,
    order: Order = CaseOrder.NEWEST,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> CasesAnswer:
    """The newest first, or what is due first."""
    wanted = CaseFilter(
        agencies=readable_agencies(who, agency),
        status=status,
        procedure=procedure,
        division=division,
        official=official,
        late=late,
        overdue=overdue,
        due_before=due_before,
        due_after=due_after,
    )
    name = f"cases.{order}"
    page = await asked.cases(wanted, order, limit, cursor_place(cursor, name, order.sort))
    return CasesAnswer(**page_fields(page, name, request), cases=await shown(asked, page.found))


@queries.get("/{case_number}", summary="One case: where it is, who holds it")
async def show_case(case_number: str, who: Reader, asked: TheQueries) -> ShownCase:
    """The case as the read model has it, with names beside codes."""
    (case,) = await shown(asked, [await _readable(asked, case_number, who)])
    return case


@queries.get(
    "/{case_number}/events",
    summary="Everything that happened to a case, with causes",
    responses=refusals(CursorUnreadable),
)
async def list_events(
    case_number: str,
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> CaseEventsAnswer:
    """In the order in which it was recorded."""
    await _readable(asked, case_number, who)
    after = version_of(cursor, "case.events")
    stream = CASE.stream(case_number)
    found = await application.read(application.store.events, stream, after, limit + 1)
    events = [CaseEventAnswer.model_validate(event.to_dict()) for event in found[:limit]]
    reached = (found[limit - 1].version,) if len(found) > limit else None
    total = await application.read(application.store.version, stream) if after == 0 else None
    return CaseEventsAnswer(**list_fields(total, reached, "case.events", request), events=events)


async def _readable(asked: TheQueries, case_number: str, who: Reader) -> CaseDocument:
    """The case, if it may be seen; denied looks like not there."""
    case = await asked.case(case_number)
    agencies = readable_agencies(who, None)
    if case is None or (agencies is not None and case.agency not in agencies):
        raise NotFound(what=Text("hồ sơ", "case"), key=case_number)
    return case
