"""Every kind of aggregate of the service; the modules of its features register themselves there."""

from services.notify.domain import adding, delegates, reading
from services.notify.domain.delivery import DELIVERY
from services.notify.domain.directory import DIRECTORY
from services.notify.domain.histories import HISTORY
from services.notify.domain.leaders import LEADERS
from services.notify.domain.step_names import STEP_NAMES
from shared.names.following import NAMES

__all__ = [
    "DECIDERS",
    "DELIVERY",
    "DIRECTORY",
    "FEATURES",
    "FOLLOWING_CATALOG",
    "HISTORY",
    "LEADERS",
    "STEP_NAMES",
]

FEATURES = (adding, reading, delegates)
#: Those that follow agencies and their people.
FOLLOWING_CATALOG = (DELIVERY, DIRECTORY, LEADERS, NAMES, STEP_NAMES)
DECIDERS = (*FOLLOWING_CATALOG, HISTORY)
