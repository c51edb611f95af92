"""Group commit: commands that arrive at the same time are decided and saved in one transaction.

One thread owns the store's writes. While it saves, the next commands gather; so the groups grow with
the load, and nobody waits for a timer.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

import structlog
from eventsourcing.persistence import IntegrityError, PersistenceError

from shared.errors import Refusal
from shared.eventstore.cache import AggregateCache
from shared.eventstore.errors import AlreadyTaken, StoreUnavailable, TooLarge
from shared.eventstore.idempotency import recall, remember
from shared.eventstore.job import Answer, Job, deliver
from shared.eventstore.records import CommandContext, Position
from shared.eventstore.store import EventStore
from shared.eventstore.watchdog import Watchdog
from shared.eventstore.work import Limits, Mark, Work

#: How long a save is tried while the store doesn't answer, in seconds: who waits is told before ten.
_PATIENCE = 5.0
#: After that, new commands are refused at once for so long, in seconds.
_REST = 1.0
_TRIES_AFTER_CONFLICT = 10
_QUEUE_MAXIMUM = 10_000

log = structlog.get_logger()


class GroupCommit:
    """The one writer of an event store in this process."""

    def __init__(
        self,
        store: EventStore,
        *,
        cache_size: int = 10_000,
        limits: Limits | None = None,
        saved: Callable[[int, float], None] = lambda _commands, _seconds: None,
        woken: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._cache = AggregateCache(cache_size)
        self._limits = limits or Limits()
        self._saved = saved
        self._woken = woken
        self._queue: deque[Job] = deque()
        self._arrived = threading.Condition()
        self._closing = False
        self._refuse_until = 0.0
        self._watchdog = Watchdog(store.name)
        self._thread = threading.Thread(target=self._run, name=f"{store.name}-commit", daemon=True)

    def start(self) -> None:
        """Begin to take commands."""
        self._watchdog.start()
        self._thread.start()

    async def execute(
        self, act: Callable[[Work], Answer], context: CommandContext, positions: Sequence[Position] = ()
    ) -> Answer:
        """Carry out a command: `act` reads and appends in the commit thread; returns when it is saved.

        `positions` are saved in the same transaction; raises `AlreadyTaken` when one was before.
        """
        if time.monotonic() < self._refuse_until or len(self._queue) >= _QUEUE_MAXIMUM:
            raise StoreUnavailable(retry_after=2)
        job = Job(act, context, positions, asyncio.get_running_loop().create_future())
        with self._arrived:
            if self._closing:
                raise StoreUnavailable(retry_after=5)
            self._queue.append(job)
            self._arrived.notify()
        return await job.future

    def close(self) -> None:
        """Finish what was taken, then end; returns when the last save is done."""
        with self._arrived:
            self._closing = True
            self._arrived.notify()
        if self._thread.is_alive():
            self._thread.join()
        self._watchdog.stop()

    def _run(self) -> None:
        while True:
            with self._arrived:
                self._arrived.wait_for(lambda: self._queue or self._closing)
                if not self._queue:
                    return
                jobs = list(self._queue)
                self._queue.clear()
            self._carry_out(jobs)

    def _carry_out(self, jobs: Sequence[Job]) -> None:
        remaining = list(jobs)
        while remaining:
            try:
                taken = self._group(remaining)
            except Exception as error:  # a defect in a use case must not end the writer
                log.exception("commit failed", store=self._store.name)
                self._cache.clear()
                deliver(remaining, error)
                return
            remaining = remaining[taken:]

    def _group(self, jobs: Sequence[Job]) -> int:
        """Decide as many jobs as one save may carry, and save them; how many they were."""
        work = self._work()
        group: list[Job] = []
        for job in jobs:
            mark = work.begin(job.context)
            self._decide(job, work)
            if work.size > self._limits.save_bytes:
                work.undo(mark)
                if group:
                    break
                error = TooLarge(size=work.size, maximum=self._limits.save_bytes, what="command")
                job.refuse(error)
            group.append(job)
        self._save_group(work, group)
        deliver(group)
        return len(group)

    def _decide(self, job: Job, work: Work) -> None:
        """Run a job inside a begun work. A refusal is looked at twice before it is believed."""
        mark = work.begin(job.context)
        try:
            self._act(job, work)
        except Refusal as refusal:
            stale = work.forget_stale()
            work.undo(mark)
            self._second_look(job, work, refusal, stale)
        except Exception as error:
            self._fail(job, work, mark, error)

    def _second_look(self, job: Job, work: Work, refusal: Refusal, stale: bool) -> None:
        mark = work.begin(job.context)
        try:
            used = recall(work)
            if used is not None:
                job.answer_with(used.answer)
            elif stale:
                self._act(job, work)
            else:
                job.refuse(refusal)
        except Exception as second:
            self._fail(job, work, mark, second)

    def _fail(self, job: Job, work: Work, mark: Mark, error: Exception) -> None:
        """Undo a job that could not be decided; its neighbours in the group go on."""
        work.forget_stale()
        work.undo(mark)
        if isinstance(error, PersistenceError):
            error = StoreUnavailable(retry_after=2)
        elif not isinstance(error, Refusal):
            log.error("command failed", store=self._store.name, exc_info=error)
        job.refuse(error)

    def _act(self, job: Job, work: Work) -> None:
        answer = job.act(work)
        remember(work, answer)
        work.positions.extend(job.positions)
        job.answer_with(answer)

    def _save_group(self, work: Work, group: Sequence[Job]) -> None:
        if not work.events and not work.positions:
            return
        try:
            if self._save(work):
                return
            for job in group:
                self._alone(job)
        except StoreUnavailable as error:
            self._cache.evict(work.streams())
            self._refuse_until = time.monotonic() + _REST
            for job in group:
                job.refuse(error)

    def _alone(self, job: Job) -> None:
        """Carry out one job by itself, on states read afresh, until it is saved or refused."""
        for _ in range(_TRIES_AFTER_CONFLICT):
            work = self._work()
            work.begin(job.context)
            if any(self._store.position(p.reader) >= p.sequence for p in job.positions):
                job.refuse(AlreadyTaken())
                return
            used = recall_or_refuse(job, work)
            if used:
                return
            self._decide(job, work)
            if (not work.events and not work.positions) or self._save(work):
                return
        job.refuse(StoreUnavailable(retry_after=1))

    def _save(self, work: Work) -> bool:
        """Save the work; False when somebody else was first. A conflict is read before it is believed."""
        give_up = time.monotonic() + _PATIENCE
        while True:
            started = time.monotonic()
            try:
                with self._watchdog:
                    self._store.save(work.events, work.stored, work.positions)
            except IntegrityError:
                return self._was_saved(work)
            except PersistenceError as error:
                log.warning("store does not answer", store=self._store.name, error=str(error))
                if time.monotonic() > give_up:
                    raise StoreUnavailable(retry_after=5) from error
                time.sleep(0.2)
                continue
            self._after_save(work, time.monotonic() - started)
            return True

    def _was_saved(self, work: Work) -> bool:
        """Whether the events that stand at our versions are our own: the first try's answer was lost."""
        self._cache.evict(work.streams())
        try:
            if work.events:
                ours = work.events[0]
                found = self._store.event_at(ours.stream, ours.version)
                saved = found is not None and found.command_id == ours.command_id
            else:
                saved = all(self._store.position(p.reader) == p.sequence for p in work.positions)
        except PersistenceError as error:
            raise StoreUnavailable(retry_after=5) from error
        if saved:
            self._woken()
        return saved

    def _after_save(self, work: Work, seconds: float) -> None:
        self._saved(len(work.events), seconds)
        self._woken()
        for stream, (aggregate, before) in work.grown.items():
            kept = self._cache.get(stream)
            if kept is not None and self._store.snapshots.due(aggregate, before, kept.version):
                self._store.snapshots.take(aggregate, stream, kept.state, kept.version)

    def _work(self) -> Work:
        return Work(self._store, self._cache, self._limits)


def recall_or_refuse(job: Job, work: Work) -> bool:
    """Answer a job from its idempotency key, or refuse a key that was used otherwise; whether it was done."""
    try:
        used = recall(work)
    except Refusal as refusal:
        job.refuse(refusal)
        return True
    if used is not None:
        job.answer_with(used.answer)
    return used is not None
