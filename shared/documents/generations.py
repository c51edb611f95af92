"""Which generation of a view serves, which one is being built, and how far each has read its sources.

A pointer per view is a document of `_read_models`; it changes by compare-and-set on its version. Views that
are followed together have one position a source, which says of which generations it is true; a generation
that isn't among them, since it is being built or has just begun to serve, has one of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.documents.port import Document, Documents
from shared.documents.projection import View
from shared.errors import Refusal

READ_MODELS = "_read_models"
#: The version of a position that several views share: how often it began again, then the position itself.
_POSITION_BITS = 44


class RebuildOvertaken(Refusal):
    """Another rebuild of the same view began while this one ran; this one will not serve."""

    code = "rebuild-overtaken"
    vi = "Việc dựng lại dữ liệu tra cứu {view} đã bị một lần dựng lại khác thay thế."
    en = "The rebuild of the read model {view} was overtaken by another one."


@dataclass(frozen=True, slots=True)
class Pointer:
    """A view's generations. Numbers are never used again; 0: none."""

    version: int = 0
    serving: int = 0
    building: int = 0
    last: int = 0  #: the highest number that was ever given


@dataclass(frozen=True, slots=True)
class Mark:
    """The event that a view stands at: everything of its source was taken up to it."""

    position: int = 0  #: its notification id; 0 before the first
    identity: str = ""  #: what tells it from another history's event with that id; empty: not noted
    epoch: int = 0  #: of the source's store when it was taken; 0: not noted


def position_document(view: View, generation: int, source: str, mark: Mark) -> Document:
    """That a generation has taken everything of a source up to an event.

    The position is the version, so that an older one is never written over a newer one.
    """
    body = {"view": view.name, "generation": generation, "source": source, **_told(mark)}
    return Document(f"{view.name}@{generation}:{source}", mark.position, body)


def shared_position(source: str, mark: Mark, generations: Mapping[str, int], beginning: int = 0) -> Document:
    """That these generations, by view, have taken everything of a source up to an event.

    `beginning`: how often all of them began again, since the source's store was set back.
    """
    body = {"source": source, "views": dict(generations), **_told(mark)}
    return Document(_shared_name(source), (beginning << _POSITION_BITS) + mark.position, body)


async def beginning(documents: Documents, source: str) -> int:
    """How often the views that share a position in a source began again."""
    found = await documents.get(READ_MODELS, _shared_name(source))
    return found.version >> _POSITION_BITS if found is not None else 0


async def begin_again(documents: Documents, source: str) -> None:
    """Let the position that views share count for none of them; they have been built anew."""
    again = shared_position(source, Mark(), {}, await beginning(documents, source) + 1)
    await documents.upsert(READ_MODELS, [again])


def _told(mark: Mark) -> dict[str, int | str]:
    return {"position": mark.position, "identity": mark.identity, "epoch": mark.epoch}


def _mark(found: Document | None) -> Mark:
    if found is None:
        return Mark()
    body = found.body
    return Mark(found.version % (1 << _POSITION_BITS), body.get("identity", ""), body.get("epoch", 0))


def _shared_name(source: str) -> str:
    return f"*:{source}"


async def pointers(documents: Documents, views: Sequence[View]) -> dict[str, Pointer]:
    """The pointers of several views, by name, in one read."""
    found = await documents.get_many(READ_MODELS, [view.name for view in views])
    return {view.name: _pointer(found.get(view.name)) for view in views}


def _pointer(found: Document | None) -> Pointer:
    if found is None:
        return Pointer()
    body = found.body
    return Pointer(found.version, body["serving"], body["building"], body["last"])


class Generations:
    """The generations of one view."""

    def __init__(self, documents: Documents, view: View) -> None:
        self._documents = documents
        self._view = view

    async def pointer(self) -> Pointer:
        """The pointer as it is now."""
        return _pointer(await self._documents.get(READ_MODELS, self._view.name))

    async def position(self, generation: int, source: str) -> int:
        """The notification id that a generation has read a source up to; 0 before the first."""
        return (await self.mark(generation, source)).position

    async def mark(self, generation: int, source: str) -> Mark:
        """The event of the source that a generation stands at."""
        own, shared = position_document(self._view, generation, source, Mark()).id, _shared_name(source)
        found = await self._documents.get_many(READ_MODELS, [own, shared])
        together = found.get(shared)
        counts = together is not None and together.body["views"].get(self._view.name) == generation
        marks = (_mark(found.get(own)), _mark(together if counts else None))
        return max(marks, key=lambda mark: mark.position)

    async def serve(self) -> int:
        """The generation that serves, made first if there is none, and given the indexes that it lacks."""
        while not (pointer := await self.pointer()).serving:
            first = pointer.last + 1
            await self._create(first)
            await self._point(pointer, serving=first, building=pointer.building, last=first)
        await self._create(pointer.serving)
        return pointer.serving

    async def begin(self) -> int:
        """A new, empty generation to be built. What an earlier rebuild has left half-written goes."""
        while True:
            pointer = await self.pointer()
            new = pointer.last + 1
            if await self._point(pointer, serving=pointer.serving, building=new, last=new):
                break
        await self.sweep()
        await self._create(new)
        return new

    async def switch(self, built: int) -> None:
        """Let the generation that was built serve, in one step, and drop the one that served before.

        Raises `RebuildOvertaken` if another one is being built meanwhile.
        """
        while True:
            pointer = await self.pointer()
            if pointer.building != built:
                raise RebuildOvertaken(view=self._view.name)
            if await self._point(pointer, serving=built, building=0, last=pointer.last):
                break
        await self.sweep()

    async def sweep(self) -> None:
        """Drop every generation that neither serves nor is being built."""
        pointer = await self.pointer()
        for collection in self._view.collections:
            for generation in await self._documents.generations(collection.name):
                if generation not in (pointer.serving, pointer.building):
                    await self._documents.drop(collection.name, generation)

    async def _create(self, generation: int) -> None:
        for collection in self._view.collections:
            await self._documents.create(collection, generation)

    async def _point(self, before: Pointer, *, serving: int, building: int, last: int) -> bool:
        body = {"view": self._view.name, "serving": serving, "building": building, "last": last}
        document = Document(self._view.name, before.version + 1, body)
        return await self._documents.upsert(READ_MODELS, [document]) == 1
