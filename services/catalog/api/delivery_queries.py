"""Questions about deliveries: of the agency that sends, and of those that are sent to."""

from typing import Annotated

from fastapi import Query

from services.catalog.api.given import ADDRESS, Edition, Reader, TheQueries
from services.catalog.views.delivery import DeliveryDocument
from shared.auth.errors import NotInAgency
from shared.http.access import readable_catalogues
from shared.http.problems import refusals
from shared.http.routing import Router

delivery_queries = Router(prefix=ADDRESS, tags=["deliveries"])


@delivery_queries.get("/deliveries", summary="What was sent of an edition, and what became of it")
async def list_deliveries(
    agency: str, edition: Edition, who: Reader, asked: TheQueries
) -> list[DeliveryDocument]:
    readable_catalogues(who, agency)
    return await asked.deliveries.deliveries(agency, edition)


received_catalogues = Router(prefix="/deliveries", tags=["deliveries"], responses=refusals(NotInAgency))


@received_catalogues.get("", summary="The catalogues that an agency was sent, the newest first")
async def list_received(
    recipient: str,
    who: Reader,
    asked: TheQueries,
    waiting: Annotated[bool, Query(description="Only what it has not acknowledged.")] = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[DeliveryDocument]:
    if readable_catalogues(who, recipient) != [recipient]:
        raise NotInAgency(unit=recipient)
    return await asked.deliveries.received(recipient, waiting, limit)
