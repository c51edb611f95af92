"""Questions about cases."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.cases.application import CasesApplication
from services.cases.domain import CASE
from services.cases.views import CaseQueries, CaseStatus
from shared.auth.principal import Principal
from shared.auth.rules import signed_in
from shared.errors import NotFound
from shared.http.access import readable_agencies
from shared.http.problems import refusals

Reader = Annotated[Principal, signed_in()]


def query_routes(application: CasesApplication, queries: CaseQueries) -> APIRouter:
    """`GET` routes: one sees the cases of one's own agencies; the province's leaders see all."""
    router = APIRouter(responses=refusals(NotFound))

    @router.get("", summary="Cases, by agency, state and division")
    async def list_cases(
        who: Reader,
        status: CaseStatus | None = None,
        agency: str | None = None,
        procedure: str | None = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    ) -> dict[str, Any]:
        agencies = readable_agencies(who, agency)
        return await queries.cases(agencies, status, procedure, limit, offset)

    @router.get("/{case_number}", summary="One case: where it is, who holds it")
    async def show_case(case_number: str, who: Reader) -> dict[str, Any]:
        return await _readable(queries, case_number, who)

    @router.get("/{case_number}/events", summary="Everything that happened to a case, with causes")
    async def list_events(case_number: str, who: Reader) -> list[dict[str, Any]]:
        await _readable(queries, case_number, who)
        recorded = await application.read(application.store.events, CASE.stream(case_number))
        return [event.to_dict() for event in recorded]

    return router


async def _readable(queries: CaseQueries, case_number: str, who: Principal) -> dict[str, Any]:
    """The case, if it may be seen; denied looks like not there."""
    case = await queries.case(case_number)
    agencies = readable_agencies(who, None)
    if case is None or (agencies is not None and case["agency"] not in agencies):
        raise NotFound(what="case", key=case_number)
    return case
