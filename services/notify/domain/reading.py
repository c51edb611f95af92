"""Its recipient has read an entry."""

from services.notify.domain.delivery import DELIVERY, Delivery
from services.notify.errors import NotificationAlreadyRead, NotificationNotFound
from shared.contracts.notify import NotificationRead
from shared.decider import Act, command
from shared.restating import restate


@command
class MarkRead:
    """Note that one has read an entry."""


@DELIVERY.decides(MarkRead, refuses=(NotificationNotFound, NotificationAlreadyRead))
def mark_read(delivery: Delivery, _command: MarkRead, act: Act) -> NotificationRead:
    """Of one's own entries, once."""
    added = delivery.added
    if added is None or added.recipient != act.by.name:
        raise NotificationNotFound
    if delivery.read_at is not None:
        raise NotificationAlreadyRead
    return restate(NotificationRead, added, read_by=act.by.id, read_at=act.at)


@DELIVERY.evolves(NotificationRead)
def was_read(delivery: Delivery, event: NotificationRead) -> None:
    """It counts as unread no more."""
    delivery.read_at = event.read_at
