"""Posting an edition, sending it to related agencies, and acknowledging it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.catalog.api.edition.editing import (
    ADDRESS,
    IN_PATH,
    Edition,
    Preparer,
    Reader,
    TheEditing,
    refused,
)
from services.catalog.api.given import TheQueries
from services.catalog.domain.delivery.acknowledging import AcknowledgeCatalogue
from services.catalog.domain.delivery.publishing import PublishCatalogue
from services.catalog.domain.delivery.sending import SendCatalogue
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.views.delivery import DeliveryDocument
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.http.access import readable_agencies
from shared.http.locations import created
from shared.http.problems import refusals
from shared.http.requests import request_model
from shared.kernel import Role

Recipient = Annotated[
    Principal,
    allow(Role.AGENCY_HEAD, Role.DIVISION_HEAD, Role.OFFICIAL, Role.CATALOGUE_EDITOR, Role.IMPORTER),
]

_Publish: Any = request_model(PublishCatalogue, without=IN_PATH)
_Send: Any = request_model(SendCatalogue, without=IN_PATH)
_Acknowledge: Any = request_model(AcknowledgeCatalogue, without=(*IN_PATH, "recipient"))

deliveries = APIRouter(prefix=ADDRESS, tags=["deliveries"])


@deliveries.post(
    "/publication", summary="Say where an issued edition is posted", responses=refused(PublishCatalogue)
)
async def publish(
    agency: str, edition: Edition, body: _Publish, who: Preparer, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@deliveries.post(
    "/deliveries",
    status_code=201,
    summary="Send an edition to the agencies that it names, and to chosen ones",
    responses=refused(SendCatalogue) | created("/agencies/{agency}/editions/{edition}/deliveries"),
)
async def send(
    agency: str, edition: Edition, body: _Send, who: Preparer, editing: TheEditing
) -> EditionAnswer:
    """One command sends to 100 agencies at most; given again, it goes on with the others."""
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@deliveries.post(
    "/deliveries/{recipient}/acknowledgement",
    summary="Acknowledge an edition for one's own agency",
    responses=refused(AcknowledgeCatalogue),
)
async def acknowledge(
    agency: str, edition: Edition, recipient: str, body: _Acknowledge, who: Recipient, editing: TheEditing
) -> EditionAnswer:
    path = {"agency": agency, "edition": edition, "recipient": recipient}
    return await editing.carry_out(body, who, in_agency=recipient, **path)


@deliveries.get("/deliveries", summary="What was sent of an edition, and what became of it")
async def list_deliveries(
    agency: str, edition: Edition, who: Reader, asked: TheQueries
) -> list[DeliveryDocument]:
    readable_agencies(who, agency)
    return await asked.deliveries.deliveries(agency, edition)


received_catalogues = APIRouter(prefix="/deliveries", tags=["deliveries"], responses=refusals(NotInAgency))


@received_catalogues.get("", summary="The catalogues that an agency was sent, the newest first")
async def list_received(
    recipient: str,
    who: Reader,
    asked: TheQueries,
    waiting: Annotated[bool, Query(description="Only what it has not acknowledged.")] = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[DeliveryDocument]:
    if readable_agencies(who, recipient) != [recipient]:
        raise NotInAgency(unit=recipient)
    return await asked.deliveries.received(recipient, waiting, limit)
