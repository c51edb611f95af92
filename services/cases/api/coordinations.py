"""Coordinations: the asked agency sees what it has to answer, the asking one what it waits for."""

from collections.abc import Collection
from typing import Annotated

from fastapi import Query, Request

from services.cases.api.coordination_rows import in_full, is_party, shown
from services.cases.api.given import Reader, TheCoordinations
from services.cases.api.looking import LOOKING, ActingFor, LookingAtCase
from services.cases.domain.coordination_state import CoordinationPhase
from services.cases.queries.coordinations import (
    CoordinationFilter,
    CoordinationOrder,
    CoordinationQueries,
    Side,
)
from services.cases.schemas.coordinations import CoordinationInFull, CoordinationsAnswer
from services.cases.views.coordination_documents import CoordinationDocument
from shared.access_log.access import Looked
from shared.errors import NotFound, Text
from shared.http.access import readable_agencies
from shared.http.dues import Late
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit, cursor_place, page_fields
from shared.http.problems import refusals
from shared.http.routing import Router
from shared.kernel import CoordinationRole

coordinations = Router(prefix="/coordinations", tags=["coordinations"])

Whose = Annotated[Side, Query(description="`asked`: what one's agency is asked for; `asking`: what it asks.")]
Agency = Annotated[str | None, Query(description="One's own; without it: all that one may see.")]
Other = Annotated[str | None, Query(description="The agency on the other side.")]
Owed = Annotated[bool | None, Query(description="Whether an answer is owed.")]
Order = Annotated[CoordinationOrder, Query(description="`newest`: asked for last; `due`: due first.")]


@coordinations.get(
    "",
    summary="Coordinations, by agency, side, state, step, and when an answer is due",
    responses=refusals(CursorUnreadable),
)
async def list_coordinations(
    who: Reader,
    request: Request,
    asked: TheCoordinations,
    agency: Agency = None,
    side: Whose = Side.ASKED,
    other_agency: Other = None,
    state: CoordinationPhase | None = None,
    owed: Owed = None,
    late: Late = None,
    role: CoordinationRole | None = None,
    step: str | None = None,
    order: Order = CoordinationOrder.NEWEST,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> CoordinationsAnswer:
    """The newest first, or what is due first; what the agencies wrote stands at each one's own address."""
    wanted = CoordinationFilter(
        agencies=readable_agencies(who, agency),
        side=side,
        other_agency=other_agency,
        state=state,
        owed=owed,
        late=late,
        role=role,
        step=step,
    )
    name = f"coordinations.{order}"
    page = await asked.page(wanted, order, limit, cursor_place(cursor, name, order.sort))
    rows = await shown(asked, page.found, readable_agencies(who, None))
    return CoordinationsAnswer(**page_fields(page, name, request), coordinations=rows)


@coordinations.get(
    "/{case_number}/{number}",
    summary="One coordination: question, documents, answers, clarifications",
    responses=refusals(NotFound, *LOOKING),
)
async def show_coordination(
    case_number: str,
    number: int,
    look: LookingAtCase,
    asked: TheCoordinations,
    acting_for: ActingFor = None,
) -> CoordinationInFull:
    """What the agencies wrote is for the two of them, and for the superior that is to decide.

    The agency of the case that everything began with sees how it stands.
    """
    agencies = readable_agencies(look.who, None)
    found = await asked.one(case_number, number)
    if found is None or not await _may_see(asked, found, agencies):
        raise NotFound(what=Text("đề nghị phối hợp", "coordination"), key=f"{case_number}/{number}")
    await look.note(
        Looked.COORDINATION,
        found.asking_agency,
        case_number,
        among=agencies or (),
        coordination=number,
        acting_for=acting_for,
    )
    return await in_full(asked, found, agencies)


async def _may_see(
    asked: CoordinationQueries, found: CoordinationDocument, agencies: Collection[str] | None
) -> bool:
    if agencies is None or is_party(found, agencies):
        return True
    cases = await asked.cases([found.case_number])
    roots = await asked.cases([one.root_case for one in cases.values()])
    return any(one.agency in agencies for one in roots.values())
