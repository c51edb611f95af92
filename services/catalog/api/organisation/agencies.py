"""Commands on an agency: register it, add divisions, appoint officials."""

from fastapi import APIRouter

from services.catalog.api.given import Organiser, Registrar, TheApplication
from services.catalog.api.organisation.organising import organise, refused
from services.catalog.schemas.orders import Order
from services.catalog.schemas.organisation.commands import (
    AddDivisionRequest,
    AppointOfficialRequest,
    RegisterAgencyRequest,
)
from services.catalog.schemas.organisation.requests import AgencyAnswer
from shared.auth.principal import Principal
from shared.http.commands import Headers
from shared.http.locations import created
from shared.kernel import Actor

#: Who may is told by the rule of each route, and decided for the agency at hand by the domain.
agencies = APIRouter(prefix="/agencies", tags=["agencies"])


def stand_in(who: Principal, agency: str | None, order: Order) -> Actor:
    """The actor in that agency, who may act for a colleague by delegation, which the application finds."""
    return who.actor(agency, order.as_division, acting_for=order.acting_for, delegable=True)


@agencies.post(
    "",
    status_code=201,
    summary="Register an agency",
    responses=refused(RegisterAgencyRequest) | created("/agencies/{agency}"),
)
async def register(
    body: RegisterAgencyRequest, who: Registrar, headers: Headers, application: TheApplication
) -> AgencyAnswer:
    """Its parent is registered first."""
    context = headers.context(who.id, body)
    given = body.given(who, body.code, context, delegable=False)
    return AgencyAnswer.model_validate(await application.organise(given, headers.version, context))


@agencies.post(
    "/{agency}/divisions",
    status_code=201,
    summary="Add a division",
    responses=refused(AddDivisionRequest) | created("/agencies/{agency}/divisions"),
)
async def add_division(
    agency: str, body: AddDivisionRequest, who: Organiser, headers: Headers, application: TheApplication
) -> AgencyAnswer:
    """Add a division to the agency."""
    return await organise(application, body, who, headers, agency=agency)


@agencies.post(
    "/{agency}/officials",
    status_code=201,
    summary="Appoint an official, or appoint one anew",
    responses=refused(AppointOfficialRequest) | created("/agencies/{agency}/officials"),
)
async def appoint(
    agency: str, body: AppointOfficialRequest, who: Organiser, headers: Headers, application: TheApplication
) -> AgencyAnswer:
    """What the official is from now on: divisions and roles that it doesn't name end."""
    return await organise(application, body, who, headers, agency=agency)
