"""The questions asked of simplification programmes."""

from collections.abc import Sequence

from services.catalog.views.simplification import (
    PROGRAMMES,
    PROPOSALS,
    SIMPLIFICATION_VIEW,
    ProgrammeDocument,
    ProposalDocument,
)
from shared.documents.port import Documents
from shared.documents.query import any_of, asc, eq
from shared.documents.reader import Reader


class SimplificationQueries:
    """The questions that the programmes' read model answers."""

    def __init__(self, documents: Documents) -> None:
        self._reader = Reader(documents, SIMPLIFICATION_VIEW)

    async def programmes(self, agencies: Sequence[str] | None) -> list[ProgrammeDocument]:
        """The programmes of these agencies and of the whole province; None: all. The oldest first."""
        found = await self._reader.all(PROGRAMMES, (), [asc("opened_at")])
        return [one for one in found if agencies is None or one.agency in (None, *agencies)]

    async def programme(self, programme: str) -> ProgrammeDocument | None:
        """One programme, or None."""
        return await self._reader.one(PROGRAMMES, programme)

    async def proposals(self, programme: str, agencies: Sequence[str] | None) -> list[ProposalDocument]:
        """A programme's proposals for these agencies (None: all), by number."""
        where = [eq("programme", programme)]
        where += [] if agencies is None else [any_of("agency", agencies)]
        return await self._reader.all(PROPOSALS, where, [asc("proposal")])
