"""Commands on an agency: register it, add divisions, appoint officials."""

from typing import Annotated

from fastapi import APIRouter

from services.catalog.application.catalog import CatalogApplication
from services.catalog.errors.organisation.agencies import (
    AgencyAlreadyRegistered,
    AgencyNotRegistered,
    AppointmentUnchanged,
    DivisionAlreadyExists,
    DivisionUnknown,
    UnfitParent,
)
from services.catalog.errors.procedure.texts import MalformedAgencyCode, MalformedCode
from services.catalog.schemas.answers import AgencyAnswer
from services.catalog.schemas.orders import Order
from services.catalog.schemas.organisation.agencies import AddDivision, AppointOfficial, RegisterAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.http.commands import Headers
from shared.http.locations import created
from shared.http.problems import refusals
from shared.kernel import Actor, Role

Registrar = Annotated[Principal, allow(Role.OPERATOR, Role.IMPORTER)]
Organiser = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.OPERATOR, Role.IMPORTER)]


def actor(who: Principal, agency: str | None, order: Order) -> Actor:
    """The actor in that agency, as the order names them."""
    return who.actor(agency, order.as_division, acting_for=order.acting_for)


def stand_in(who: Principal, agency: str | None, order: Order) -> Actor:
    """The actor in that agency, who may act for a colleague by delegation, which the application finds."""
    return who.actor(agency, order.as_division, acting_for=order.acting_for, delegable=True)


def agency_commands(application: CatalogApplication) -> APIRouter:
    """`POST` routes: who may is told by the rule, and decided for the agency at hand by the domain."""
    router = APIRouter(prefix="/agencies", tags=["agencies"])

    @router.post(
        "",
        status_code=201,
        summary="Register an agency",
        responses=refusals(AgencyAlreadyRegistered, UnfitParent, MalformedAgencyCode)
        | created("/agencies/{agency}"),
    )
    async def register(order: RegisterAgency, who: Registrar, headers: Headers) -> AgencyAnswer:
        context = headers.context(who.id, order)
        command = order.value(actor(who, order.code, order), context.recorded_at)
        return AgencyAnswer.model_validate(await application.organise(command, headers.version, context))

    @router.post(
        "/{agency}/divisions",
        status_code=201,
        summary="Add a division",
        responses=refusals(AgencyNotRegistered, DivisionAlreadyExists, MalformedCode)
        | created("/agencies/{agency}/divisions"),
    )
    async def add_division(agency: str, order: AddDivision, who: Organiser, headers: Headers) -> AgencyAnswer:
        context = headers.context(who.id, [agency, order])
        command = order.value(agency, actor(who, agency, order), order.at or context.recorded_at)
        return AgencyAnswer.model_validate(await application.organise(command, headers.version, context))

    @router.post(
        "/{agency}/officials",
        status_code=201,
        summary="Appoint an official, or appoint one anew",
        responses=refusals(AgencyNotRegistered, DivisionUnknown, AppointmentUnchanged)
        | created("/agencies/{agency}/officials"),
    )
    async def appoint(agency: str, order: AppointOfficial, who: Organiser, headers: Headers) -> AgencyAnswer:
        context = headers.context(who.id, [agency, order])
        command = order.value(agency, actor(who, agency, order), order.at or context.recorded_at)
        return AgencyAnswer.model_validate(await application.organise(command, headers.version, context))

    return router
