"""Somebody's inbox gets an entry."""

from dataclasses import fields

from services.notify.domain.delivery import DELIVERY, Delivery, delivery_key
from shared.contracts.notify import NotificationAdded, NotificationContent
from shared.decider import Act, command

_CONTENT = tuple(one.name for one in fields(NotificationContent))


@command
class AddNotification:
    """Given by what happened, never by a person; given again, it does nothing."""

    content: NotificationContent


@DELIVERY.decides(AddNotification)
def add(delivery: Delivery, command: AddNotification, act: Act) -> NotificationAdded | None:
    """The entry; nothing where it is there already."""
    if delivery.added is not None:
        return None
    content = command.content
    return NotificationAdded(
        notification=delivery_key(content.cause, content.recipient),
        added_at=act.at,
        **{name: getattr(content, name) for name in _CONTENT},
    )


@DELIVERY.evolves(NotificationAdded)
def added(delivery: Delivery, event: NotificationAdded) -> None:
    """The entry waits to be read."""
    delivery.added = event
