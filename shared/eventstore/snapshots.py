"""Snapshots of long streams: the folded state at a version, kept beside the events, never instead of them."""

import hashlib
from typing import Any

import msgspec
import structlog
from eventsourcing.persistence import AggregateRecorder, IntegrityError, PersistenceError, StoredEvent

from shared.decider import Decider

#: A snapshot is taken each time that a stream has grown by so many events.
INTERVAL = 200

log = structlog.get_logger()


class Snapshots:
    """The snapshots of a store's streams. One whose state class has changed since is not used."""

    def __init__(self, recorder: AggregateRecorder) -> None:
        self._recorder = recorder
        self._forms: dict[type, str] = {}

    def latest(self, aggregate: Decider[Any], stream: str) -> tuple[Any, int] | None:
        """The newest usable snapshot of a stream, with its version."""
        if aggregate.snapshots is None:
            return None
        found = self._recorder.select_events(stream, desc=True, limit=1)
        if not found or found[0].topic != self._form(aggregate.snapshots):
            return None
        state = msgspec.json.decode(found[0].state, type=aggregate.snapshots)
        return state, found[0].originator_version

    def due(self, aggregate: Decider[Any], before: int, after: int) -> bool:
        """Whether a save that grew a stream from one version to another calls for a snapshot."""
        return aggregate.snapshots is not None and before // INTERVAL != after // INTERVAL

    def take(self, aggregate: Decider[Any], stream: str, state: Any, version: int) -> None:
        """Keep the state; a snapshot that is there already stays. Does without where it can't be kept."""
        if aggregate.snapshots is None:
            return
        try:
            body = msgspec.json.encode(state)
            stored = StoredEvent(stream, version, self._form(aggregate.snapshots), body)
            self._recorder.insert_events([stored])
        except IntegrityError:
            return
        except (PersistenceError, TypeError, ValueError) as error:  # the events are saved: they tell it all
            log.warning("snapshot not kept", stream=stream, error=repr(error))

    def _form(self, state_class: type) -> str:
        if state_class not in self._forms:
            schema = msgspec.json.encode(msgspec.json.schema(state_class), order="deterministic")
            digest = hashlib.sha256(schema).hexdigest()[:16]
            self._forms[state_class] = f"{state_class.__name__}.{digest}"
        return self._forms[state_class]
