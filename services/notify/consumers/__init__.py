"""What the notify service does about other services' events: it tells people, and keeps who they are."""

from services.notify.consumers import (
    cases,
    catalogues,
    clocks,
    contesting,
    coordinations,
    escalations,
    hand_overs,
    histories,
    passing,
    reports,
)
from services.notify.domain.deciders import FOLLOWING_CATALOG, HISTORY
from shared.contracts.topics import Topic
from shared.messaging.subscription import Subscription

_OF_CASES = {
    **histories.REACTIONS,
    **histories.unless_history({**coordinations.REACTIONS, **cases.REACTIONS, **contesting.REACTIONS}),
    **passing.REACTIONS,
    **hand_overs.REACTIONS,
}

SUBSCRIPTIONS = (
    Subscription(Topic.SLA, "notify", {**clocks.REACTIONS, **escalations.REACTIONS, **reports.REACTIONS}),
    Subscription(Topic.CASES, "notify", _OF_CASES, (HISTORY,)),
    Subscription(Topic.CATALOG, "notify", catalogues.REACTIONS, FOLLOWING_CATALOG),
)
