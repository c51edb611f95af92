"""Questions about cases: one sees the cases of one's own agencies; the province's leaders see all."""

from typing import Annotated

from fastapi import Query

from services.cases.api.given import Reader, TheApplication, TheQueries
from services.cases.domain.case import CASE
from services.cases.queries import CasesPage
from services.cases.schemas import CaseEventAnswer
from services.cases.views import CaseDocument, CaseStatus
from shared.errors import NotFound, Text
from shared.http.access import readable_agencies
from shared.http.problems import refusals
from shared.http.routing import Router

queries = Router(prefix="/cases", tags=["cases"], responses=refusals(NotFound))


@queries.get("", summary="Cases, by agency, state and procedure")
async def list_cases(
    who: Reader,
    asked: TheQueries,
    status: CaseStatus | None = None,
    agency: str | None = None,
    procedure: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> CasesPage:
    """The newest first."""
    agencies = readable_agencies(who, agency)
    return await asked.cases(agencies, status, procedure, limit, offset)


@queries.get("/{case_number}", summary="One case: where it is, who holds it")
async def show_case(case_number: str, who: Reader, asked: TheQueries) -> CaseDocument:
    """The case as the read model has it."""
    return await _readable(asked, case_number, who)


@queries.get("/{case_number}/events", summary="Everything that happened to a case, with causes")
async def list_events(
    case_number: str,
    who: Reader,
    asked: TheQueries,
    application: TheApplication,
) -> list[CaseEventAnswer]:
    """In the order in which it was recorded."""
    await _readable(asked, case_number, who)
    recorded = await application.read(application.store.events, CASE.stream(case_number))
    return [CaseEventAnswer.model_validate(event.to_dict()) for event in recorded]


async def _readable(asked: TheQueries, case_number: str, who: Reader) -> CaseDocument:
    """The case, if it may be seen; denied looks like not there."""
    case = await asked.case(case_number)
    agencies = readable_agencies(who, None)
    if case is None or (agencies is not None and case.agency not in agencies):
        raise NotFound(what=Text("hồ sơ", "case"), key=case_number)
    return case
