"""How an issued edition reaches others: posted for all, sent to related agencies, acknowledged by each."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from shared.contracts.catalog.deliveries import CatalogueAcknowledged, CatalogueSent


@dataclass(slots=True)
class Delivery:
    """What was sent to one agency, and what became of it."""

    sent: CatalogueSent
    reminders: int = 0  #: the number of the last one
    acknowledged: CatalogueAcknowledged | None = None

    def due(self, today: date) -> int:
        """The number of the reminder that has come due and isn't told; 0 without one."""
        sent = self.sent
        if self.acknowledged or sent.remind_on is None or today < sent.remind_on:
            return 0
        days = (today - sent.remind_on).days
        number = min(sent.reminders, 1 + (days // sent.reminder_days if sent.reminder_days else 0))
        return number if number > self.reminders else 0

    def day_of(self, reminder: int) -> date:
        """The day of the reminder with this number."""
        assert self.sent.remind_on is not None
        return self.sent.remind_on + timedelta(days=self.sent.reminder_days * (reminder - 1))


@dataclass(slots=True)
class Dispatch:
    """Where the edition is posted, and its deliveries by recipient."""

    address: str = ""  #: empty: not posted
    deliveries: dict[str, Delivery] = field(default_factory=dict)
