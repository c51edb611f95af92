"""What the cases service follows: its deciders keep its own copies of the catalogue, and of dues."""

from services.cases.domain.deciders import DECIDERS
from services.cases.domain.due import DUE
from shared.contracts.topics import Topic
from shared.messaging.subscription import Subscription

SUBSCRIPTIONS = (
    Subscription(Topic.CATALOG, "cases", {}, DECIDERS),
    Subscription(Topic.SLA, "cases", {}, (DUE,)),
)
