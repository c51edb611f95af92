"""Events into read models: in batches, each document once, the position last."""

import asyncio
from collections.abc import AsyncIterable, Callable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from shared.documents.generations import READ_MODELS, Generations, RebuildOvertaken, position_document
from shared.documents.port import Document, Documents, full_name
from shared.documents.projection import Key, Project, ProjectionSession, RecordedEvent, TrackedDocument, View

#: Bodies that are kept in memory for a view, so that a stream's next event needs no read.
CACHED_DOCUMENTS = 10_000

Progress = Callable[[str, int], None]  #: the source, and how many of its events are done


class _Step(NamedTuple):
    event: RecordedEvent
    project: Project
    keys: Sequence[Key]


class GenerationWriter:
    """Writes one generation; keeps its recent documents."""

    def __init__(self, documents: Documents, view: View, generation: int, capacity: int) -> None:
        self.generation = generation
        self._documents = documents
        self._view = view
        self._capacity = capacity
        self._recent: dict[Key, TrackedDocument] = {}  # the one used longest ago comes first

    async def take(self, source: str, events: Sequence[RecordedEvent], position: int) -> None:
        """Write what a batch makes of the documents, then the position that it reaches."""
        try:
            steps = self._steps(events)
            await self._load(steps)
            changes = self._changes(self._project(steps))
            reached = position_document(self._view, self.generation, source, position)
            expected = sum(map(len, changes.values())) + 1
            written = await self._documents.write({**changes, READ_MODELS: [reached]})
        except BaseException:
            self._recent.clear()  # what is in memory may not be what is stored
            raise
        if written != expected:
            self._recent.clear()  # another writer was ahead
        self._forget()

    def _steps(self, events: Sequence[RecordedEvent]) -> list[_Step]:
        steps = []
        for event in events:
            projection = self._view.projection(event.event)
            if projection is not None:
                project, keys = projection
                steps.append(_Step(event, project, keys(event)))
        return steps

    async def _load(self, steps: Sequence[_Step]) -> None:
        recent = self._recent
        missing: dict[str, list[str]] = {}
        for step in steps:
            for key in step.keys:
                tracked = recent.pop(key, None)
                if tracked is None:
                    missing.setdefault(key[0], []).append(key[1])
                    tracked = TrackedDocument()
                recent[key] = tracked
        for collection, ids in missing.items():
            found = await self._documents.get_many(full_name(collection, self.generation), ids)
            for id, document in found.items():
                recent[collection, id] = TrackedDocument(document.version, document.body)

    def _project(self, steps: Sequence[_Step]) -> ProjectionSession:
        recent = self._recent
        session = ProjectionSession(recent)
        for event, project, keys in steps:
            if all(recent[key].version >= event.version for key in keys):
                continue  # every document that it touches has its effect already
            session.begin_event(event)
            try:
                project(event, session)
            except Exception as error:
                error.add_note(f"in the view {self._view.name}, at {event.stream} version {event.version}")
                raise
        return session

    def _changes(self, session: ProjectionSession) -> dict[str, list[Document]]:
        changes: dict[str, list[Document]] = {}
        for (collection, id), tracked in session.changed.items():
            assert tracked.body is not None
            tracked.event_number = 0  # each session counts its own
            stored = full_name(collection, self.generation)
            changes.setdefault(stored, []).append(Document(id, tracked.version, tracked.body))
        return changes

    def _forget(self) -> None:
        surplus = max(len(self._recent) - self._capacity, 0)
        for key in list(islice(self._recent, surplus)):
            del self._recent[key]


class Projector:
    """Keeps the serving generation of a view up to date; one per view.

    The one who runs it reads each source after the position that was last answered here:

        position = await projector.position(source)
        while True:
            position = await projector.run_batch(source, events_after(position))
    """

    def __init__(self, documents: Documents, view: View, *, cached: int = CACHED_DOCUMENTS) -> None:
        self._documents = documents
        self._view = view
        self._cached = cached
        self._generations = Generations(documents, view)
        self._writer: GenerationWriter | None = None
        self._positions: dict[str, int] = {}
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Make the view's collections and indexes if they aren't there, and find what serves."""
        async with self._lock:
            self._fill(await self._generations.serve())

    async def position(self, source: str) -> int:
        """The notification id to read a source after."""
        async with self._lock:
            await self._follow()
            return await self._position(source)

    async def run_batch(self, source: str, events: Sequence[RecordedEvent]) -> int:
        """Bring a batch, in the order of the source's log, into the read model.

        Returns the position to read on after. It is less than the batch's last when a rebuilt generation
        has begun to serve meanwhile: the batch was then not taken, and reading goes on from where the
        rebuild has come to. Events up to the position are skipped, those up to a document's version too.
        """
        async with self._lock:
            writer = self._writer
            if await self._follow() is not writer:
                return await self._position(source)
            position = await self._position(source)
            fresh = [event for event in events if _place(event) > position]
            if fresh:
                assert writer is not None
                position = _place(fresh[-1])
                await writer.take(source, fresh, position)
                self._positions[source] = position
            return position

    async def _follow(self) -> GenerationWriter:
        pointer = await self._generations.pointer()
        if self._writer is None or self._writer.generation != pointer.serving:
            return self._fill(pointer.serving or await self._generations.serve())
        return self._writer

    def _fill(self, generation: int) -> GenerationWriter:
        self._positions.clear()
        self._writer = GenerationWriter(self._documents, self._view, generation, self._cached)
        return self._writer

    async def _position(self, source: str) -> int:
        if source not in self._positions:
            assert self._writer is not None
            self._positions[source] = await self._generations.position(self._writer.generation, source)
        return self._positions[source]


async def rebuild(
    documents: Documents,
    view: View,
    sources: Mapping[str, AsyncIterable[Sequence[RecordedEvent]]],
    progress: Progress | None = None,
) -> int:
    """Build a view anew from the beginning of its sources while the old generation serves; then switch.

    Each source ends where its log ends now; the projector goes on from there. A rebuild that breaks off
    leaves the old generation serving, and the next one begins again from zero. Returns the new generation.
    Raises `RebuildOvertaken` when another rebuild of the view begins meanwhile.
    """
    generations = Generations(documents, view)
    writer = GenerationWriter(documents, view, await generations.begin(), CACHED_DOCUMENTS)
    for source, batches in sources.items():
        done = 0
        async for events in batches:
            if not events:
                continue
            if (await generations.pointer()).building != writer.generation:
                raise RebuildOvertaken(view=view.name)
            await writer.take(source, events, _place(events[-1]))
            done += len(events)
            if progress is not None:
                progress(source, done)
    await generations.switch(writer.generation)
    return writer.generation


def _place(event: RecordedEvent) -> int:
    if event.notification_id is None:
        raise ValueError(f"{event.stream} version {event.version} has no place in a log yet")
    return event.notification_id
