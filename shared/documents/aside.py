"""Documents that their store refuses, such as one that is too large: they stand aside, and the others go on.

What is aside isn't written any more, since what it lacks would be missing in all that comes after; a rebuild
tries it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from shared.documents.generations import pointers
from shared.documents.port import Document, DocumentRefused, Documents
from shared.documents.projection import View

SET_ASIDE = "_set_aside"
Stored = tuple[str, str]  #: a generation's full name and a document's id

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A document that can't be written."""

    view: str
    collection: str
    generation: int
    id: str
    reason: str


class Setting:
    """Writes documents, and sets those aside that are refused. For who writes one view or several."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._known: set[Stored] | None = None

    async def known(self) -> set[Stored]:
        """What is aside, by the names that it would be stored under."""
        if self._known is None:
            found = await self._documents.find(SET_ASIDE)
            self._known = {(str(one.body["stored"]), str(one.body["id"])) for one in found}
        return self._known

    async def write(self, changes: Mapping[str, Sequence[Document]]) -> int:
        """Write what isn't aside and isn't refused; how many documents were written, as `Documents.write`."""
        known = await self.known()
        wanted = {
            stored: [one for one in documents if (stored, one.id) not in known]
            for stored, documents in changes.items()
        }
        try:
            return await self._documents.write(wanted)
        except DocumentRefused:
            return await self._write_each(wanted)

    async def _write_each(self, changes: Mapping[str, Sequence[Document]]) -> int:
        written = 0
        for stored, documents in changes.items():
            for one in documents:
                try:
                    written += await self._documents.upsert(stored, [one])
                except DocumentRefused as error:
                    await self.put(stored, one.id, one.version, str(error))
        return written

    async def put(self, stored: str, id: str, version: int, reason: str) -> None:
        """Set a document aside, once."""
        known = await self.known()
        if (stored, id) in known:
            return
        collection, _, generation = stored.partition("@")
        body = {"stored": stored, "collection": collection, "generation": int(generation), "id": id}
        record = Document(f"{stored}/{id}", version, {**body, "reason": reason})
        await self._documents.upsert(SET_ASIDE, [record])
        known.add((stored, id))
        log.error("a document is set aside", collection=stored, id=id, reason=reason)


async def set_aside(documents: Documents, views: Sequence[View]) -> list[SetAside]:
    """What is aside in the generations that serve."""
    serving = await pointers(documents, views)
    found = await documents.find(SET_ASIDE)
    told = ("collection", "generation", "id", "reason")
    return [
        SetAside(view=view.name, **{name: one.body[name] for name in told})
        for view in views
        for one in found
        if one.body["collection"] in {collection.name for collection in view.collections}
        and one.body["generation"] == serving[view.name].serving
    ]
