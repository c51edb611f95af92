"""Commands on simplification over HTTP: editors propose, heads decide."""

from typing import Annotated

from fastapi import APIRouter, Path

from services.catalog.api.given import Editor, EditorOrHead, Head, Opener, TheApplication, TheQueries
from services.catalog.api.simplification.simplifying import opened, refused, settle, simplify
from services.catalog.schemas.simplification import (
    AcceptRequest,
    CarryOutRequest,
    DeclineRequest,
    OpenProgrammeRequest,
    ProgrammeAnswer,
    ProposeRequest,
)
from shared.http.commands import Headers
from shared.http.locations import created
from shared.kernel import Role

Programme = Annotated[str, Path(max_length=40, description="The programme's code.")]
Number = Annotated[int, Path(ge=1, description="The proposal's number in the programme.")]
_PROPOSAL = "/{programme}/proposals/{number}"

programmes = APIRouter(prefix="/simplification/programmes", tags=["simplification"])


@programmes.post(
    "",
    status_code=201,
    summary="Open a programme of simplification",
    responses=refused(OpenProgrammeRequest) | created("/simplification/programmes/{programme}"),
)
async def open_programme(
    body: OpenProgrammeRequest, who: Opener, headers: Headers, application: TheApplication
) -> ProgrammeAnswer:
    """For one agency, or for the whole province."""
    context = headers.context(who.id, body)
    over_all = who.has(Role.REVIEWER, Role.OPERATOR)
    given = body.given(who, None if over_all else body.agency, context, delegable=False)
    return await simplify(application, given, headers, context)


@programmes.post(
    "/{programme}/proposals",
    status_code=201,
    summary="Propose to simplify a procedure",
    responses=refused(ProposeRequest) | created("/simplification/programmes/{programme}"),
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
        baseline_on = (await opened(application, programme)).baseline_on
        edition = await asked.contents.baseline(body.agency, baseline_on)
    given = body.given(who, body.agency, context, delegable=False, programme=programme, edition=edition)
    return await simplify(application, given, headers, context)


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
    return await settle(application, programme, number, body, who, headers)


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
    return await settle(application, programme, number, body, who, headers)


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
    return await settle(application, programme, number, body, who, headers)
