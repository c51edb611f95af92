"""Commands on an agency: register it, add divisions, appoint officials."""

from services.catalog.api.given import Organiser, Registrar
from services.catalog.api.organisation.organising import TheOrganising, refused
from services.catalog.schemas.organisation.commands import (
    AddDivisionRequest,
    AppointOfficialRequest,
    RegisterAgencyRequest,
    RegisterContactRequest,
    RemoveContactRequest,
)
from services.catalog.schemas.organisation.requests import AgencyAnswer
from shared.http.locations import created
from shared.http.routing import Router

#: Who may is told by the rule of each route, and decided for the agency at hand by the domain.
agencies = Router(prefix="/agencies", tags=["agencies"])


@agencies.post(
    "",
    status_code=201,
    summary="Register an agency",
    responses=refused(RegisterAgencyRequest) | created("/agencies/{agency}"),
)
async def register(body: RegisterAgencyRequest, who: Registrar, organising: TheOrganising) -> AgencyAnswer:
    """Its parent is registered first."""
    return await organising.carry_out(body, who, in_agency=body.code)


@agencies.post(
    "/{agency}/divisions",
    status_code=201,
    summary="Add a division",
    responses=refused(AddDivisionRequest) | created("/agencies/{agency}/divisions"),
)
async def add_division(
    agency: str, body: AddDivisionRequest, who: Organiser, organising: TheOrganising
) -> AgencyAnswer:
    """Add a division to the agency."""
    return await organising.carry_out(body, who, agency=agency)


@agencies.post(
    "/{agency}/officials",
    status_code=201,
    summary="Appoint an official, or appoint one anew",
    responses=refused(AppointOfficialRequest) | created("/agencies/{agency}/officials"),
)
async def appoint(
    agency: str, body: AppointOfficialRequest, who: Organiser, organising: TheOrganising
) -> AgencyAnswer:
    """What the official is from now on: divisions and roles that it doesn't name end."""
    return await organising.carry_out(body, who, agency=agency)


@agencies.put(
    "/{agency}/contact",
    summary="Name who handles requests to an agency while it isn't live",
    responses=refused(RegisterContactRequest),
)
async def register_contact(
    agency: str, body: RegisterContactRequest, who: Organiser, organising: TheOrganising
) -> AgencyAnswer:
    """It replaces an earlier one; at least one way leads there."""
    return await organising.carry_out(body, who, agency=agency)


@agencies.delete("/{agency}/contact", summary="Name nobody any more", responses=refused(RemoveContactRequest))
async def remove_contact(agency: str, who: Organiser, organising: TheOrganising) -> AgencyAnswer:
    """What was said of the contact isn't shown from then on."""
    return await organising.carry_out(RemoveContactRequest(), who, agency=agency)
