"""Commands on an agency's divisions and officials, their absences and delegations."""

from services.catalog.api.given import Colleague, Organiser, Registrar
from services.catalog.api.organisation.organising import TheOrganising, refused
from services.catalog.domain.organisation.transferring import REFUSES
from services.catalog.schemas.organisation.commands import (
    CloseDivisionRequest,
    EndAppointmentRequest,
    GrantDelegationRequest,
    RecordAbsenceRequest,
    RenameDivisionRequest,
    RevokeDelegationRequest,
    TransferOfficialRequest,
    WithdrawAbsenceRequest,
)
from services.catalog.schemas.organisation.requests import AgenciesAnswer, AgencyAnswer
from shared.http.locations import created
from shared.http.problems import refusals
from shared.http.routing import Router

_DIVISION = "/{agency}/divisions/{division}"
_OFFICIAL = "/{agency}/officials/{official}"

#: The head's commands, and what officials say of themselves.
staff = Router(prefix="/agencies", tags=["organisation"])

# ---- divisions


@staff.post(_DIVISION + "/name", summary="Rename a division", responses=refused(RenameDivisionRequest))
async def rename(
    agency: str, division: str, body: RenameDivisionRequest, who: Organiser, organising: TheOrganising
) -> AgencyAnswer:
    """Its code stays."""
    return await organising.carry_out(body, who, agency=agency, division=division)


@staff.post(
    _DIVISION + "/closure",
    summary="Close a division that nobody works in",
    responses=refused(CloseDivisionRequest),
)
async def close(
    agency: str, division: str, body: CloseDivisionRequest, who: Organiser, organising: TheOrganising
) -> AgencyAnswer:
    """It takes no more work."""
    return await organising.carry_out(body, who, agency=agency, division=division)


# ---- officials


@staff.post(
    _OFFICIAL + "/departure",
    summary="Let an official leave the agency",
    responses=refused(EndAppointmentRequest),
)
async def leave(
    agency: str, official: str, body: EndAppointmentRequest, who: Organiser, organising: TheOrganising
) -> AgencyAnswer:
    """With what they delegated, and what was delegated to them."""
    path = {"agency": agency, "official": official}
    return await organising.carry_out(body, who, **path, transferred_to=None)


@staff.post(
    _OFFICIAL + "/transfer", summary="Let an official go to another agency", responses=refusals(*REFUSES)
)
async def transfer(
    agency: str, official: str, body: TransferOfficialRequest, who: Registrar, organising: TheOrganising
) -> AgenciesAnswer:
    """The official leaves the one and is appointed in the other; both or neither."""
    return await organising.transfer(body, who, agency=agency, official=official)


# ---- absences and delegations


@staff.post(
    _OFFICIAL + "/absences",
    status_code=201,
    summary="Record that an official is away",
    responses=refused(RecordAbsenceRequest) | created("/agencies/{agency}/officials"),
)
async def record(
    agency: str, official: str, body: RecordAbsenceRequest, who: Colleague, organising: TheOrganising
) -> AgencyAnswer:
    """On these days, both counted."""
    return await organising.carry_out(body, who, agency=agency, official=official)


@staff.post(
    _OFFICIAL + "/absences/withdrawal",
    summary="Take an absence back",
    responses=refused(WithdrawAbsenceRequest),
)
async def withdraw(
    agency: str, official: str, body: WithdrawAbsenceRequest, who: Colleague, organising: TheOrganising
) -> AgencyAnswer:
    """The one that begins on that day."""
    return await organising.carry_out(body, who, agency=agency, official=official)


@staff.post(
    _OFFICIAL + "/delegations",
    status_code=201,
    summary="Let a colleague act for an official",
    responses=refused(GrantDelegationRequest) | created("/agencies/{agency}/officials"),
)
async def grant(
    agency: str, official: str, body: GrantDelegationRequest, who: Colleague, organising: TheOrganising
) -> AgencyAnswer:
    """On these days; without roles and divisions, in all that the official has."""
    return await organising.carry_out(body, who, agency=agency, official=official)


@staff.post(
    _OFFICIAL + "/delegations/revocation",
    summary="End a delegation at once",
    responses=refused(RevokeDelegationRequest),
)
async def revoke(
    agency: str, official: str, body: RevokeDelegationRequest, who: Colleague, organising: TheOrganising
) -> AgencyAnswer:
    """The one that begins on that day."""
    return await organising.carry_out(body, who, agency=agency, official=official)
