"""The access log of a service: written before anything is shown, asked by auditors, emptied by policy.

Accesses that come while others are written are written together, with the next commit. `note` returns when
its access is durable, so a kill loses none of what was shown to somebody; at most it leaves a record of an
answer that nobody got.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from shared.access_log.access import ACCESSES, AccessDocument
from shared.access_log.errors import AccessNotLogged
from shared.access_log.weeks import week_end, week_of
from shared.clock import utc_now
from shared.documents.port import Document, DocumentRefused, Documents, full_name
from shared.documents.query import Condition, Cursor, any_of, desc, eq, gte, holds, lt
from shared.documents.reader import Page
from shared.documents.values import parse_instant
from shared.errors import Unavailable
from shared.telemetry import metrics

#: The order of accesses: the newest first.
NEWEST_FIRST = (desc("at"),)
#: A reader isn't kept longer for the log, in seconds.
PATIENCE = 5.0
_RETRY_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessFilter:
    """Every condition that is given holds."""

    case_number: str | None = None
    person: str | None = None  #: who looked, or in whose name
    agencies: list[str] | None = None  #: whose cases they were; None: all
    what: str | None = None
    since: datetime | None = None
    before: datetime | None = None

    def conditions(self) -> Iterator[Condition]:
        """What the documents must fulfil."""
        if self.case_number is not None:
            yield holds("cases", self.case_number)
        if self.person is not None:
            yield holds("people", self.person)
        if self.agencies is not None:
            yield any_of("agency", self.agencies)
        if self.what is not None:
            yield eq("what", self.what)
        if self.since is not None:
            yield gte("at", self.since)
        if self.before is not None:
            yield lt("at", self.before)


@dataclass(slots=True)
class _Batch:
    """Accesses that are written together."""

    accesses: list[AccessDocument] = field(default_factory=list)
    written: asyncio.Task[None] | None = None


class AccessLog:
    """One service's."""

    def __init__(
        self,
        service: str,
        documents: Documents,
        days: int,
        now: Callable[[], datetime] = utc_now,
        file: Path | None = None,
    ) -> None:
        self.days = days  #: for how long an access is kept
        self.file = file  #: where it lies, if it is a file
        self.now = now
        self._documents = documents
        self._next = _Batch()
        self._writing = asyncio.Lock()
        self._made: set[int] = set()  #: weeks that are known to be there
        self._logged = metrics.ACCESSES_LOGGED.labels(service=service)
        self._refused = metrics.ACCESSES_REFUSED.labels(service=service)
        self._purged = metrics.ACCESSES_PURGED.labels(service=service)

    async def open(self) -> None:
        """Connect; before anything else."""
        await self._documents.open()

    async def close(self) -> None:
        """Write what waits, and disconnect."""
        if self._next.written is not None:
            await asyncio.wait([self._next.written])
        async with self._writing:  # what was being written
            pass
        await self._documents.close()

    async def note(self, access: AccessDocument) -> None:
        """Log an access, durably. Raises `AccessNotLogged`; then nothing may be shown."""
        batch = self._next
        batch.accesses.append(access)
        if batch.written is None:
            batch.written = asyncio.create_task(self._write(batch))
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.shield(batch.written)
        except (Unavailable, DocumentRefused, TimeoutError) as error:
            self._refused.inc()
            reason = str(error) or type(error).__name__
            raise AccessNotLogged(reason=reason, retry_after=_RETRY_SECONDS) from error
        self._logged.inc()

    async def _write(self, batch: _Batch) -> None:
        async with self._writing:
            self._next = _Batch()  # who comes from here on is written after this
            weeks: dict[int, list[Document]] = defaultdict(list)
            for one in batch.accesses:
                weeks[week_of(parse_instant(one.at))].append(Document(uuid4().hex, 1, one))
            for week in weeks.keys() - self._made:
                await self._documents.create(ACCESSES, week)
                self._made.add(week)
            await self._documents.write({_stored(week): found for week, found in weeks.items()})

    async def page(self, asked: AccessFilter, limit: int, after: Cursor | None) -> Page[AccessDocument]:
        """Accesses that fit, the newest first; none of those that are kept no longer."""
        where = [*asked.conditions(), gte("at", self._kept_from())]
        before = asked.before if after is None else parse_instant(str(after[0]))
        found: list[Document] = []
        total = 0
        for week in await self._weeks(asked.since, before):
            if after is None:
                total += await self._documents.count(_stored(week), where)
            most = limit + 1 - len(found)
            if most > 0:
                found += await self._documents.find(_stored(week), where, NEWEST_FIRST, most, after=after)
        shown = found[:limit]
        return Page(
            found=[ACCESSES.read(one.body) for one in shown],
            total=total if after is None else None,
            cursor=shown[-1].cursor(NEWEST_FIRST) if len(found) > limit else None,
        )

    async def purge(self) -> int:
        """Let go of the weeks of which nothing is kept any longer; how many accesses that were."""
        gone = 0
        for week in await self._weeks():
            if week_end(week) <= self._kept_from():
                gone += await self._documents.count(_stored(week))
                await self._documents.drop(ACCESSES.name, week)
                self._made.discard(week)
        self._purged.inc(gone)
        return gone

    async def _weeks(self, since: datetime | None = None, before: datetime | None = None) -> list[int]:
        """Those that are there, the newest first; of those times, where they are said."""
        first = week_of(since) if since is not None else 0
        there = [one for one in await self._documents.generations(ACCESSES.name) if one >= first]
        return sorted((one for one in there if before is None or one <= week_of(before)), reverse=True)

    def _kept_from(self) -> datetime:
        return self.now() - timedelta(days=self.days)


def _stored(week: int) -> str:
    return full_name(ACCESSES.name, week)
