"""What was sent to which agency, and what became of it, as documents."""

from services.catalog.domain.edition.delivery import (
    AcknowledgementReminded,
    CatalogueAcknowledged,
    CatalogueSent,
)
from services.catalog.views.bodies import change
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import instant

DELIVERIES = Collection(
    "catalogue_deliveries", indexes=(("agency", "edition", "recipient"), ("recipient", "sent_at"))
)


def _delivery(event: RecordedEvent) -> list[Key]:
    return [(DELIVERIES.name, f"{event.key}/{event.event.recipient}")]


DELIVERY_VIEW = View("deliveries", DELIVERIES, keys=_delivery)


@DELIVERY_VIEW.on(CatalogueSent)
def _sent(event: RecordedEvent, session: ProjectionSession) -> None:
    sent: CatalogueSent = event.event
    body = {
        "agency": sent.agency,
        "edition": sent.edition,
        "recipient": sent.recipient,
        "chosen": sent.chosen,
        "address": sent.address,
        "sent_by": sent.sent_by,
        "sent_at": instant(sent.sent_at),
        "reminded_at": None,
        "reminders": 0,
        "acknowledged": False,
        "acknowledged_by": None,
        "acknowledged_at": None,
    }
    session.put(DELIVERIES.name, f"{event.key}/{sent.recipient}", body, event.version)


@DELIVERY_VIEW.on(AcknowledgementReminded)
def _reminded(event: RecordedEvent, session: ProjectionSession) -> None:
    key = f"{event.key}/{event.event.recipient}"
    at = instant(event.event.reminded_at)
    change(DELIVERIES, key, event, session, reminded_at=at, reminders=event.event.reminder)


@DELIVERY_VIEW.on(CatalogueAcknowledged)
def _acknowledged(event: RecordedEvent, session: ProjectionSession) -> None:
    acknowledged: CatalogueAcknowledged = event.event
    key = f"{event.key}/{acknowledged.recipient}"
    change(
        DELIVERIES,
        key,
        event,
        session,
        acknowledged=True,
        acknowledged_by=acknowledged.acknowledged_by,
        acknowledged_at=instant(acknowledged.acknowledged_at),
    )
