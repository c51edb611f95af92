"""Commands that come again under their key: seldom, and then many together, as when an import is repeated."""

import time
from collections.abc import Sequence

from shared.eventstore.errors import KeyReused
from shared.eventstore.idempotency import IDEMPOTENCY_KEY, CommandAnswered, key_of
from shared.eventstore.job import Job
from shared.eventstore.store import EventStore

#: After a repeated command keys are looked up before commands are decided, for so long, in seconds.
_EXPECTED_FOR = 5.0


class Repeats:
    """Answers what was answered before, many with one read. For the commit thread alone."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._until = 0.0

    @property
    def expected(self) -> bool:
        """Whether there was one lately: then deciding first would mostly be in vain."""
        return time.monotonic() < self._until

    def seen(self) -> None:
        """There was one."""
        self._until = time.monotonic() + _EXPECTED_FOR

    def answer(self, jobs: Sequence[Job]) -> list[Job]:
        """Answer those whose key was used, from the first time; the others, in order."""
        streams = {id(job): IDEMPOTENCY_KEY.stream(key_of(job.context)) for job in jobs if _has_key(job)}
        used = {one.stream: one.event for one in self._store.first_events(set(streams.values()))}
        others = [job for job in jobs if not _answer(job, used.get(streams.get(id(job), "")))]
        if len(others) < len(jobs):
            self.seen()
        return others


def _has_key(job: Job) -> bool:
    return job.context.idempotency_key is not None


def _answer(job: Job, used: CommandAnswered | None) -> bool:
    if used is None:
        return False
    if used.fingerprint != job.context.fingerprint:
        job.refuse(KeyReused(where="Idempotency-Key"))
    else:
        job.answer_with(used.answer)
    return True
