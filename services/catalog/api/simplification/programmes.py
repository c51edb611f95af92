"""Commands on simplification over HTTP: editors propose, heads decide."""

from typing import Annotated

from fastapi import Path

from services.catalog.api.given import Editor, EditorOrHead, Head, Opener, TheQueries
from services.catalog.api.simplification.simplifying import TheSimplifying, refused
from services.catalog.schemas.simplification import (
    AcceptRequest,
    CarryOutRequest,
    DeclineRequest,
    OpenProgrammeRequest,
    ProgrammeAnswer,
    ProposeRequest,
)
from shared.http.locations import created
from shared.http.routing import Router
from shared.kernel import Role

Programme = Annotated[str, Path(max_length=40, description="The programme's code.")]
Number = Annotated[int, Path(ge=1, description="The proposal's number in the programme.")]
_PROPOSAL = "/{programme}/proposals/{number}"

programmes = Router(prefix="/simplification/programmes", tags=["simplification"])


@programmes.post(
    "",
    status_code=201,
    summary="Open a programme of simplification",
    responses=refused(OpenProgrammeRequest) | created("/simplification/programmes/{programme}"),
)
async def open_programme(
    body: OpenProgrammeRequest, who: Opener, simplifying: TheSimplifying
) -> ProgrammeAnswer:
    """For one agency, or for the whole province."""
    over_all = who.has(Role.REVIEWER, Role.OPERATOR)
    return await simplifying.carry_out(body, who, None if over_all else body.agency)


@programmes.post(
    "/{programme}/proposals",
    status_code=201,
    summary="Propose to simplify a procedure",
    responses=refused(ProposeRequest) | created("/simplification/programmes/{programme}"),
)
async def propose(
    programme: Programme, body: ProposeRequest, who: Editor, simplifying: TheSimplifying, asked: TheQueries
) -> ProgrammeAnswer:
    """Beside what it is in an issued edition; what stays as it is may be left out."""
    edition = body.edition
    if edition is None:
        baseline_on = (await simplifying.opened(programme, who)).baseline_on
        edition = await asked.contents.baseline(body.agency, baseline_on)
    return await simplifying.carry_out(body, who, body.agency, programme=programme, edition=edition)


@programmes.post(_PROPOSAL + "/accept", summary="Accept a proposal", responses=refused(AcceptRequest))
async def accept(
    programme: Programme, number: Number, body: AcceptRequest, who: Head, simplifying: TheSimplifying
) -> ProgrammeAnswer:
    """It is expected until an edition has it."""
    return await simplifying.settle(body, who, programme, number)


@programmes.post(_PROPOSAL + "/decline", summary="Decline a proposal", responses=refused(DeclineRequest))
async def decline(
    programme: Programme, number: Number, body: DeclineRequest, who: Head, simplifying: TheSimplifying
) -> ProgrammeAnswer:
    """With the reason, which all readers see."""
    return await simplifying.settle(body, who, programme, number)


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
    simplifying: TheSimplifying,
) -> ProgrammeAnswer:
    """Refused unless the edition is issued and the procedure in it is as simple as was expected."""
    return await simplifying.settle(body, who, programme, number)
