"""An event store: streams, the log of all of them in order, and positions; on SQLite or PostgreSQL.

Everything here blocks: it is called from the store's own executors (`commit.py`, `reader.py`).
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, cast

from eventsourcing.persistence import InfrastructureFactory, StoredEvent
from eventsourcing.utils import Environment

from shared.contracts.source import event_id, identity
from shared.decider import Decider
from shared.eventstore.continuity import Continuity, Continuous
from shared.eventstore.mapper import EventMapper, told_data
from shared.eventstore.recent_events import RecentEvents
from shared.eventstore.records import Position, RecordedEvent, StreamState
from shared.eventstore.snapshots import INTERVAL, Snapshots

#: The name of the position that counts the store's epochs.
_EPOCH = "epoch"
_LATEST_SAVES = 5_000
_NAMES_A_READ = 1_000
#: Events of a stream that is read together with others.
_SHORT = 50
_NAME_BYTES = 512  # PostgreSQL's index takes no more than 2,704


class Recorder(Protocol):
    """What our recorders do besides what the library's do."""

    def select_first_events(self, streams: Sequence[str], up_to: int = 1) -> Sequence[StoredEvent]:
        """The events of these streams up to this version, each stream's in order."""

    def select_by_stream(
        self, prefix: str, after: tuple[str, int], place: int, limit: int
    ) -> Sequence[StoredEvent]:
        """Events of the streams whose names begin so, each stream whole, up to a place in the log."""

    def count_by_stream(self, prefix: str, place: int) -> int:
        """How many events `select_by_stream` would find."""

    def select_positions(self) -> Sequence[Position]:
        """How far every reader has come, and to which event."""

    def identify(self, positions: Sequence[Position]) -> None:
        """Note which events readers stand at that have come there already."""


class EventStore:
    """The events of one service. `environment` is the eventsourcing library's own."""

    def __init__(self, name: str, aggregates: Sequence[Decider[Any]], environment: Mapping[str, str]) -> None:
        self.name = name
        self.aggregates = {aggregate.category: aggregate for aggregate in aggregates}
        self.mapper = EventMapper(event for aggregate in aggregates for event in aggregate.events)
        env = {"ORIGINATOR_ID_TYPE": "text", **environment}
        self._factory = InfrastructureFactory.construct(Environment(name, env))
        self.recorder = self._factory.process_recorder()
        self.snapshots = Snapshots(self._factory.aggregate_recorder(purpose="snapshots"))
        self.recent_events = RecentEvents(_LATEST_SAVES)
        self.newest = 0  #: the notification id of the newest event that this process has saved
        found = self.recorder.continuity if isinstance(self.recorder, Continuous) else Continuity()
        found.store, found.on_set_back = name, self.recent_events.clear
        self.continuity = found
        #: where it lies, if it is a file
        self.file = Path(environment["SQLITE_DBNAME"]) if "SQLITE_DBNAME" in environment else None
        self._closed = threading.Event()

    def save(
        self, events: Sequence[RecordedEvent], stored: Sequence[StoredEvent], positions: Sequence[Position]
    ) -> Sequence[int]:
        """Save events and positions in one transaction; their notification ids.

        Raises the library's `IntegrityError` when a version or a later position is already there, or a
        reader doesn't stand where it must;
        `OperationalError` or `InterfaceError` when the outcome is not known.
        """
        ids = self.recorder.insert_events(stored, positions=positions) or ()
        if events:
            self.recent_events.extend(events, ids, (told_data(one.state) for one in stored))
            self.newest = max((self.newest, *ids))
        return ids

    def load(self, aggregate: Decider[Any], key: str) -> StreamState:
        """The state of a stream: its snapshot, if there is one, and the events since."""
        stream = aggregate.stream(key)
        if not storable(stream):
            return StreamState(aggregate.initial())
        events = self.recorder.select_events(stream, limit=INTERVAL)
        if len(events) < INTERVAL:
            return self._folded(StreamState(aggregate.initial()), aggregate, events)
        # Long enough to have a snapshot. The event that it stands at tells when that was recorded.
        state, version = self.snapshots.latest(aggregate, stream) or (aggregate.initial(), 0)
        events = self.recorder.select_events(stream, gt=version - 1 if version else None)
        return self._folded(StreamState(state, version), aggregate, events)

    def load_together(self, wanted: Sequence[tuple[Decider[Any], str]]) -> dict[str, StreamState]:
        """The states of these streams by their names, with one read for a thousand of them.

        Without those that are long, and those that can't be read: each of them is met by who needs it alone.
        """
        aggregates = {aggregate.stream(key): aggregate for aggregate, key in wanted}
        events: dict[str, list[StoredEvent]] = {name: [] for name in filter(storable, aggregates)}
        for names in _in_reads(events):
            for stored in cast(Recorder, self.recorder).select_first_events(names, _SHORT + 1):
                events[str(stored.originator_id)].append(stored)
        states: dict[str, StreamState] = {}
        for name, found in events.items():
            if len(found) <= _SHORT:
                with suppress(Exception):
                    states[name] = self._folded(
                        StreamState(aggregates[name].initial()), aggregates[name], found
                    )
        return states

    def _folded(
        self, found: StreamState, aggregate: Decider[Any], events: Sequence[StoredEvent]
    ) -> StreamState:
        for stored in events:
            event, found.recorded_at = self.mapper.event(stored)
            if stored.originator_version > found.version:
                found.state = aggregate.evolve(found.state, event)
                found.version = stored.originator_version
        return found

    def events(self, stream: str, after: int = 0, limit: int | None = None) -> list[RecordedEvent]:
        """The events of a stream, in order, after a version; so many of them at most."""
        if not storable(stream):
            return []
        found = self.recorder.select_events(stream, gt=after or None, limit=limit)
        return [self.mapper.recorded(one) for one in found]

    def version(self, stream: str) -> int:
        """How many events a stream has."""
        newest = self.recorder.select_events(stream, desc=True, limit=1) if storable(stream) else ()
        return newest[0].originator_version if newest else 0

    def first_events(self, streams: Collection[str]) -> list[RecordedEvent]:
        """The first event of each of these streams that has one, with one read for a thousand of them."""
        recorder = cast(Recorder, self.recorder)
        found: list[RecordedEvent] = []
        for names in _in_reads(filter(storable, streams)):
            found += [self.mapper.recorded(row) for row in recorder.select_first_events(names)]
        return found

    def by_stream(
        self, aggregate: Decider[Any], after: tuple[str, int], place: int, limit: int
    ) -> list[RecordedEvent]:
        """Events of all streams of a kind, each stream whole before the next, after a stream's version.

        `place`: the log as it was with this notification id; so many events at most.
        """
        recorder = cast(Recorder, self.recorder)
        rows = recorder.select_by_stream(aggregate.stream(""), after, place, limit)
        return [self.mapper.recorded(row) for row in rows]

    def count_of(self, aggregate: Decider[Any], place: int) -> int:
        """How many events all streams of a kind have, up to this notification id."""
        return cast(Recorder, self.recorder).count_by_stream(aggregate.stream(""), place)

    def holds(self, stored: StoredEvent) -> bool:
        """Whether this very event is in the store: its time and command tell it from any other's."""
        version = stored.originator_version
        return list(self.recorder.select_events(stored.originator_id, gt=version - 1, lte=version)) == [
            stored
        ]

    def log(self, after: int, limit: int) -> list[RecordedEvent]:
        """The events of all streams in the order of their commits, after a notification id."""
        recent = self.recent_events.after(after, limit)
        if recent is not None:
            return recent
        rows = self.recorder.select_notifications(after, limit, inclusive_of_start=False)
        return [self.mapper.recorded(row) for row in rows]

    def count_by_type(self) -> dict[str, int]:
        """How many events there are of each class, by its name."""
        table = getattr(self.recorder, "events_table_name", "stored_events")
        datastore: Any = getattr(self.recorder, "datastore", None)
        with datastore.transaction(commit=False) as cursor:
            cursor.execute(f"SELECT topic, COUNT(*) AS n FROM {table} GROUP BY topic ORDER BY topic")  # noqa: S608
            return {row["topic"]: row["n"] for row in cursor.fetchall()}

    @property
    def known_newest(self) -> int | None:
        """The id of the newest event where this process alone writes, and has; else None: it must be read."""
        if self.file is None:
            return None
        return self.newest or None

    def last_notification_id(self) -> int:
        """The id of the newest event, 0 for an empty store."""
        if self.known_newest is not None:
            return self.known_newest
        return self.recorder.max_notification_id() or 0

    def position(self, reader: str) -> int:
        """The last sequence that a reader has taken, 0 if it has taken none."""
        return self.recorder.max_tracking_id(reader) or 0

    def positions(self) -> Sequence[Position]:
        """How far every reader has come, and to which event."""
        return cast(Recorder, self.recorder).select_positions()

    def identify(self, positions: Sequence[Position]) -> None:
        """Note which events readers stand at that came there before identities were kept."""
        cast(Recorder, self.recorder).identify(positions)

    def identity(self, recorded: RecordedEvent) -> str:
        """What tells an event of this store from every other one's, and of every other history."""
        return identity(event_id(self.name, recorded.stream, recorded.version), recorded.recorded_at)

    def identity_at(self, place: int) -> str:
        """The identity of the event with this notification id; empty if there is none."""
        if place < 1:
            return ""
        rows = self.recorder.select_notifications(place, 1)
        if not rows or rows[0].id != place:
            return ""
        stored = rows[0]
        id = event_id(self.name, str(stored.originator_id), stored.originator_version)
        return identity(id, self.mapper.recorded_at(stored))

    @property
    def epoch(self) -> int:
        """Counts how often the store was restored from a backup, plus one; part of `ce_source`."""
        return self.position(_EPOCH) or 1

    def new_epoch(self, known: int = 0) -> int:
        """Begin a new epoch, after the store was restored; later than any that is `known` elsewhere."""
        epoch = max(self.epoch, known) + 1
        self.save((), (), [Position(_EPOCH, epoch)])
        return epoch

    def close(self) -> None:
        """Give the connections back; harmless when called again."""
        if not self._closed.is_set():
            self._closed.set()
            self._factory.close()


def _in_reads(names: Iterable[str]) -> Iterator[Sequence[str]]:
    """The names in order, a thousand at a time."""
    ordered = sorted(names)
    for start in range(0, len(ordered), _NAMES_A_READ):
        yield ordered[start : start + _NAMES_A_READ]


def storable(stream: str) -> bool:
    """Whether a stream may have this name."""
    return stream.isprintable() and len(stream.encode()) <= _NAME_BYTES
