"""Every kind of aggregate of the service; the modules of its features register themselves there."""

from services.notify.domain import adding, delegates, reading
from services.notify.domain.delivery import DELIVERY
from services.notify.domain.directory import DIRECTORY
from shared.names.following import NAMES

__all__ = ["DECIDERS", "DELIVERY", "DIRECTORY", "FEATURES"]

FEATURES = (adding, reading, delegates)
DECIDERS = (DELIVERY, DIRECTORY, NAMES)
