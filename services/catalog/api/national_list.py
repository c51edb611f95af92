"""The list of procedures in force, over all agencies, read agency by agency."""

from collections.abc import AsyncIterator, Sequence
from datetime import date

from services.catalog.domain.procedure.procedure import ProcedureKind
from services.catalog.national_list.fields import ListField
from services.catalog.national_list.rows import Cell, Source, row_of
from services.catalog.queries.edition.contents import EditionContents
from services.catalog.queries.organisation.agencies import OrganisationQueries


class NationalList:
    """Reads the list agency by agency, so that no more than one agency's procedures are held."""

    def __init__(
        self, contents: EditionContents, queries: OrganisationQueries, fields: Sequence[ListField]
    ) -> None:
        self._contents = contents
        self._queries = queries
        self.fields = fields

    async def rows(self, kind: ProcedureKind, on: date) -> AsyncIterator[list[dict[str, Cell]]]:
        """The rows of each agency that has procedures of the kind in force on the day."""
        for agency in await self._queries.agencies():
            edition = await self._contents.in_force(agency.agency, on)
            if edition is None:
                continue
            content = await self._contents.issued(agency.agency, edition.edition)
            chosen = [one for one in content.procedures if one.kind is kind]
            if chosen:
                yield [row_of(Source.of(agency, edition, one), self.fields) for one in chosen]
