"""Escalations: which there are, and that somebody sees to one."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Query, Request

from services.sla.api.acting import ActingFor, acting
from services.sla.api.at_figure import AtFigure, at_one_position, figure_at, opened_fields
from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.api.rows import Rows
from services.sla.application.escalating import acknowledge
from services.sla.domain.acknowledging import AcknowledgeEscalation
from services.sla.domain.deciders import CLOCK
from services.sla.domain.ladder import Level
from services.sla.errors import EscalationNotFound
from services.sla.queries import SlaQueries
from services.sla.queries.escalations import NEWEST_FIRST, EscalationFilter, ListedEscalations
from services.sla.queries.opened_lists import OpenedPage
from services.sla.schemas.escalations import ClockVersion, EscalationsAnswer, ListedEscalation
from services.sla.views.escalation_documents import EscalationDocument
from shared.auth.principal import Principal
from shared.decider import Act, GivenCommand
from shared.delegation import DelegationMissing
from shared.http import refusals
from shared.http.access import readable_agencies
from shared.http.commands import Headers
from shared.http.errors import CursorUnreadable
from shared.http.paging import CursorText, Limit, cursor_place, page_fields
from shared.http.requests import body_model
from shared.http.routing import Router
from shared.kernel import Actor

_LIST = "escalations"
AcknowledgeBody: Any = body_model(AcknowledgeEscalation)

escalations = Router(tags=["escalations"])


@escalations.get(
    "/escalations",
    summary="What is overdue and went up the ladder, the newest first",
    responses=refusals(CursorUnreadable),
)
async def list_escalations(
    who: Reader,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    agency: Annotated[
        str | None, Query(description="The agency against which it goes. Without it: each that one may read.")
    ] = None,
    told_agency: Annotated[str | None, Query(description="The agency whose people are told.")] = None,
    division: Annotated[str | None, Query(description="The division that holds the step.")] = None,
    level: Level | None = None,
    procedure: str | None = None,
    state: Annotated[
        ListedEscalations | None, Query(description="`open` or `ended`. Without it: both.")
    ] = None,
    acknowledged: Annotated[
        bool | None, Query(description="Whether anybody has said to see to it. Without it: both.")
    ] = None,
    at: AtFigure = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> EscalationsAnswer:
    """Those against one's own agency; those that one's agency is told of: `?told_agency=…`.

    By which procedure another agency asks is for who reads that agency's cases.
    """
    wanted = EscalationFilter(
        agencies=_against(who, agency, told_agency if procedure is None else None),
        told_agency=told_agency,
        division=division,
        level=level,
        procedure=procedure,
        state=state,
        acknowledged=acknowledged,
    )
    place, figure = cursor_place(cursor, _LIST, NEWEST_FIRST), await figure_at(asked, at)

    async def look(still: SlaQueries) -> tuple[OpenedPage[EscalationDocument], list[ListedEscalation]]:
        page = await still.escalations.page(wanted, limit, place, figure)
        return page, await Rows(still, application).escalations(page.found, readable_agencies(who, None))

    (page, rows), standing = await at_one_position(asked, application, look)
    fields = {**page_fields(page, _LIST, request), **opened_fields(page, standing)}
    return EscalationsAnswer(**fields, escalations=rows)


def _against(who: Principal, agency: str | None, told_agency: str | None) -> list[str] | None:
    """The agencies that are listed, None for all; of what one's own agency is told of, each one's."""
    own = readable_agencies(who, None)
    if own is not None and told_agency in own:
        return [agency] if agency is not None else None
    return readable_agencies(who, agency)


@escalations.post(
    "/clocks/{case_number}/AcknowledgeEscalation",
    summary="Say that one sees to an escalation",
    operation_id=AcknowledgeEscalation.__name__,
    responses=refusals(*CLOCK.refusals_of(AcknowledgeEscalation), DelegationMissing),
)
async def acknowledge_escalation(
    case_number: str,
    body: AcknowledgeBody,
    who: Reader,
    headers: Headers,
    asked: TheQueries,
    application: TheApplication,
    acting_for: ActingFor = None,
) -> ClockVersion:
    """Who is told at that level; for the policy's time nothing climbs further."""
    person = await acting(who, acting_for, application, asked.now())
    command = body.asked()
    found = await _told_of(asked, case_number, command, person)
    context = headers.context(who.id, [case_number, acting_for, body])
    act = _act(who, person, found, context.recorded_at)
    answer = await acknowledge(application, case_number, GivenCommand(command, act), context, headers.version)
    return ClockVersion.model_validate(answer)


async def _told_of(
    asked: TheQueries, case_number: str, command: AcknowledgeEscalation, person: Principal
) -> EscalationDocument:
    """The newest such escalation, if one may know of it; denied looks like not there."""
    readable = readable_agencies(person, None)
    place = (command.step, command.visit, command.coordination, command.level)
    for one in reversed(await asked.escalations.of_case(case_number)):
        if (one.step, one.visit, one.coordination, one.level) != place and not (
            one.coordination is not None and (one.coordination, one.level) == (place[2], place[3])
        ):
            continue
        if readable is None or one.agency in readable or one.told_agency in person.agencies:
            return one
    raise EscalationNotFound(case_number=case_number, level=command.level)


def _act(who: Principal, person: Principal, found: EscalationDocument, recorded_at: Any) -> Act:
    """In the division that holds the step, where one has roles in it; else in the agency."""
    below = found.level in (Level.OFFICIAL, Level.DIVISION_HEAD)
    agency = found.told_agency if found.told_agency in person.agencies else None
    held = person.grants_in(agency)
    if below:
        held = held.in_division(found.division)
    by = Actor(person.id, agency, found.division if below else None, held.roles)
    if person is not who:
        by = replace(by, id=who.id, acting_for=person.id)
    return Act(by=by, at=recorded_at, recorded_at=recorded_at, at_given=False)
