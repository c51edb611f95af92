"""What was sent to which agency, and what became of it, as documents."""

from dataclasses import dataclass
from typing import Annotated

from shared.contracts.catalog.deliveries import AcknowledgementReminded, CatalogueAcknowledged, CatalogueSent
from shared.contracts.vocabulary import described
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant
from shared.restating import restate


@dataclass(slots=True, kw_only=True)
class DeliveryDocument:
    """What was sent to one agency, and what became of it."""

    agency: str
    edition: int
    recipient: str
    chosen: Annotated[bool, described("The sender chose it; otherwise the catalogue names it.")]
    address: Annotated[str, described("Where the edition is posted.")]
    sent_by: str
    sent_at: InstantText
    reminded_at: InstantText | None = None
    reminders: Annotated[int, described("How many reminders there were.")] = 0
    acknowledged: bool = False
    acknowledged_by: str | None = None
    acknowledged_at: InstantText | None = None


DELIVERIES = Collection(
    "catalogue_deliveries",
    indexes=(("agency", "edition", "recipient"), ("recipient", "sent_at")),
    document=DeliveryDocument,
)


def _key(event: RecordedEvent) -> str:
    return f"{event.key}/{event.event.recipient}"


def _delivery(event: RecordedEvent) -> list[Key]:
    return [(DELIVERIES.name, _key(event))]


DELIVERY_VIEW = View("deliveries", DELIVERIES, keys=_delivery)


@DELIVERY_VIEW.on(CatalogueSent)
def _sent(event: RecordedEvent, session: ProjectionSession) -> None:
    sent: CatalogueSent = event.event
    delivery = restate(DeliveryDocument, sent, reminders=0, sent_at=instant(sent.sent_at))
    session.put(DELIVERIES.name, _key(event), delivery, event.version)


@DELIVERY_VIEW.on(AcknowledgementReminded)
def _reminded(event: RecordedEvent, session: ProjectionSession) -> None:
    delivery = session.document(DELIVERIES, _key(event))
    if delivery is not None:
        delivery.reminded_at, delivery.reminders = instant(event.event.reminded_at), event.event.reminder
        session.put(DELIVERIES.name, _key(event), delivery, event.version)


@DELIVERY_VIEW.on(CatalogueAcknowledged)
def _acknowledged(event: RecordedEvent, session: ProjectionSession) -> None:
    delivery = session.document(DELIVERIES, _key(event))
    if delivery is not None:
        delivery.acknowledged, delivery.acknowledged_by = True, event.event.acknowledged_by
        delivery.acknowledged_at = instant(event.event.acknowledged_at)
        session.put(DELIVERIES.name, _key(event), delivery, event.version)
