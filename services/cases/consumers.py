"""What the cases service follows: its deciders keep their own copies of catalogues, calendars and dues."""

from services.cases.domain.deciders import DECIDERS
from shared.contracts.topics import Topic
from shared.messaging.subscription import Subscription

SUBSCRIPTIONS = (
    Subscription(Topic.CATALOG, "cases", {}, DECIDERS),
    Subscription(Topic.SLA, "cases", {}, DECIDERS),
)
