"""What the cases service follows: its deciders keep its own copy of the catalogue."""

from services.cases.domain.deciders import DECIDERS
from shared.contracts.topics import Topic
from shared.messaging.subscription import Subscription

SUBSCRIPTIONS = (Subscription(Topic.CATALOG, "cases", {}, DECIDERS),)
