"""A store's log, row by row as the database has it: not from the process's memory of its latest saves."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from eventsourcing.persistence import MapperDeserialisationError, StoredEvent

from shared.eventstore.records import RecordedEvent
from shared.runtime.findings import Area, Findings
from shared.runtime.service import Service

_ROWS = 2_000


class Taker(Protocol):
    """A check that sees each event of a log once, in order."""

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""


class StoreLog:
    """One service's log. What can't be read is a finding."""

    def __init__(self, service: Service, findings: Findings, progress: Callable[[int], None]) -> None:
        self.service = service
        self.name = service.name.value
        self.ended = 0  #: where the main walk ends
        self._store = service.application.store
        self._findings = findings
        self._progress = progress

    async def end(self) -> int:
        """The id of the newest event."""
        return await self.service.application.read(self._store.last_notification_id)

    async def walk(self, takers: Sequence[Taker], after: int, upto: int) -> None:
        """Show every event after an id, up to another one."""
        at = after
        while at < upto:
            events, at = await self.service.application.read(self._batch, at, upto)
            for recorded in events:
                for taker in takers:
                    taker.take(recorded)
            self._progress(len(events))
            await asyncio.sleep(0)

    def batches_before(self, at: int) -> Iterator[list[RecordedEvent]]:
        """The log backwards from an id, in batches that are in order themselves. Blocks."""
        while at > 0:
            start = max(0, at - _ROWS)
            yield self._read(
                self._store.recorder.select_notifications(start, _ROWS, at, (), inclusive_of_start=False)
            )
            at = start

    async def stream(self, stream: str, upto: int | None = None) -> list[RecordedEvent]:
        """The events of one stream, up to a version."""
        return await self.service.application.read(self._stream, stream, upto)

    def _stream(self, stream: str, upto: int | None) -> list[RecordedEvent]:
        return self._read(self._store.recorder.select_events(stream, lte=upto))

    def _batch(self, after: int, end: int) -> tuple[list[RecordedEvent], int]:
        rows = self._store.recorder.select_notifications(after, _ROWS, end, (), inclusive_of_start=False)
        return self._read(rows, tell=True), rows[-1].id if rows else end

    def _read(self, rows: Sequence[StoredEvent], *, tell: bool = False) -> list[RecordedEvent]:
        events = []
        for row in rows:
            try:
                events.append(self._store.mapper.recorded(row))
            except MapperDeserialisationError as error:
                if tell:
                    where = f"{self.name} {row.originator_id} version {row.originator_version}"
                    self._findings.disagree(Area.STORE, where, f"a {row.topic} that can be read", error)
        return events
