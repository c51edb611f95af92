"""Turns what the shared mechanisms tell into metrics."""

from collections.abc import Callable

from shared.contracts.topics import Service as ServiceName
from shared.messaging.consumer import Subscription
from shared.telemetry import metrics


def observe_consumer(service: ServiceName, subscription: Subscription) -> Callable[[str, int], None]:
    """Counts what became of a consumer's messages."""
    topic = subscription.topic.value

    def observe(outcome: str, count: int) -> None:
        if count:
            metrics.CONSUMER_MESSAGES.labels(service=service.value, topic=topic, outcome=outcome).inc(count)

    return observe
