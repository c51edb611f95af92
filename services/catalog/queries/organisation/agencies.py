"""The questions that the read model of agencies answers."""

from collections.abc import Sequence
from datetime import date

from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.queries.organisation.as_of import (
    AgencyOnDay,
    Wave,
    as_of,
    has_ended,
    successors_of,
    tree_of,
    waves_of,
)
from services.catalog.views.organisation.agencies import AGENCY_VIEW
from services.catalog.views.organisation.documents import (
    AGENCIES,
    DIVISIONS,
    OFFICIALS,
    AgencyDetails,
    DivisionDocument,
    OfficialDetails,
)
from shared.documents.port import Documents
from shared.documents.query import Condition, asc, eq
from shared.documents.reader import Reader


class OrganisationQueries:
    """Agencies with their divisions and officials, as they are and as of a day."""

    def __init__(self, documents: Documents) -> None:
        self._agencies = Reader(documents, AGENCY_VIEW)

    async def agencies(
        self, kind: AgencyKind | None = None, wave: int | None = None
    ) -> Sequence[AgencyDetails]:
        """All agencies that fit, in the order of their Vietnamese names."""
        where: list[Condition] = []
        if kind is not None:
            where.append(eq("kind", kind.value))
        if wave is not None:
            where.append(eq("wave", wave))
        return await self._agencies.all(AGENCIES, where, [asc("sort")])

    async def tree(self, on: date) -> list[AgencyOnDay]:
        """The agencies of a day, each with those that stood under it as its `children`."""
        return tree_of(await self.agencies(), on)

    async def waves(self, on: date) -> list[Wave]:
        """How far each rollout wave is on a day."""
        return waves_of(await self.agencies(), on)

    async def successors(self, agency: str, on: date) -> tuple[str, ...]:
        """Who does an agency's work on a day: itself while it exists."""
        return successors_of(agency, await self.agencies(), on)

    async def agencies_from(self, on: date) -> list[AgencyOnDay]:
        """The agencies that are there on a day or will be, as they are called and stand on that day."""
        return [as_of(one, on) for one in await self.agencies() if not has_ended(one, on)]

    async def agency(self, code: str) -> AgencyDetails | None:
        """One agency, or None."""
        return await self._agencies.one(AGENCIES, code)

    async def divisions(self, agency: str) -> list[DivisionDocument]:
        """An agency's open divisions, by code."""
        found = await self._agencies.all(DIVISIONS, [eq("agency", agency)], [asc("division")])
        return [one for one in found if one.closed_at is None]

    async def officials(self, agency: str) -> Sequence[OfficialDetails]:
        """An agency's present officials, in the order of their given names."""
        found = await self._agencies.all(OFFICIALS, [eq("agency", agency)], [asc("sort")])
        return [one for one in found if one.left_at is None]
