"""The questions that the read model of agencies answers."""

from datetime import date
from typing import Any

from services.catalog.domain.organisation.agency_events import AgencyKind
from services.catalog.queries.organisation.as_of import as_of, successors_of, tree_of, waves_of
from services.catalog.views.organisation.agencies import AGENCIES, AGENCY_VIEW, DIVISIONS, OFFICIALS
from shared.documents.port import Documents
from shared.documents.query import Condition, asc, eq
from shared.documents.reader import Reader


class OrganisationQueries:
    """Agencies with their divisions and officials, as they are and as of a day."""

    def __init__(self, documents: Documents) -> None:
        self._agencies = Reader(documents, AGENCY_VIEW)

    async def agencies(self, kind: AgencyKind | None = None, wave: int | None = None) -> list[dict[str, Any]]:
        """All agencies that fit, in the order of their Vietnamese names."""
        where: list[Condition] = []
        if kind is not None:
            where.append(eq("kind", kind.value))
        if wave is not None:
            where.append(eq("wave", wave))
        return [_shown(one.body) for one in await self._agencies.find(AGENCIES.name, where, [asc("sort")])]

    async def tree(self, on: date) -> list[dict[str, Any]]:
        """The agencies of a day, each with those that stood under it as its `children`."""
        return tree_of(await self.agencies(), on)

    async def waves(self, on: date) -> list[dict[str, Any]]:
        """How far each rollout wave is on a day."""
        return waves_of(await self.agencies(), on)

    async def successors(self, agency: str, on: date) -> tuple[str, ...]:
        """Who does an agency's work on a day: itself while it exists."""
        return successors_of(agency, await self.agencies(), on)

    async def agencies_from(self, on: date) -> list[dict[str, Any]]:
        """The agencies that are there on a day or will be, as they are called and stand on that day."""
        return [
            as_of(one, on)
            for one in await self.agencies()
            if one.get("ended_from") is None or on.isoformat() < one["ended_from"]
        ]

    async def agency(self, code: str) -> dict[str, Any] | None:
        """One agency, or None."""
        found = await self._agencies.get(AGENCIES.name, code)
        return _shown(found.body) if found is not None else None

    async def divisions(self, agency: str) -> list[dict[str, Any]]:
        """An agency's open divisions, by code."""
        found = await self._agencies.find(DIVISIONS.name, [eq("agency", agency)], [asc("division")])
        return [one.body for one in found if one.body.get("closed_at") is None]

    async def officials(self, agency: str) -> list[dict[str, Any]]:
        """An agency's present officials, in the order of their given names."""
        found = await self._agencies.find(OFFICIALS.name, [eq("agency", agency)], [asc("sort")])
        return [_shown(one.body) for one in found if one.body.get("left_at") is None]


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != "sort"}
