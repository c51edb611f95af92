"""Which generation of a view serves, which one is being built, and how far each has read its sources.

A pointer per view, and a position per generation and source, are documents of `_read_models`; a pointer
changes by compare-and-set on its version.
"""

from dataclasses import dataclass

from shared.documents.port import Document, Documents
from shared.documents.projection import View
from shared.errors import Refusal

READ_MODELS = "_read_models"


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


class Generations:
    """The generations of one view."""

    def __init__(self, documents: Documents, view: View) -> None:
        self._documents = documents
        self._view = view

    async def pointer(self) -> Pointer:
        """The pointer as it is now."""
        found = await self._documents.get(READ_MODELS, self._view.name)
        if found is None:
            return Pointer()
        body = found.body
        return Pointer(found.version, body["serving"], body["building"], body["last"])

    async def position(self, generation: int, source: str) -> int:
        """The notification id that a generation has read a source up to; 0 before the first."""
        name = position_document(self._view, generation, source, 0).id
        found = await self._documents.get(READ_MODELS, name)
        return found.version if found is not None else 0

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
