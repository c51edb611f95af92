"""Commands on simplification over HTTP: editors propose, heads decide."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from services.catalog.api.given import Editor, EditorOrHead, Head, Opener, TheApplication, TheQueries
from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.deciders import SIMPLIFICATION
from services.catalog.domain.simplification.simplification import check_opened
from services.catalog.errors.simplification import ProposalNotFound
from services.catalog.schemas.simplification import (
    AcceptRequest,
    CarryOutRequest,
    DeclineRequest,
    OpenProgrammeRequest,
    ProgrammeAnswer,
    ProposeRequest,
)
from shared.auth.principal import Principal
from shared.decider import GivenCommand
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, Headers
from shared.http.problems import refusals
from shared.http.requests import CommandRequest
from shared.kernel import Role

Programme = Annotated[str, Path(max_length=40, description="The programme's code.")]
Number = Annotated[int, Path(ge=1, description="The proposal's number in the programme.")]
_PROPOSAL = "/{programme}/proposals/{number}"

programmes = APIRouter(prefix="/simplification/programmes", tags=["simplification"])


def refused(body: type[CommandRequest]) -> dict[int | str, dict[str, Any]]:
    """How the command of a body may be refused, as an operation's `responses`."""
    return refusals(*SIMPLIFICATION.decisions[body.command_class].refuses)


async def _simplify(
    application: CatalogApplication, given: GivenCommand, headers: CommandHeaders, context: CommandContext
) -> ProgrammeAnswer:
    answer = await application.simplify(given, headers.version, context)
    return ProgrammeAnswer.model_validate(answer)


@programmes.post(
    "",
    status_code=201,
    summary="Open a programme of simplification",
    responses=refused(OpenProgrammeRequest),
)
async def open_programme(
    body: OpenProgrammeRequest, who: Opener, headers: Headers, application: TheApplication
) -> ProgrammeAnswer:
    """For one agency, or for the whole province."""
    context = headers.context(who.id, body)
    over_all = who.has(Role.REVIEWER, Role.OPERATOR)
    given = body.given(who, None if over_all else body.agency, context, delegable=False)
    return await _simplify(application, given, headers, context)


@programmes.post(
    "/{programme}/proposals",
    status_code=201,
    summary="Propose to simplify a procedure",
    responses=refused(ProposeRequest),
)
async def propose(
    programme: Programme,
    body: ProposeRequest,
    who: Editor,
    headers: Headers,
    application: TheApplication,
    asked: TheQueries,
) -> ProgrammeAnswer:
    """Beside what it is in an issued edition; what stays as it is may be left out."""
    context = headers.context(who.id, [programme, body])
    edition = body.edition
    if edition is None:
        state, _ = await application.simplification(programme)
        check_opened(state, programme)
        edition = await asked.contents.baseline(body.agency, state.baseline_on)
    given = body.given(who, body.agency, context, delegable=False, programme=programme, edition=edition)
    return await _simplify(application, given, headers, context)


@programmes.post(_PROPOSAL + "/accept", summary="Accept a proposal", responses=refused(AcceptRequest))
async def accept(
    programme: Programme,
    number: Number,
    body: AcceptRequest,
    who: Head,
    headers: Headers,
    application: TheApplication,
) -> ProgrammeAnswer:
    """It is expected until an edition has it."""
    return await _settle(application, programme, number, body, who, headers)


@programmes.post(_PROPOSAL + "/decline", summary="Decline a proposal", responses=refused(DeclineRequest))
async def decline(
    programme: Programme,
    number: Number,
    body: DeclineRequest,
    who: Head,
    headers: Headers,
    application: TheApplication,
) -> ProgrammeAnswer:
    """With the reason, which all readers see."""
    return await _settle(application, programme, number, body, who, headers)


@programmes.post(
    _PROPOSAL + "/carry-out",
    summary="Note the edition that carries a proposal out",
    responses=refused(CarryOutRequest),
)
async def carry_out(
    programme: Programme,
    number: Number,
    body: CarryOutRequest,
    who: EditorOrHead,
    headers: Headers,
    application: TheApplication,
) -> ProgrammeAnswer:
    """Refused unless the edition is issued and the procedure in it is as simple as was expected."""
    return await _settle(application, programme, number, body, who, headers)


async def _settle(
    application: CatalogApplication,
    programme: str,
    number: int,
    body: CommandRequest,
    who: Principal,
    headers: CommandHeaders,
) -> ProgrammeAnswer:
    """Carry out a command on a proposal, in the agency whose procedure it is, as the store has it now."""
    context = headers.context(who.id, [programme, number, body])
    state, _ = await application.simplification(programme)
    check_opened(state, programme)
    if number not in state.proposals:
        raise ProposalNotFound(where="proposal", proposal=number, programme=programme)
    agency = state.proposals[number].agency
    given = body.given(who, agency, context, delegable=False, programme=programme, proposal=number)
    return await _simplify(application, given, headers, context)
