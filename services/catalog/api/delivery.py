"""Posting an edition, sending it to related agencies, and acknowledging it."""

from typing import Any

from services.catalog.api.edition.editing import TheEditing, body_of, refused
from services.catalog.api.given import ADDRESS, Edition, Preparer, Recipient
from services.catalog.domain.delivery.acknowledging import AcknowledgeCatalogue
from services.catalog.domain.delivery.publishing import PublishCatalogue
from services.catalog.domain.delivery.sending import SendCatalogue
from services.catalog.schemas.answers import EditionAnswer
from shared.http.locations import created
from shared.http.routing import Router

_Publish: Any = body_of(PublishCatalogue, "edition")
_Send: Any = body_of(SendCatalogue, "edition")
_Acknowledge: Any = body_of(AcknowledgeCatalogue, "edition", "recipient")

deliveries = Router(prefix=ADDRESS, tags=["deliveries"])


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
