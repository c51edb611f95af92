"""How a read model is declared: a view, and a function for each type of event that it follows.

    CASES = Collection("cases", indexes=(("agency", "status"), ("due_at",)))
    CASE_VIEW = View("cases", CASES, keys=lambda event: [(CASES.name, event.key)])

    @CASE_VIEW.on(CaseOpened)
    def opened(event: RecordedEvent, session: ProjectionSession) -> None:
        session.put(CASES.name, event.key, {"agency": event.event.agency, ...}, event.version)

A document is made by one stream, and has that stream's version; a stream may make several documents. Those of
a view `by_place` may be made by several streams of one store: their version is the event's place in its log.
A function makes each document from the event and that same document, so that an event that comes again
finds each one either without its effect or with it.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar, cast

from shared.documents.port import Collection
from shared.documents.values import Body

D = TypeVar("D")
Key = tuple[str, str]  #: a collection's name and a document's id


class RecordedEvent(Protocol):
    """An event as the event store hands it over."""

    @property
    def stream(self) -> str: ...
    @property
    def version(self) -> int: ...  # from 1, without gaps in the stream
    @property
    def key(self) -> str: ...  # the stream's name without its category
    @property
    def event(self) -> Any: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def notification_id(self) -> int | None: ...  # its place in the store's log
    @property
    def correlation_id(self) -> str: ...
    @property
    def causation_id(self) -> str: ...


class SeveralStreams(ValueError):
    """A view made one document from two streams, whose versions can't be compared."""


class UndeclaredKey(LookupError):
    """A view touched a document that its `keys` did not name for the event."""


@dataclass(slots=True)
class TrackedDocument:
    """A document as the batch knows it; version 0 and no body: it isn't there."""

    version: int = 0
    body: Any = None  #: a `Body`, or an instance of the collection's class
    stream: str | None = None  #: the stream that made it, once that is known
    event_number: int = 0  #: the session's event that wrote it last


class ProjectionSession:
    """The documents that a batch's events may see and change; written together when the batch is done."""

    __slots__ = ("_by_place", "_documents", "_event", "_event_number", "changed", "version")

    def __init__(self, documents: dict[Key, TrackedDocument], *, by_place: bool = False) -> None:
        self._documents = documents
        self._by_place = by_place
        self.version = 0  #: of what this event puts
        self._event: RecordedEvent | None = None
        self._event_number = 0
        self.changed: dict[Key, TrackedDocument] = {}

    def begin_event(self, event: RecordedEvent) -> None:
        """What is read and put from now on is this event's doing."""
        self._event = event
        self._event_number += 1
        self.version = version_by(event, by_place=self._by_place)

    def get(self, collection: str, id: str) -> Body | None:
        """The document's body, which may be changed and put, or None if there is none."""
        tracked = self._tracked(collection, id)
        assert self._event is not None
        if tracked.version >= self.version and tracked.event_number != self._event_number:
            return cast(
                Body, deepcopy(tracked.body)
            )  # it has this event's effect: what is put will not count
        return cast(Body | None, tracked.body)

    def document(self, collection: Collection[D], id: str) -> D | None:
        """`get` of a collection whose documents are typed."""
        return cast(D | None, self.get(collection.name, id))

    def put(self, collection: str, id: str, body: Any, version: int) -> None:
        """Make this the document's body, as of the event's version; left out if it is as new already."""
        tracked = self._tracked(collection, id)
        event = self._event
        assert event is not None
        if version != self.version:
            raise ValueError(f"{collection}/{id}: the version is the event's, {self.version}, not {version}")
        if tracked.stream not in (None, event.stream) and not self._by_place:
            raise SeveralStreams(f"{collection}/{id} is made by {tracked.stream} and by {event.stream}")
        if tracked.version >= version and tracked.event_number != self._event_number:
            return
        tracked.version, tracked.body = version, body
        tracked.stream, tracked.event_number = event.stream, self._event_number
        self.changed[collection, id] = tracked

    def _tracked(self, collection: str, id: str) -> TrackedDocument:
        tracked = self._documents.get((collection, id))
        if tracked is None:
            raise UndeclaredKey(f"{collection}/{id}: let the view's keys name it for this event")
        return tracked


def version_by(event: RecordedEvent, *, by_place: bool) -> int:
    """The version of what an event makes: its own in its stream, or its place in the log."""
    return (event.notification_id or 0) if by_place else event.version


Project = Callable[[RecordedEvent, ProjectionSession], None]
Keys = Callable[[RecordedEvent], Sequence[Key]]


class View:
    """A read model: its collections, the functions that make them, and the documents each event touches."""

    def __init__(self, name: str, *collections: Collection[Any], keys: Keys, by_place: bool = False) -> None:
        self.name = name
        self.by_place = by_place  #: several streams of one store make a document
        self.collections = collections
        self._by_name = {collection.name: collection for collection in collections}
        self._keys = keys
        self._projections: dict[type, tuple[Project, Keys]] = {}

    def on(self, *events: type, keys: Keys | None = None) -> Callable[[Project], Project]:
        """Let a function follow these types of event; `keys`, if the view's own don't fit them."""

        def follow(project: Project) -> Project:
            for event in events:
                if event in self._projections:
                    raise ValueError(f"{self.name}: {event.__name__} has two functions")
                self._projections[event] = (project, keys or self._keys)
            return project

        return follow

    def projection(self, event: object) -> tuple[Project, Keys] | None:
        """The function for an event and what names its documents, or None if the view doesn't follow it."""
        return self._projections.get(type(event))

    def collection(self, name: str) -> Collection[Any]:
        """The collection of this name. KeyError where the view has none."""
        return self._by_name[name]

    @property
    def follows(self) -> tuple[type, ...]:
        """The types of event that the view follows."""
        return tuple(self._projections)
