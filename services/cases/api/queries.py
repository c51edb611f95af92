"""Questions about cases: one sees the cases of one's own agencies; the province's leaders see all."""

from typing import Annotated

from fastapi import Query, Request

from services.cases.api.given import TheApplication, TheQueries
from services.cases.api.looking import LOOKING, ActingFor, LookingAtCase
from services.cases.api.rows import shown
from services.cases.domain.case import CASE
from services.cases.queries import CaseFilter, CaseOrder
from services.cases.schemas import CaseEventAnswer, CaseEventsAnswer, CasesAnswer, ShownCase
from services.cases.views.documents import CaseDocument, CaseStatus
from services.cases.views.searching import words_asked
from shared.access_log.access import Looked
from shared.access_log.errors import AccessNotLogged
from shared.auth.principal import Principal
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
Sought = Annotated[
    str | None,
    Query(
        max_length=200,
        description=(
            "Words of the number, the subject or the number elsewhere, all of which must be there; "
            "a word without diacritics finds those with them as well."
        ),
    ),
]
Order = Annotated[CaseOrder, Query(description="`newest`: opened last; `due`: due first.")]


@queries.get(
    "",
    summary="Cases, by agency, state, procedure, who holds them, and when they are due",
    responses=refusals(CursorUnreadable, AccessNotLogged),
)
async def list_cases(
    look: LookingAtCase,
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
    q: Sought = None,
    order: Order = CaseOrder.NEWEST,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> CasesAnswer:
    """The newest first, or what is due first. What somebody searches for is logged."""
    wanted = CaseFilter(
        agencies=readable_agencies(look.who, agency),
        status=status,
        procedure=procedure,
        division=division,
        official=official,
        late=late,
        overdue=overdue,
        due_before=due_before,
        due_after=due_after,
        words=words_asked(q or ""),
    )
    name = f"cases.{order}"
    page = await asked.cases(wanted, order, limit, cursor_place(cursor, name, order.sort))
    if q is not None:
        await look.note(Looked.SEARCH, agency, asked=q)
    return CasesAnswer(**page_fields(page, name, request), cases=await shown(asked, page.found))


@queries.get("/{case_number}", summary="One case: where it is, who holds it", responses=refusals(*LOOKING))
async def show_case(
    case_number: str, look: LookingAtCase, asked: TheQueries, acting_for: ActingFor = None
) -> ShownCase:
    """The case as the read model has it, with names beside codes."""
    found = await readable_case(asked, case_number, look.who)
    await look.note(Looked.CASE, found.agency, case_number, acting_for=acting_for)
    (case,) = await shown(asked, [found])
    return case


@queries.get(
    "/{case_number}/events",
    summary="Everything that happened to a case, with causes",
    responses=refusals(CursorUnreadable, *LOOKING),
)
async def list_events(
    case_number: str,
    look: LookingAtCase,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    acting_for: ActingFor = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> CaseEventsAnswer:
    """In the order in which it was recorded."""
    case = await readable_case(asked, case_number, look.who)
    after = version_of(cursor, "case.events")
    await look.note(Looked.EVENTS, case.agency, case_number, acting_for=acting_for)
    stream = CASE.stream(case_number)
    found = await application.read(application.store.events, stream, after, limit + 1)
    events = [CaseEventAnswer.model_validate(event.to_dict()) for event in found[:limit]]
    reached = (found[limit - 1].version,) if len(found) > limit else None
    total = await application.read(application.store.version, stream) if after == 0 else None
    return CaseEventsAnswer(**list_fields(total, reached, "case.events", request), events=events)


async def readable_case(asked: TheQueries, case_number: str, who: Principal) -> CaseDocument:
    """The case, if it may be seen; denied looks like not there."""
    case = await asked.case(case_number)
    agencies = readable_agencies(who, None)
    if case is None or (agencies is not None and case.agency not in agencies):
        raise NotFound(what=Text("hồ sơ", "case"), key=case_number)
    return case
