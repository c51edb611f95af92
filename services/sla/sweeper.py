"""Makes timely what the case's events make true: looks each second for clocks whose alarm has come."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial

import structlog

from services.sla.application.escalating import hear_of_policy
from services.sla.application.moved_by_calendar import reason_of_recount
from services.sla.application.sla import SlaApplication
from services.sla.queries import ALARMED, RAISED, SlaQueries
from services.sla.queries.evaluations import Evaluations
from services.sla.reporting.scheduling import ReportSchedule
from shared.documents.port import Document
from shared.eventstore.errors import AlreadyTaken
from shared.eventstore.records import Position, utc_now
from shared.runtime.sweeping import each_interval, failures, pages

#: Clocks that are looked at together: whoever gives a command meanwhile waits for no more of them.
_TOGETHER = 200
_VIEW_POLL_SECONDS = 0.1
#: A look doesn't wait longer for the read model to have what the look before has told.
_SEEN_WITHIN_SECONDS = 5.0
#: A calendar changes a few times a year.
_CALENDAR_SECONDS = 5.0
#: A correction is for people to read, and nobody waits for it.
_EVALUATION_SECONDS = 600.0
#: Nobody waits for a report to the minute.
_REPORT_SECONDS = 60.0
#: What happened while the service was down is followed first: a report is to have it.
_CATCH_UP_SECONDS = 300.0

log = structlog.get_logger()


class Sweeper:
    """Sweeps the clocks that the read model names; the clocks themselves decide, each conclusion once."""

    def __init__(
        self, application: SlaApplication, queries: SlaQueries, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._application = application
        self._queries = queries
        self._now = now

    async def run(self) -> None:
        """Sweep until cancelled."""
        await each_interval("sweep", self._look)

    async def sweep(self) -> int:
        """Look once at every clock whose alarm has come, or came too early; how many there were."""
        now = self._now()
        swept: dict[str, int] = {}
        looked_for = [partial(self._queries.alarms, collection, now, _TOGETHER) for collection in ALARMED]
        early = self._queries.raised_early
        looked_for += [partial(early, where, told, due, now, _TOGETHER) for where, told, due in RAISED]
        for asked in looked_for:
            async for alarmed in pages(asked):
                clocks = _not_swept(alarmed, swept)
                swept |= clocks
                commands = (self._application.sweep(case, now, at) for case, at in clocks.items())
                for error in await failures(commands):  # the clocks behind them don't wait
                    log.error("clock not swept", exc_info=error)
        return len(swept)

    async def _look(self) -> None:
        """Sweep; what was told is seen before the next look, which would find it again."""
        if await self.sweep():
            with suppress(TimeoutError):
                async with asyncio.timeout(_SEEN_WITHIN_SECONDS):
                    await _seen(self._application, self._queries)


async def _seen(application: SlaApplication, queries: SlaQueries) -> None:
    """Wait until the read model has every event that there is now."""
    last = await application.read(application.store.last_notification_id)
    while True:
        if await queries.position(application.name) >= last:
            return
        await asyncio.sleep(_VIEW_POLL_SECONDS)


def _not_swept(alarmed: Iterable[Document], swept: Mapping[str, int]) -> dict[str, int]:
    """The cases among these with the newest version of their clocks, unless they were swept at it."""
    newest: dict[str, int] = {}
    for one in alarmed:
        case = one.body.case_number
        newest[case] = max(one.version, newest.get(case, 0))
    return {case: version for case, version in newest.items() if version > swept.get(case, 0)}


class CalendarFollower:
    """Counts open dues anew when their calendar has changed, whichever process changed it.

    How far it has come is kept in the store, so that a change is followed to the end after a crash. Each
    process goes through the clocks after it has read the calendar again: what was counted by the old one
    meanwhile is found too, and who comes second finds nothing to move.
    """

    def __init__(self, application: SlaApplication, queries: SlaQueries) -> None:
        self._application = application
        self._queries = queries
        self._followed: dict[str, int] = {}

    async def run(self) -> None:
        """Follow until cancelled."""
        await each_interval("recount", self.follow, _CALENDAR_SECONDS)

    async def follow(self) -> None:
        """Recount by every calendar that has changed since it was last followed."""
        for calendar in await self._queries.calendars():
            code, version = calendar.code, calendar.version
            if code not in self._followed:
                await self._application.tell_calendar(code)  # it may be older than what tells it
                # Version 1 is the definition: nothing was counted before it.
                self._followed[code] = max(1, await self._application.position(_reader(code)))
            if version > self._followed[code]:
                await self._recount(code, self._followed[code], version)
                self._followed[code] = version

    async def _recount(self, code: str, seen: int, version: int) -> None:
        application = self._application
        await application.reread_calendar(code)
        await _seen(application, self._queries)
        reason = await reason_of_recount(application, code, seen, version)
        async for cases in self._queries.counted_by(code, _TOGETHER):
            for error in await failures(application.recount(one.number, reason) for one in cases):
                raise error
        try:
            await application.record([Position(_reader(code), version)])
        except AlreadyTaken:
            return  # another process was through first


class PolicyFollower:
    """Hears of policies that another process adopted, before they are in force."""

    def __init__(self, application: SlaApplication, queries: SlaQueries) -> None:
        self._application = application
        self._queries = queries
        self._heard: dict[str, int] = {}

    async def run(self) -> None:
        """Listen until cancelled."""
        await each_interval("policies", self.follow, _CALENDAR_SECONDS)

    async def follow(self) -> None:
        """Read again what has changed since it was read last."""
        for policy in await self._queries.escalations.policies():
            if policy.version > self._heard.get(policy.key, 0):
                await hear_of_policy(self._application, policy.key)
                self._heard[policy.key] = policy.version


def _reader(code: str) -> str:
    return f"recount|{code}"


class EvaluationCorrector:
    """Notes what is otherwise by now in periods that were closed, as differences beside what was decided."""

    def __init__(self, evaluations: Evaluations) -> None:
        self._evaluations = evaluations

    async def run(self) -> None:
        """Correct until cancelled."""
        await each_interval("correct evaluations", self.correct, _EVALUATION_SECONDS)

    async def correct(self) -> None:
        """Look once at every closed period; one that can't be worked out keeps none of the others waiting."""
        for official, period in await self._evaluations.closed():
            for error in await failures([self._evaluations.correct(official, period)]):
                log.error("evaluation not corrected", exc_info=error)


class ReportScheduler:
    """Makes the reports on periods that have ended, and further editions where something is otherwise."""

    def __init__(self, schedule: ReportSchedule) -> None:
        self._schedule = schedule
        self._caught_up = 0.0

    async def run(self) -> None:
        """Look until cancelled, from a while after the start on."""
        self._caught_up = asyncio.get_running_loop().time() + _CATCH_UP_SECONDS
        await each_interval("reports", self._look, _REPORT_SECONDS)

    async def _look(self) -> None:
        await self._schedule.begin()
        if asyncio.get_running_loop().time() >= self._caught_up:
            await self._schedule.look()
