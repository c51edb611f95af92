"""The questions that the read models answer."""

from datetime import date
from typing import Any

from services.catalog import domain
from services.catalog.domain import AgencyKind
from services.catalog.views.agencies import AGENCIES, AGENCY_VIEW, DIVISIONS, OFFICIALS
from services.catalog.views.catalogues import CATALOGUE_VIEW, EDITIONS, PROCEDURES
from services.catalog.views.organisation import as_of, successors_of, tree_of, waves_of
from shared.documents.port import Documents
from shared.documents.query import Condition, asc, desc, eq
from shared.documents.reader import Reader


class CatalogQueries:
    """The questions that the read models answer."""

    def __init__(self, documents: Documents) -> None:
        self._agencies = Reader(documents, AGENCY_VIEW)
        self._catalogues = Reader(documents, CATALOGUE_VIEW)

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

    async def editions(self, agency: str) -> list[dict[str, Any]]:
        """The editions of an agency's catalogue, the newest first."""
        found = await self._catalogues.find(EDITIONS.name, [eq("agency", agency)], [desc("edition")])
        return [one.body for one in found]

    async def edition_version(self, agency: str, edition: int) -> int:
        """Up to which version of its stream an edition is shown; 0 where it isn't yet."""
        found = await self._catalogues.get(EDITIONS.name, domain.catalogue_key(agency, edition))
        return 0 if found is None else int(found.body["version"])

    async def edition(self, agency: str, edition: int) -> dict[str, Any] | None:
        """One edition with its procedures in full, in their order, or None."""
        key = domain.catalogue_key(agency, edition)
        found = await self._catalogues.get(EDITIONS.name, key)
        if found is None:
            return None
        ids = [f"{key}/{code}" for code in found.body["procedures"]]
        documents = await self._catalogues.get_many(PROCEDURES.name, ids)
        return {**found.body, "procedures": [documents[id].body for id in ids if id in documents]}


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != "sort"}
