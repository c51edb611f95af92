"""Events into read models: in batches, each document once, the position last."""

import asyncio
from collections.abc import AsyncIterable, Callable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from shared.contracts.source import event_id, identity
from shared.documents.aside import Setting
from shared.documents.generations import (
    READ_MODELS,
    Generations,
    Mark,
    RebuildOvertaken,
    begin_again,
    beginning,
    pointers,
    position_document,
    shared_position,
)
from shared.documents.port import Document, Documents, full_name
from shared.documents.projection import (
    Key,
    Project,
    ProjectionSession,
    RecordedEvent,
    TrackedDocument,
    View,
    version_by,
)

#: Bodies that are kept in memory for a view, so that a stream's next event needs no read.
CACHED_DOCUMENTS = 10_000

Progress = Callable[[str, int], None]  #: the source, and how many of its events are done


class _Step(NamedTuple):
    event: RecordedEvent
    project: Project
    keys: Sequence[Key]


class GenerationWriter:
    """Works out one generation of a view; keeps its recent documents."""

    def __init__(
        self, documents: Documents, view: View, generation: int, capacity: int, setting: Setting
    ) -> None:
        self.view = view
        self.generation = generation
        self._documents = documents
        self._setting = setting
        self._capacity = capacity
        self._recent: dict[Key, TrackedDocument] = {}  # the one used longest ago comes first

    async def work_out(self, events: Sequence[RecordedEvent]) -> dict[str, list[Document]]:
        """What a batch makes of the documents, by the names that they are stored under."""
        steps = self._steps(events)
        await self._load(steps)
        return self._changes(await self._project(steps))

    def keep(self) -> None:
        """What was worked out is written; as much is remembered as there is room for."""
        surplus = max(len(self._recent) - self._capacity, 0)
        for key in list(islice(self._recent, surplus)):
            del self._recent[key]

    def forget(self) -> None:
        """What is in memory may not be what is stored."""
        self._recent.clear()

    def _steps(self, events: Sequence[RecordedEvent]) -> list[_Step]:
        steps = []
        for event in events:
            projection = self.view.projection(event.event)
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
        for name, ids in missing.items():
            found = await self._documents.get_many(full_name(name, self.generation), ids)
            collection = self.view.collection(name)
            for id, document in found.items():
                recent[name, id] = TrackedDocument(document.version, collection.read(document.body))

    async def _project(self, steps: Sequence[_Step]) -> ProjectionSession:
        recent = self._recent
        by_place = self.view.by_place
        session = ProjectionSession(recent, by_place=by_place)
        for event, project, keys in steps:
            version = version_by(event, by_place=by_place)
            if all(recent[key].version >= version for key in keys):
                continue  # every document that it touches has its effect already
            session.begin_event(event)
            try:
                project(event, session)
            except Exception as error:
                error.add_note(f"in the view {self.view.name}, at {event.stream} version {event.version}")
                await self._follow_aside(event, keys, error)
        return session

    async def _follow_aside(self, event: RecordedEvent, keys: Sequence[Key], error: Exception) -> None:
        """What can't be made for want of a document that is aside stands aside with it."""
        stored = [(full_name(name, self.generation), id) for name, id in keys]
        if not (await self._setting.known()).intersection(stored):
            raise error
        for name, id in stored:
            await self._setting.put(name, id, event.version, repr(error))

    def _changes(self, session: ProjectionSession) -> dict[str, list[Document]]:
        changes: dict[str, list[Document]] = {}
        for (collection, id), tracked in session.changed.items():
            assert tracked.body is not None
            tracked.event_number = 0  # each session counts its own
            stored = full_name(collection, self.generation)
            changes.setdefault(stored, []).append(Document(id, tracked.version, tracked.body))
        return changes


class Projector:
    """Keeps the serving generations of views up to date, all in one write a batch.

    The one who runs it reads each source after the position that was last answered here:

        position = await projector.position(source)
        while True:
            position = await projector.run_batch(source, events_after(position))
    """

    def __init__(
        self, documents: Documents, *views: View, cached: int = CACHED_DOCUMENTS, epoch: int = 1
    ) -> None:
        self._documents = documents
        self._views = views
        self._cached = cached
        self._epoch = epoch  #: of the sources' stores
        self._writers: dict[str, GenerationWriter] = {}
        self._marks: dict[str, dict[str, Mark]] = {}  #: of each view, by source
        self._beginnings: dict[str, int] = {}  #: by source
        self._lock = asyncio.Lock()
        self._setting = Setting(documents)

    async def start(self) -> None:
        """Make the views' collections and indexes if they aren't there, and find what serves."""
        async with self._lock:
            for view in self._views:
                self._serve(view, await Generations(self._documents, view).serve())

    async def position(self, source: str) -> int:
        """The notification id to read a source after."""
        return min(mark.position for mark in await self.marks(source))

    async def marks(self, source: str) -> list[Mark]:
        """The events of a source that the views stand at."""
        async with self._lock:
            await self._follow()
            return list((await self._reached(source)).values())

    async def begin_again(self, source: str) -> None:
        """Take a source's views as they were built anew, wherever they stood before."""
        async with self._lock:
            await begin_again(self._documents, source)
            self._marks.clear()
            await self._follow()

    async def run_batch(self, source: str, events: Sequence[RecordedEvent]) -> int:
        """Bring a batch, in the order of the source's log, into the read models.

        Returns the position to read on after. It is less than the batch's last when a rebuilt generation
        has begun to serve meanwhile: the batch was then not taken, and reading goes on from where the
        rebuild has come to. Events up to a view's position are skipped, those up to a document's version too.
        """
        async with self._lock:
            moved = await self._follow()
            reached = await self._reached(source)
            position = _least(reached)
            fresh = [event for event in events if _place(event) > position]
            if moved or not fresh:
                return position
            await self._take(source, fresh, reached)
            return _least(reached)

    async def _take(self, source: str, events: Sequence[RecordedEvent], reached: dict[str, Mark]) -> None:
        """Write what a batch makes of all views, then how far each has come, which is noted in `reached`."""
        last = _mark_at(source, events[-1], self._epoch)
        after = {name: max(mark, last, key=_position) for name, mark in reached.items()}
        try:
            changes: dict[str, Sequence[Document]] = {}
            for name, writer in self._writers.items():
                until = reached[name].position
                changes |= await writer.work_out([one for one in events if _place(one) > until])
            changes[READ_MODELS] = self._places(source, after)
            written = await self._setting.write(changes)
        except BaseException:
            self._forget()
            raise
        if written != sum(map(len, changes.values())):
            self._forget()  # another writer was ahead
        for writer in self._writers.values():
            writer.keep()
        reached |= after

    def _places(self, source: str, after: dict[str, Mark]) -> list[Document]:
        """The one position of the views that stand furthest, and one of its own for each that comes after."""
        furthest = max(after.values(), key=_position)
        together = {
            name: writer.generation
            for name, writer in self._writers.items()
            if after[name].position == furthest.position
        }
        behind = [writer for name, writer in self._writers.items() if name not in together]
        return [
            shared_position(source, furthest, together, self._beginnings[source]),
            *(position_document(one.view, one.generation, source, after[one.view.name]) for one in behind),
        ]

    def _forget(self) -> None:
        for writer in self._writers.values():
            writer.forget()

    async def _follow(self) -> bool:
        """Turn to the generations that serve now; whether any is another than before."""
        found = await pointers(self._documents, self._views)
        moved = False
        for view in self._views:
            serving, writer = found[view.name].serving, self._writers.get(view.name)
            if writer is None or writer.generation != serving:
                moved = moved or writer is not None
                self._serve(view, serving or await Generations(self._documents, view).serve())
        return moved

    def _serve(self, view: View, generation: int) -> None:
        self._marks.clear()
        self._writers[view.name] = GenerationWriter(
            self._documents, view, generation, self._cached, self._setting
        )

    async def _reached(self, source: str) -> dict[str, Mark]:
        if source not in self._marks:
            self._beginnings[source] = await beginning(self._documents, source)
            self._marks[source] = {
                writer.view.name: await Generations(self._documents, writer.view).mark(
                    writer.generation, source
                )
                for writer in self._writers.values()
            }
        return self._marks[source]


async def rebuild(
    documents: Documents,
    view: View,
    sources: Mapping[str, AsyncIterable[Sequence[RecordedEvent]]],
    progress: Progress | None = None,
    epoch: int = 1,
) -> int:
    """Build a view anew from the beginning of its sources while the old generation serves; then switch.

    Each source ends where its log ends now; the projector goes on from there. A rebuild that breaks off
    leaves the old generation serving, and the next one begins again from zero. Returns the new generation.
    Raises `RebuildOvertaken` when another rebuild of the view begins meanwhile.
    """
    generations = Generations(documents, view)
    setting = Setting(documents)
    writer = GenerationWriter(documents, view, await generations.begin(), CACHED_DOCUMENTS, setting)
    for source, batches in sources.items():
        done = 0
        async for events in batches:
            if not events:
                continue
            if (await generations.pointer()).building != writer.generation:
                raise RebuildOvertaken(view=view.name)
            changes: dict[str, Sequence[Document]] = dict(await writer.work_out(events))
            mark = _mark_at(source, events[-1], epoch)
            place = position_document(view, writer.generation, source, mark)
            await setting.write({**changes, READ_MODELS: [place]})
            writer.keep()
            done += len(events)
            if progress is not None:
                progress(source, done)
    await generations.switch(writer.generation)
    return writer.generation


def _position(mark: Mark) -> int:
    return mark.position


def _least(marks: Mapping[str, Mark]) -> int:
    return min(mark.position for mark in marks.values())


def _mark_at(source: str, event: RecordedEvent, epoch: int) -> Mark:
    told = identity(event_id(source, event.stream, event.version), event.recorded_at)
    return Mark(_place(event), told, epoch)


def _place(event: RecordedEvent) -> int:
    if event.notification_id is None:
        raise ValueError(f"{event.stream} version {event.version} has no place in a log yet")
    return event.notification_id
