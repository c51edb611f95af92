"""Notify's domain: deliveries to people, the directory of who is told, and the texts they read."""

from services.notify.domain import delivery, directory
from services.notify.domain.delegates import DelegateListed, ListDelegate, UnlistDelegate, with_delegates
from services.notify.domain.delivery import (
    AddNotification,
    Delivery,
    DeliveryCommand,
    DeliveryEvent,
    MarkRead,
    NotificationAdded,
    NotificationKind,
    NotificationRead,
)
from services.notify.domain.directory import Directory, ListOfficial, OfficialListed, holders, recipients
from services.notify.domain.texts import NotificationText, local, render
from shared.aggregates import Aggregate

#: Key: `delivery_key(cause, recipient)`.
DELIVERY = Aggregate(
    category="delivery",
    initial=Delivery,
    evolve=delivery.evolve,
    events=(NotificationAdded, NotificationRead),
)

#: Key: the agency's code.
DIRECTORY = Aggregate(
    category="directory",
    initial=Directory,
    evolve=directory.evolve,
    events=(OfficialListed, DelegateListed),
)

decide_delivery = delivery.decide
decide_directory = directory.decide


def delivery_key(cause: str, recipient: str) -> str:
    """The key of the one notification to `recipient` of the event with the id `cause`."""
    return f"{cause}.{recipient}"


__all__ = [
    "DELIVERY",
    "DIRECTORY",
    "AddNotification",
    "DelegateListed",
    "Delivery",
    "DeliveryCommand",
    "DeliveryEvent",
    "Directory",
    "ListDelegate",
    "ListOfficial",
    "MarkRead",
    "NotificationAdded",
    "NotificationKind",
    "NotificationRead",
    "NotificationText",
    "OfficialListed",
    "UnlistDelegate",
    "decide_delivery",
    "decide_directory",
    "delivery_key",
    "holders",
    "local",
    "recipients",
    "render",
    "with_delegates",
]
