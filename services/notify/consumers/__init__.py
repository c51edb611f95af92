"""What the notify service does about other services' events: it tells people, and keeps who they are."""

from services.notify.consumers import catalogues, clocks
from services.notify.domain.deciders import DECIDERS
from shared.contracts.topics import Topic
from shared.messaging.subscription import Subscription

SUBSCRIPTIONS = (
    Subscription(Topic.SLA, "notify", clocks.REACTIONS),
    Subscription(Topic.CATALOG, "notify", catalogues.REACTIONS, DECIDERS),
)
