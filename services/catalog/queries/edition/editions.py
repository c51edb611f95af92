"""The questions that the read model of catalogues answers."""

from dataclasses import dataclass

from services.catalog.domain.edition.catalogue import catalogue_key
from services.catalog.views.edition.documents import (
    CATALOGUE_VIEW,
    EDITIONS,
    PROCEDURES,
    EditionDocument,
    ProcedureDocument,
)
from shared.documents.port import Documents
from shared.documents.query import desc, eq
from shared.documents.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeEdition:
    """An edition with its procedures in full, in their order."""

    edition: EditionDocument
    procedures: list[ProcedureDocument]


class EditionQueries:
    """The editions of an agency, and their procedures."""

    def __init__(self, documents: Documents) -> None:
        self._catalogues = Reader(documents, CATALOGUE_VIEW)

    async def editions(self, agency: str) -> list[EditionDocument]:
        """The editions of an agency's catalogue, the newest first."""
        return await self._catalogues.all(EDITIONS, [eq("agency", agency)], [desc("edition")])

    async def edition_version(self, agency: str, edition: int) -> int:
        """Up to which version of its stream an edition is shown; 0 where it isn't yet."""
        found = await self._catalogues.one(EDITIONS, catalogue_key(agency, edition))
        return 0 if found is None else found.version

    async def edition(self, agency: str, edition: int) -> WholeEdition | None:
        """One edition, or None."""
        key = catalogue_key(agency, edition)
        found = await self._catalogues.one(EDITIONS, key)
        if found is None:
            return None
        ids = [f"{key}/{code}" for code in found.procedures]
        documents = await self._catalogues.get_many(PROCEDURES.name, ids)
        procedures = [documents[id].body for id in ids if id in documents]
        return WholeEdition(edition=found, procedures=procedures)
