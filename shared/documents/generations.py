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
_NOWHERE = Document("", 0, {})


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


def position_document(view: View, generation: int, source: str, position: int) -> Document:
    """That a generation has taken everything of a source up to a notification id.

    The position is the version, so that an older one is never written over a newer one.
    """
    body = {"view": view.name, "generation": generation, "source": source, "position": position}
    return Document(f"{view.name}@{generation}:{source}", position, body)


def shared_position(source: str, position: int, generations: Mapping[str, int]) -> Document:
    """That these generations, by view, have taken everything of a source up to a notification id."""
    body = {"source": source, "position": position, "views": dict(generations)}
    return Document(_shared_name(source), position, body)


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
        own, shared = position_document(self._view, generation, source, 0).id, _shared_name(source)
        found = await self._documents.get_many(READ_MODELS, [own, shared])
        together = found.get(shared)
        counts = together is not None and together.body["views"].get(self._view.name) == generation
        return max(one.version for one in (found.get(own), together if counts else None, _NOWHERE) if one)

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
