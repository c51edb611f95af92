"""Turns what the shared mechanisms tell into metrics."""

from collections.abc import Callable
from functools import cache

from prometheus_client import Histogram

from shared.contracts.topics import Service as ServiceName
from shared.errors import Refusal
from shared.eventstore.errors import READ_MODELS, AlreadyTaken, DiskFull, StoreUnavailable
from shared.eventstore.observer import Observer
from shared.messaging.subscription import Subscription
from shared.telemetry import metrics

#: What an alert watches: told as 0 from the start, so that the first time counts as a change.
_ALARMING_RELAY = ("no_answer", "fenced", "topic_ahead", "telling_changed", "foreign_record")
_FAILING = (StoreUnavailable.code, DiskFull.code)
_OUTCOMES = ("taken", "duplicate", "hole", "dead_letter", "stray")


def begin_relay_at_zero(service: ServiceName) -> None:
    """Tell of failures that haven't happened yet."""
    for reason in _ALARMING_RELAY:
        metrics.RELAY_FAILURES.labels(service=service.value, reason=reason)


def observe_consumer(service: ServiceName, subscription: Subscription) -> Callable[[str, int], None]:
    """Counts what became of a consumer's messages."""
    topic = subscription.topic.value
    for seen in _OUTCOMES:
        metrics.CONSUMER_MESSAGES.labels(service=service.value, topic=topic, outcome=seen)

    def observe(outcome: str, count: int) -> None:
        if outcome == "retry":
            metrics.CONSUMER_RETRIES.labels(service=service.value, topic=topic).inc(count)
        elif count:
            metrics.CONSUMER_MESSAGES.labels(service=service.value, topic=topic, outcome=outcome).inc(count)

    return observe


def observe_store(service: ServiceName) -> Observer:
    """Counts and times a service's commands and saves."""
    name = service.value
    metrics.COMMANDS_REFUSED.labels(service=name, code=StoreUnavailable.code)
    metrics.STORE_SET_BACK.labels(service=name, follower=READ_MODELS)
    events = metrics.EVENTS_STORED.labels(service=name)
    commands = metrics.GROUP_COMMIT_SIZE.labels(service=name)
    duration = metrics.GROUP_COMMIT_DURATION.labels(service=name)
    hits = metrics.CACHE_LOOKUPS.labels(service=name, outcome="hit")
    misses = metrics.CACHE_LOOKUPS.labels(service=name, outcome="miss")
    conflicts = {
        ours: metrics.STORE_CONFLICTS.labels(service=name, outcome="saved" if ours else "retried")
        for ours in (True, False)
    }

    def saved(saved_commands: int, saved_events: int, seconds: float) -> None:
        commands.observe(saved_commands)
        events.inc(saved_events)
        duration.observe(seconds)

    def looked_up(found: int, not_found: int) -> None:
        hits.inc(found)
        misses.inc(not_found)

    failing = {code: metrics.STORE_FAILING.labels(service=name, reason=code) for code in _FAILING}

    def fails(reason: str | None) -> None:
        for code, gauge in failing.items():
            gauge.set(code == reason)

    return Observer(
        answered=_observe_answers(name),
        failing=fails,
        saved=saved,
        conflicted=lambda ours: conflicts[ours].inc(),
        looked_up=looked_up,
    )


def _observe_answers(service: str) -> Callable[[str, float, Exception | None], None]:
    @cache
    def duration(use_case: str, outcome: str) -> Histogram:
        return metrics.COMMAND_DURATION.labels(service=service, use_case=use_case, outcome=outcome)

    def answered(use_case: str, seconds: float, error: Exception | None) -> None:
        duration(use_case, _outcome(error)).observe(seconds)
        if error is not None:
            code = error.code if isinstance(error, Refusal) else type(error).__name__
            metrics.COMMANDS_REFUSED.labels(service=service, code=code).inc()

    return answered


def _outcome(error: Exception | None) -> str:
    if error is None:
        return "ok"
    refused = isinstance(error, AlreadyTaken) or (isinstance(error, Refusal) and error.status < 500)
    return "refused" if refused else "failed"
