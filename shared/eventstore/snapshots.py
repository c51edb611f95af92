"""Snapshots of long streams: the folded state at a version, kept beside the events, never instead of them."""

import hashlib
from typing import Any

import msgspec
from eventsourcing.persistence import AggregateRecorder, IntegrityError, StoredEvent

from shared.aggregates import Aggregate

#: A snapshot is taken each time that a stream has grown by so many events.
INTERVAL = 200


class Snapshots:
    """The snapshots of a store's streams. One whose state class has changed since is not used."""

    def __init__(self, recorder: AggregateRecorder) -> None:
        self._recorder = recorder
        self._forms: dict[str, str] = {}

    def latest(self, aggregate: Aggregate[Any], stream: str) -> tuple[Any, int] | None:
        """The newest usable snapshot of a stream, with its version."""
        if aggregate.snapshots is None:
            return None
        found = self._recorder.select_events(stream, desc=True, limit=1)
        if not found or found[0].topic != self._form(aggregate.snapshots):
            return None
        state = msgspec.json.decode(found[0].state, type=aggregate.snapshots)
        return state, found[0].originator_version

    def due(self, aggregate: Aggregate[Any], before: int, after: int) -> bool:
        """Whether a save that grew a stream from one version to another calls for a snapshot."""
        return aggregate.snapshots is not None and before // INTERVAL != after // INTERVAL

    def take(self, aggregate: Aggregate[Any], stream: str, state: Any, version: int) -> None:
        """Keep the state; a snapshot that is there already stays."""
        if aggregate.snapshots is None:
            return
        body = msgspec.json.encode(state)
        stored = StoredEvent(stream, version, self._form(aggregate.snapshots), body)
        try:
            self._recorder.insert_events([stored])
        except IntegrityError:
            return

    def _form(self, state_class: type) -> str:
        name = state_class.__name__
        if name not in self._forms:
            schema = msgspec.json.encode(msgspec.json.schema(state_class), order="deterministic")
            self._forms[name] = f"{name}.{hashlib.sha256(schema).hexdigest()[:16]}"
        return self._forms[name]
