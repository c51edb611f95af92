"""The unit of work: what commands read and append before it is all saved in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeVar

from eventsourcing.persistence import StoredEvent

from shared.decider import Act, Cause, Decider, Following
from shared.eventstore.cache import AggregateCache
from shared.eventstore.errors import KeyUnusable, TooLarge, VersionMismatch
from shared.eventstore.records import CommandContext, Position, RecordedEvent, StreamState
from shared.eventstore.store import EventStore, storable

S = TypeVar("S")

#: What a command reads: of which kind, under which key.
Stream: TypeAlias = tuple[Decider[Any], str]

#: What a row costs on the way to the store besides its own content, in bytes.
_ROW_BYTES = 64

_NO_CONTEXT = CommandContext(command_id="", recorded_at=datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one save may carry: beyond 355 KiB psycopg's pipeline was seen to hang for ever."""

    event_bytes: int = 64 * 1024
    save_bytes: int = 128 * 1024


@dataclass(slots=True)
class UnitOfWork:
    """Pending events of one or more commands; states already have them applied."""

    store: EventStore
    cache: AggregateCache
    limits: Limits = field(default_factory=Limits)
    context: CommandContext = _NO_CONTEXT
    events: list[RecordedEvent] = field(default_factory=list)
    stored: list[StoredEvent] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    grown: dict[str, tuple[Decider[Any], int]] = field(default_factory=dict)
    size: int = 0
    _read: dict[str, StreamState] = field(default_factory=dict)

    def state(self, aggregate: Decider[S], key: str) -> S:
        """The aggregate's present state, the initial one if it has no events. Read it, don't change it."""
        state: S = self._stream(aggregate, key).state
        return state

    def version(self, aggregate: Decider[Any], key: str) -> int:
        """The stream's present version, 0 if it has no events."""
        return self._stream(aggregate, key).version

    def recorded_at(self, aggregate: Decider[Any], key: str) -> datetime | None:
        """When the stream's newest event was recorded; None: it has no events."""
        return self._stream(aggregate, key).recorded_at

    def foresee(self, streams: Sequence[Stream]) -> None:
        """Read together what commands are about to ask for one after the other; before the first of them."""
        kept = self.cache
        missing = [(one, key) for one, key in streams if kept.get(one.stream(key)) is None]
        if len(missing) > 1:
            for name, state in self.store.load_together(missing).items():
                kept.put(name, state)

    def expect(self, aggregate: Decider[Any], key: str, version: int | None) -> None:
        """Refuse when a client that named the version it decided on (`If-Match`) was late."""
        actual = self.version(aggregate, key)
        if version is not None and actual != version:
            raise VersionMismatch(what=key, actual=actual, expected=version)

    def append(
        self,
        aggregate: Decider[Any],
        key: str,
        events: Sequence[Any],
        correlation: str | None = None,
        causation: str | None = None,
    ) -> None:
        """Append events to a stream, to be saved with the rest.

        `correlation` and `causation` override the context's.
        """
        if events:
            self._extend(self._stream(aggregate, key), aggregate, key, events, correlation, causation)

    def _extend(
        self,
        stream: StreamState,
        aggregate: Decider[Any],
        key: str,
        events: Sequence[Any],
        correlation: str | None,
        causation: str | None = None,
    ) -> None:
        name = aggregate.stream(key)
        _check_name(name)
        self.grown.setdefault(name, (aggregate, stream.version))
        for event in events:
            recorded = self._recorded(name, stream.version + 1, event, correlation, causation)
            stored = self.store.mapper.to_stored_event(recorded)
            self._weigh(stored)
            self.events.append(recorded)
            self.stored.append(stored)
            stream.version += 1
            stream.state = aggregate.evolve(stream.state, event)
            stream.recorded_at = recorded.recorded_at

    def decide(
        self,
        decider: Decider[Any],
        key: str,
        command: Any,
        act: Act,
        known: Any = None,
        correlation: str | None = None,
    ) -> list[Any]:
        """Let a decider decide a command, and append what it leads to; the events."""
        events = decider.decide(self.state(decider, key), command, act, known)
        self.append(decider, key, events, correlation)
        return events

    def follow(
        self, decider: Decider[Any], following: Following, event: Any, cause: Cause, known: Any = None
    ) -> None:
        """Let the aggregate that an event of another service concerns follow it."""
        assert decider.key_of_followed is not None, f"{decider.category} follows nobody"
        key = decider.key_of_followed(event)
        stream = self._stream(decider, key)
        events = decider.follow(stream.state, following, event, cause, known)
        if events:
            self._extend(stream, decider, key, events, None)

    def begin_stream(self, aggregate: Decider[S], key: str) -> S:
        """The initial state of a stream that can't exist yet, without asking the store for it.

        For what is numbered in the same transaction; should the stream exist after all, the save conflicts.
        """
        name = aggregate.stream(key)
        self._read[name] = StreamState(aggregate.initial())
        self.cache.put(name, self._read[name])
        return self.state(aggregate, key)

    def append_first(self, aggregate: Decider[Any], key: str, event: Any) -> None:
        """Append the first event of a stream without reading it: should there be one, the save conflicts."""
        name = aggregate.stream(key)
        _check_name(name)
        recorded = self._recorded(name, 1, event, None)
        stored = self.store.mapper.to_stored_event(recorded)
        self._weigh(stored)
        self.events.append(recorded)
        self.stored.append(stored)
        self.cache.evict((name,))

    def _recorded(
        self, stream: str, version: int, event: Any, correlation: str | None, causation: str | None = None
    ) -> RecordedEvent:
        context = self.context
        return RecordedEvent(
            stream=stream,
            version=version,
            event=event,
            recorded_at=context.recorded_at,
            command_id=context.command_id,
            correlation_id=correlation or context.correlation_id or context.command_id,
            causation_id=causation or context.causation_id or context.command_id,
        )

    def take(self, positions: Sequence[Position]) -> None:
        """Save positions with the rest."""
        self.positions.extend(positions)
        self.size += sum(len(position.reader) + _ROW_BYTES for position in positions)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to save."""
        return not self.events and not self.positions

    def _weigh(self, stored: StoredEvent) -> None:
        size, stream = len(stored.state), str(stored.originator_id)
        if size > self.limits.event_bytes:
            raise TooLarge(size=size, maximum=self.limits.event_bytes, what="event", where=stream)
        self.size += size + len(stream.encode()) + _ROW_BYTES

    def _stream(self, aggregate: Decider[Any], key: str) -> StreamState:
        name = aggregate.stream(key)
        found = self._read.get(name)
        if found is None:
            found = self.cache.look_up(name)
            if found is None:
                found = self._load(aggregate, key, name)
            self._read[name] = found
        return found

    def _load(self, aggregate: Decider[Any], key: str, name: str) -> StreamState:
        found = self.store.load(aggregate, key)
        for pending in self.events:
            if pending.stream == name:
                found.state = aggregate.evolve(found.state, pending.event)
                found.version, found.recorded_at = pending.version, pending.recorded_at
        self.cache.put(name, found)
        return found

    def fresh(self, aggregate: Decider[S], key: str) -> S:
        """The state as the store has it now, whatever the cache says."""
        name = aggregate.stream(key)
        self.cache.evict((name,))
        self._read.pop(name, None)
        return self.state(aggregate, key)

    def caused_by(self, event_id: str, correlation_id: str) -> None:
        """What is appended from here on was caused by this event of another service."""
        context = self.context  # `dataclasses.replace` takes longer, and this is done for each message
        self.context = CommandContext(
            command_id=context.command_id,
            recorded_at=context.recorded_at,
            correlation_id=correlation_id,
            causation_id=event_id,
            idempotency_key=context.idempotency_key,
            fingerprint=context.fingerprint,
            sender=context.sender,
        )

    def begin(self, context: CommandContext) -> "Savepoint":
        """Start the next command; what it does can be undone up to the savepoint."""
        self.context = context
        self._read = {}
        return Savepoint(len(self.events), len(self.positions), self.size, len(self.grown))

    def undo(self, savepoint: "Savepoint") -> None:
        """Forget what was done since the savepoint; states that it changed are read again."""
        self.cache.evict(event.stream for event in self.events[savepoint.events :])
        del self.events[savepoint.events :]
        del self.stored[savepoint.events :]
        del self.positions[savepoint.positions :]
        self.size = savepoint.size
        for name in list(self.grown)[savepoint.grown :]:
            del self.grown[name]
        self._read = {}

    def forget_stale(self) -> bool:
        """Evict the states that the present command took from the cache; whether there were any."""
        stale = any(not state.fresh for state in self._read.values())
        self.cache.evict(self._read)
        return stale

    def streams(self) -> Iterable[str]:
        """The streams that the work changed."""
        return {event.stream for event in self.events}


def _check_name(stream: str) -> None:
    if not storable(stream):
        raise KeyUnusable(where=ascii(stream)[:100])


@dataclass(frozen=True, slots=True)
class Savepoint:
    """Where a command began inside a unit of work."""

    events: int
    positions: int
    size: int
    grown: int
