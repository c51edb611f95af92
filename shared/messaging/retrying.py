"""An operator's decisions on a dead letter: process it after all, or drop it."""

from collections.abc import Callable

from shared.eventstore.job import Answer
from shared.eventstore.work import Work
from shared.messaging import sorting
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letters import (
    DEAD_LETTER,
    DeadLetterAdded,
    DeadLetterDropped,
    DeadLetterRetried,
    DeadLetterUnreadable,
    KeptRecord,
    waiting,
)
from shared.messaging.message import Message


def retry(consumer: Consumer, key: str, retried_by: str) -> Callable[[Work], Answer]:
    """Process a dead letter past the position rule, once by its event id, in one transaction."""

    def act(work: Work) -> Answer:
        message = _readable(consumer, key, waiting(work, key))
        context = work.context
        first = sorting.first_time(work, consumer.subscription.group, message.id)
        if first:
            work.caused_by(message.id, message.cloud.correlationid)
            consumer.process(work, message)
        work.context = context
        settled = DeadLetterRetried(retried_by=retried_by, retried_at=context.recorded_at)
        work.append(DEAD_LETTER, key, [settled])
        return {"key": key, "status": "retried", "processed": first}

    return act


def drop(key: str, dropped_by: str, reason: str) -> Callable[[Work], Answer]:
    """Decide that a dead letter is not wanted; it stays on record."""

    def act(work: Work) -> Answer:
        waiting(work, key)
        at = work.context.recorded_at
        work.append(
            DEAD_LETTER, key, [DeadLetterDropped(dropped_by=dropped_by, dropped_at=at, reason=reason)]
        )
        return {"key": key, "status": "dropped"}

    return act


def _readable(consumer: Consumer, key: str, record: KeptRecord) -> Message:
    item = consumer.read(record)
    problem = item if isinstance(item, DeadLetterAdded) else item.letter
    if problem is not None or isinstance(item, DeadLetterAdded):
        detail = problem.detail if problem else ""
        raise DeadLetterUnreadable(key=key, detail=detail, where=key)
    return item
