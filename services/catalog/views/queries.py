"""The questions that the read models answer."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from services.catalog import domain
from services.catalog.domain import AgencyKind
from services.catalog.domain.entering import VIETNAM
from services.catalog.views.agencies import AGENCIES, AGENCY_VIEW, DIVISIONS, OFFICIALS
from services.catalog.views.catalogues import CATALOGUE_VIEW, EDITIONS, PROCEDURES, ProcedureStatus
from shared.documents.port import Documents
from shared.documents.query import Condition, asc, desc, eq, lte
from shared.documents.reader import Reader
from shared.documents.values import parse_instant


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

    async def tree(self) -> list[dict[str, Any]]:
        """All agencies, each with those that stand under it as its `children`."""
        children: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
        for agency in await self.agencies():
            children[agency["parent"]].append(agency)
        for agencies in list(children.values()):
            for agency in agencies:
                agency["children"] = children.get(agency["agency"], [])
        return children.get(None, [])

    async def agency(self, code: str) -> dict[str, Any] | None:
        """One agency, or None."""
        found = await self._agencies.get(AGENCIES.name, code)
        return _shown(found.body) if found is not None else None

    async def divisions(self, agency: str) -> list[dict[str, Any]]:
        """An agency's divisions, by code."""
        found = await self._agencies.find(DIVISIONS.name, [eq("agency", agency)], [asc("division")])
        return [one.body for one in found]

    async def officials(self, agency: str) -> list[dict[str, Any]]:
        """An agency's officials, in the order of their given names."""
        found = await self._agencies.find(OFFICIALS.name, [eq("agency", agency)], [asc("sort")])
        return [_shown(one.body) for one in found]

    async def editions(self, agency: str) -> list[dict[str, Any]]:
        """The editions of an agency's catalogue, the newest first."""
        found = await self._catalogues.find(EDITIONS.name, [eq("agency", agency)], [desc("edition")])
        return [one.body for one in found]

    async def edition(self, agency: str, edition: int) -> dict[str, Any] | None:
        """One edition with its procedures in full, in their order, or None."""
        key = domain.catalogue_key(agency, edition)
        found = await self._catalogues.get(EDITIONS.name, key)
        if found is None:
            return None
        ids = [f"{key}/{code}" for code in found.body["procedures"]]
        documents = await self._catalogues.get_many(PROCEDURES.name, ids)
        return {**found.body, "procedures": [documents[id].body for id in ids if id in documents]}

    async def procedures_in_force(
        self, agency: str, on: date, code: str | None = None
    ) -> Sequence[dict[str, Any]]:
        """The procedures of the edition in force on that day, in the catalogue's order."""
        edition = await self.edition_in_force(agency, on)
        if edition is None:
            return []
        where = [
            eq("agency", agency),
            eq("status", ProcedureStatus.ISSUED.value),
            eq("edition", edition),
        ]
        if code is not None:
            where.append(eq("procedure", code))
        return [one.body for one in await self._catalogues.find(PROCEDURES.name, where, [asc("position")])]

    async def edition_in_force(self, agency: str, on: date) -> int | None:
        """The edition in force on that day, by the facts: the sweeper may not have come round yet.

        It is the newest whose first day has come and whose procedures are all told. One that was withdrawn
        before its first day never was in force; after one withdrawn later, nothing is until the next begins.
        """
        where = [eq("agency", agency), lte("in_force_from", on.isoformat())]
        for one in await self._catalogues.find(EDITIONS.name, where, [desc("edition")]):
            body = one.body
            withdrawn_on = _withdrawn_on(body)
            never_began = withdrawn_on is not None and "entered_at" not in body
            if never_began or body["told"] < len(body["procedures"]):
                continue
            ended = withdrawn_on is not None and withdrawn_on <= on.isoformat()
            return None if ended else int(body["edition"])
        return None


def _withdrawn_on(body: dict[str, Any]) -> str | None:
    """The day in Vietnam on which the edition was withdrawn."""
    if "withdrawal" not in body:
        return None
    return parse_instant(body["ended_at"]).astimezone(VIETNAM).date().isoformat()


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != "sort"}
