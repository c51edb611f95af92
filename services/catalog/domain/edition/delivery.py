"""How an issued edition reaches others: posted for all, sent to related agencies, acknowledged by each."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.catalog.domain.edition.attribution import AttributedEvent

# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePublished(AttributedEvent):
    """The decision is posted (công khai) at this address, for everybody."""

    agency: str
    edition: int
    address: str
    published_by: str
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueSent(AttributedEvent):
    """The edition was sent to a related agency, which is to acknowledge it."""

    agency: str
    edition: int
    recipient: str  #: an agency
    chosen: bool  #: named by the sender; otherwise the catalogue itself names it
    address: str  #: where it is posted
    remind_on: date
    sent_by: str
    sent_at: datetime
    reminders: int = 1  #: how often it is reminded at most
    reminder_days: int = 0  #: between one reminder and the next


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementReminded:
    """A recipient that had not acknowledged was reminded."""

    agency: str
    edition: int
    recipient: str
    reminded_at: datetime
    reminder: int = 1  #: from 1; days on which nothing ran leave numbers out
    again_on: date | None = None  #: None: it was the last reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueAcknowledged(AttributedEvent):
    """A recipient has confirmed that it has the edition."""

    agency: str
    edition: int
    recipient: str
    acknowledged_by: str
    acknowledged_at: datetime


DeliveryEvent = CataloguePublished | CatalogueSent | AcknowledgementReminded | CatalogueAcknowledged
DELIVERY_EVENTS: tuple[type, ...] = (
    CataloguePublished,
    CatalogueSent,
    AcknowledgementReminded,
    CatalogueAcknowledged,
)

# --- state ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Delivery:
    """What was sent to one agency, and what became of it."""

    sent: CatalogueSent
    reminders: int = 0  #: the number of the last one
    acknowledged: CatalogueAcknowledged | None = None

    def due(self, today: date) -> int:
        """The number of the reminder that has come due and isn't told; 0 without one."""
        sent = self.sent
        if self.acknowledged or today < sent.remind_on:
            return 0
        days = (today - sent.remind_on).days
        number = min(sent.reminders, 1 + (days // sent.reminder_days if sent.reminder_days else 0))
        return number if number > self.reminders else 0

    def day_of(self, reminder: int) -> date:
        """The day of the reminder with this number."""
        return self.sent.remind_on + timedelta(days=self.sent.reminder_days * (reminder - 1))


@dataclass(slots=True)
class Dispatch:
    """Where the edition is posted, and its deliveries by recipient."""

    address: str = ""  #: empty: not posted
    deliveries: dict[str, Delivery] = field(default_factory=dict)


def evolve(state: Dispatch, event: DeliveryEvent) -> None:
    """Apply one event, in place."""
    match event:
        case CataloguePublished():
            state.address = event.address
        case CatalogueSent():
            state.deliveries[event.recipient] = Delivery(event)
        case AcknowledgementReminded():
            state.deliveries[event.recipient].reminders = event.reminder
        case CatalogueAcknowledged():
            state.deliveries[event.recipient].acknowledged = event
