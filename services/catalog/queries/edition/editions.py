"""The questions that the read model of catalogues answers."""

from typing import Any

from services.catalog.domain.edition.catalogue import catalogue_key
from services.catalog.views.edition.catalogues import CATALOGUE_VIEW, EDITIONS, PROCEDURES
from shared.documents.port import Documents
from shared.documents.query import desc, eq
from shared.documents.reader import Reader


class EditionQueries:
    """The editions of an agency, and their procedures."""

    def __init__(self, documents: Documents) -> None:
        self._catalogues = Reader(documents, CATALOGUE_VIEW)

    async def editions(self, agency: str) -> list[dict[str, Any]]:
        """The editions of an agency's catalogue, the newest first."""
        found = await self._catalogues.find(EDITIONS.name, [eq("agency", agency)], [desc("edition")])
        return [one.body for one in found]

    async def edition_version(self, agency: str, edition: int) -> int:
        """Up to which version of its stream an edition is shown; 0 where it isn't yet."""
        found = await self._catalogues.get(EDITIONS.name, catalogue_key(agency, edition))
        return 0 if found is None else int(found.body["version"])

    async def edition(self, agency: str, edition: int) -> dict[str, Any] | None:
        """One edition with its procedures in full, in their order, or None."""
        key = catalogue_key(agency, edition)
        found = await self._catalogues.get(EDITIONS.name, key)
        if found is None:
            return None
        ids = [f"{key}/{code}" for code in found.body["procedures"]]
        documents = await self._catalogues.get_many(PROCEDURES.name, ids)
        return {**found.body, "procedures": [documents[id].body for id in ids if id in documents]}
