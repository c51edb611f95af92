"""The questions asked of simplification programmes."""

from collections.abc import Sequence
from typing import Any

from services.catalog.views.simplification import PROGRAMMES, PROPOSALS, SIMPLIFICATION_VIEW
from shared.documents.port import Documents
from shared.documents.query import any_of, asc, eq
from shared.documents.reader import Reader


class SimplificationQueries:
    """The questions that the programmes' read model answers."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, SIMPLIFICATION_VIEW)

    async def programmes(self, agencies: Sequence[str] | None) -> list[dict[str, Any]]:
        """The programmes of these agencies and of the whole province; None: all. The oldest first."""
        found = await self._reader.find(PROGRAMMES.name, (), [asc("opened_at")])
        bodies = [one.body for one in found]
        return [one for one in bodies if agencies is None or one["agency"] in (None, *agencies)]

    async def programme(self, programme: str) -> dict[str, Any] | None:
        """One programme, or None."""
        found = await self._reader.get(PROGRAMMES.name, programme)
        return found.body if found is not None else None

    async def proposals(self, programme: str, agencies: Sequence[str] | None) -> list[dict[str, Any]]:
        """A programme's proposals for these agencies (None: all), by number."""
        where = [eq("programme", programme)]
        where += [] if agencies is None else [any_of("agency", agencies)]
        return [one.body for one in await self._reader.find(PROPOSALS.name, where, [asc("proposal")])]
