"""Posting an edition, sending it to related agencies, and acknowledging it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.catalog.api.edition.editions import Edition
from services.catalog.api.organisation.agencies import stand_in
from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.delivery.delivering import AcknowledgeCatalogue
from services.catalog.errors.delivery import (
    AddressUnchanged,
    DeliveryAcknowledged,
    DeliveryNotFound,
    EditionNotPublished,
    MalformedAddress,
    MayNotAcknowledge,
    NobodyToSendTo,
    RecipientNotRegistered,
)
from services.catalog.errors.edition.editions import EditionNotFound, EditionNotIssued
from services.catalog.errors.edition.in_force import EditionEnded
from services.catalog.queries.delivery import DeliveryQueries
from services.catalog.schemas import delivery as orders
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.schemas.orders import Order
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.http.access import readable_agencies
from shared.http.commands import Headers
from shared.http.locations import created
from shared.http.problems import refusals
from shared.kernel import Role

Preparer = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR, Role.IMPORTER, delegates=True)]
Recipient = Annotated[
    Principal,
    allow(Role.AGENCY_HEAD, Role.DIVISION_HEAD, Role.OFFICIAL, Role.CATALOGUE_EDITOR, Role.IMPORTER),
]
Reader = Annotated[Principal, signed_in()]


def delivery_routes(application: CatalogApplication, queries: DeliveryQueries) -> APIRouter:
    """The agency posts and sends; each recipient acknowledges for itself; both see what became of it."""
    router = APIRouter(
        prefix="/agencies/{agency}/editions/{edition}",
        tags=["deliveries"],
        responses=refusals(EditionNotFound),
    )

    @router.post(
        "/publication",
        summary="Say where an issued edition is posted",
        responses=refusals(EditionNotIssued, EditionEnded, MalformedAddress, AddressUnchanged),
    )
    async def publish(
        agency: str, edition: Edition, order: orders.PublishCatalogue, who: Preparer, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, order])
        command = order.value(agency, edition, stand_in(who, agency, order), context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.post(
        "/deliveries",
        status_code=201,
        summary="Send an edition to the agencies that it names, and to chosen ones",
        responses=refusals(EditionNotPublished, NobodyToSendTo, RecipientNotRegistered)
        | created("/agencies/{agency}/editions/{edition}/deliveries"),
    )
    async def send(
        agency: str, edition: Edition, order: orders.SendCatalogue, who: Preparer, headers: Headers
    ) -> EditionAnswer:
        """One order sends to 100 agencies at most; given again, it goes on with the others."""
        context = headers.context(who.id, [agency, edition, order])
        command = order.value(agency, edition, stand_in(who, agency, order), context.recorded_at)
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.post(
        "/deliveries/{recipient}/acknowledgement",
        summary="Acknowledge an edition for one's own agency",
        responses=refusals(DeliveryNotFound, DeliveryAcknowledged, MayNotAcknowledge),
    )
    async def acknowledge(
        agency: str, edition: Edition, recipient: str, order: Order, who: Recipient, headers: Headers
    ) -> EditionAnswer:
        context = headers.context(who.id, [agency, edition, recipient, order])
        command = AcknowledgeCatalogue(
            agency=agency,
            edition=edition,
            recipient=recipient,
            by=stand_in(who, recipient, order),
            at=order.at or context.recorded_at,
        )
        return EditionAnswer.model_validate(await application.edit(command, headers.version, context))

    @router.get("/deliveries", summary="What was sent of an edition, and what became of it")
    async def list_deliveries(agency: str, edition: Edition, who: Reader) -> list[dict[str, Any]]:
        readable_agencies(who, agency)
        return await queries.deliveries(agency, edition)

    return router


def received_catalogues(queries: DeliveryQueries) -> APIRouter:
    """What an agency was sent."""
    router = APIRouter(prefix="/deliveries", tags=["deliveries"], responses=refusals(NotInAgency))

    @router.get("", summary="The catalogues that an agency was sent, the newest first")
    async def list_received(
        recipient: str,
        who: Reader,
        waiting: Annotated[bool, Query(description="Only what it has not acknowledged.")] = False,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> list[dict[str, Any]]:
        if readable_agencies(who, recipient) != [recipient]:
            raise NotInAgency(unit=recipient)
        return await queries.received(recipient, waiting, limit)

    return router
