"""Domain events to stored bytes and back, by msgspec; old forms are upcast on the way."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, cast

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, MapperDeserialisationError, StoredEvent

from shared.contracts.declaring import split, told_of, untold_fields
from shared.eventstore.records import RecordedEvent
from shared.eventstore.seal import SealBroken, check_seal, sealed

_encode = msgspec.json.Encoder().encode


class StoredState(msgspec.Struct, omit_defaults=True, kw_only=True):
    """The bytes of a stored event: the envelope; what is kept beside what is told; what is told, in `event`.

    `event` stands last, so that its bytes are the rest: they go to Kafka as they are.
    """

    recorded_at: datetime
    command_id: str
    correlation_id: str
    causation_id: str
    class_version: int = 1
    untold: Any = msgspec.Raw(b"")
    event: Any  #: what is written is anything that msgspec encodes, what is read a `msgspec.Raw`


class _ReadState(StoredState, omit_defaults=True, kw_only=True):
    untold: msgspec.Raw = msgspec.Raw(b"")
    event: msgspec.Raw


_decode_state = msgspec.json.Decoder(_ReadState).decode
_BEFORE_EVENT = b',"event":'
_UNTOLD = b',"untold":'


def told_data(state: bytes) -> bytes:
    """What is told of a stored event, out of its stored bytes."""
    at = state.find(_BEFORE_EVENT)  # a quote inside a string is written as \\", so this is the field
    if state.find(_UNTOLD, 0, at) < 0:
        return state[at + len(_BEFORE_EVENT) : -1]
    return bytes(_decode_state(state).event)


def encode_told(event: Any) -> bytes:
    """What is told of an event, as JSON."""
    return _encode(told_of(event))


def _joined(told: bytes, untold: bytes) -> bytes:
    """The JSON object with the fields of both."""
    if told == b"{}" or untold == b"{}":
        return told if untold == b"{}" else untold
    return told[:-1] + b"," + untold[1:]


class EventMapper(Mapper[str]):
    """The library's mapper for plain dataclass events; the stored topic is the class's name.

    A class that changed its form has `class_version` and, for each older form, a static method
    `upcast_v1_v2(state)`, which changes the decoded fields in place.
    """

    def __init__(self, events: Iterable[type]) -> None:
        super().__init__(transcoder=JSONTranscoder())
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {}
        self._classes: dict[str, type] = {}
        for event_class in events:
            self._register(event_class)

    @property
    def classes(self) -> Collection[type]:
        """Every class whose events the store may hold."""
        return self._classes.values()

    def _register(self, event_class: type) -> None:
        name = event_class.__name__
        if self._classes.setdefault(name, event_class) is not event_class:
            raise ValueError(f"two event classes of one store are named {name}")
        for version in range(1, getattr(event_class, "class_version", 1)):
            if not hasattr(event_class, _upcast(version)):
                raise ValueError(f"{name} has no {_upcast(version)}")
        self._decoders[name] = msgspec.json.Decoder(event_class)

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """The stored form of a `RecordedEvent`."""
        recorded = cast(RecordedEvent, domain_event)
        event_class = type(recorded.event)
        if self._classes.get(event_class.__name__) is not event_class:
            raise ValueError(f"{event_class.__name__} is not an event of this store")
        state = StoredState(
            recorded_at=recorded.recorded_at,
            command_id=recorded.command_id,
            correlation_id=recorded.correlation_id,
            causation_id=recorded.causation_id,
            class_version=getattr(event_class, "class_version", 1),
            event=recorded.event,
        )
        if untold_fields(event_class):
            state.event, state.untold = split(recorded.event)
        return sealed(StoredEvent(recorded.stream, recorded.version, event_class.__name__, _encode(state)))

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[str]:
        """The `RecordedEvent` of a stored one, in today's form."""
        return cast(DomainEventProtocol[str], self.recorded(stored_event))

    def recorded(self, stored: StoredEvent) -> RecordedEvent:
        """The `RecordedEvent` of a stored event or a notification, in today's form."""
        state, event, data = self._read(stored)
        return RecordedEvent(
            stream=str(stored.originator_id),
            version=stored.originator_version,
            event=event,
            data=data,
            recorded_at=state.recorded_at,
            command_id=state.command_id,
            correlation_id=state.correlation_id,
            causation_id=state.causation_id,
            notification_id=getattr(stored, "id", None),
        )

    def event(self, stored: StoredEvent) -> tuple[Any, datetime]:
        """A stored event alone, in today's form, and when it was recorded: what folding takes."""
        state, event, _ = self._read(stored)
        return event, state.recorded_at

    def _read(self, stored: StoredEvent) -> tuple[_ReadState, Any, bytes]:
        try:
            check_seal(stored)
            state = _decode_state(stored.state)
            return state, *self._event(stored.topic, state)
        except (KeyError, msgspec.MsgspecError, SealBroken) as error:
            raise MapperDeserialisationError(
                f"stored event {stored.originator_id} version {stored.originator_version} "
                f"({stored.topic}) can't be read: {error}"
            ) from error

    def recorded_at(self, stored: StoredEvent) -> datetime:
        """When a stored event was recorded, also one of a class that this program doesn't know."""
        return _decode_state(stored.state).recorded_at

    def _event(self, topic: str, state: _ReadState) -> tuple[Any, bytes]:
        """The event in today's form, and what is told of it."""
        event_class = self._classes[topic]
        current = getattr(event_class, "class_version", 1)
        told, untold = bytes(state.event), bytes(state.untold)
        kept = _joined(told, untold) if untold else told
        if state.class_version == current:
            return self._decoders[topic].decode(kept), told
        if state.class_version > current:
            raise msgspec.ValidationError(f"its version {state.class_version} is newer than this program")
        fields = msgspec.json.decode(kept)
        for version in range(state.class_version, current):
            getattr(event_class, _upcast(version))(fields)
        event: Any = msgspec.convert(fields, event_class, str_keys=True)
        return event, encode_told(event)


def _upcast(version: int) -> str:
    return f"upcast_v{version}_v{version + 1}"
