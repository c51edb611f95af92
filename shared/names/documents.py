"""Names beside codes: a read model that answers ask for all names of a page at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.documents.port import Collection, Documents
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.reader import Reader
from shared.names.following import Named, NameReplicated


@dataclass(slots=True, kw_only=True)
class NameDocument:
    """What something is called, and its parts by their codes: a procedure's steps."""

    name: str
    parts: dict[str, str] = field(default_factory=dict)


NAMES = Collection("names", document=NameDocument)


def name_key(agency: str, kind: str, code: str) -> str:
    """The id of a name's document."""
    return f"{kind}:{agency}:{code}"


def _key(event: RecordedEvent) -> list[Key]:
    return [(NAMES.name, name_key(event.event.agency, event.event.kind, event.event.code))]


NAMES_VIEW = View("names", NAMES, keys=_key)


@NAMES_VIEW.on(NameReplicated)
def _named(event: RecordedEvent, session: ProjectionSession) -> None:
    ((collection, key),) = _key(event)
    session.put(collection, key, NameDocument(name=event.event.name), event.version)


class NameBook:
    """The names of a page."""

    def __init__(self, found: Mapping[str, NameDocument]) -> None:
        self._found = found

    def name(self, agency: str, kind: Named, code: str | None) -> str | None:
        """What it is called; None: not known, or nobody."""
        found = self._found.get(name_key(agency, kind, code)) if code is not None else None
        return found.name if found is not None else None

    def part(self, agency: str, kind: Named, code: str, part: str) -> str | None:
        """What a part of it is called; None: not known."""
        found = self._found.get(name_key(agency, kind, code))
        return found.parts.get(part) if found is not None else None


class NameQueries:
    """What things are called, as a service has been told."""

    def __init__(self, documents: Documents, view: View = NAMES_VIEW) -> None:
        self._reader = Reader(documents, view)

    async def book(self, wanted: Iterable[tuple[str, Named, str | None]]) -> NameBook:
        """All these names at once."""
        keys = {name_key(agency, kind, code) for agency, kind, code in wanted if code is not None}
        found = await self._reader.get_many(NAMES.name, sorted(keys))
        return NameBook({key: one.body for key, one in found.items()})
