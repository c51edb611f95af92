"""What everybody may read of the catalogue: editions that are issued, and their procedures; never a draft."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.catalog.domain.edition.catalogue import EditionState, catalogue_key
from services.catalog.queries.edition.public import agency_of, edition_of, in_short, procedure_of
from services.catalog.queries.edition.search_index import SearchIndex
from services.catalog.queries.edition.search_memory import Asked
from services.catalog.views.edition.documents import (
    CATALOGUE_VIEW,
    EDITIONS,
    PROCEDURES,
    ProcedureDocument,
    ProcedureStatus,
)
from services.catalog.views.organisation.agencies import AGENCY_VIEW
from services.catalog.views.organisation.documents import AGENCIES
from shared.documents.port import Documents
from shared.documents.query import any_of, asc, desc, eq
from shared.documents.reader import Reader

#: An edition that has been issued stays readable, whatever became of it. Named one by one: no further state
#: of a draft becomes public by being forgotten here.
ISSUED = (EditionState.ISSUED, EditionState.IN_FORCE, EditionState.SUPERSEDED, EditionState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what was found, and how much there is in all."""

    total: int
    procedures: list[dict[str, Any]]
    next: str | None  #: the id of the last one on the page, where more follows


class ReadingQueries:
    """The questions that everybody may ask, without signing in."""

    def __init__(self, documents: Documents, source: str) -> None:
        self._agencies = Reader(documents, AGENCY_VIEW)
        self._catalogues = Reader(documents, CATALOGUE_VIEW)
        self._index = SearchIndex(documents, source)

    async def agencies(self) -> list[dict[str, Any]]:
        """The agencies that have issued a catalogue, in the order of their Vietnamese names."""
        where = [any_of("status", ISSUED)]
        groups = await self._catalogues.group_count(EDITIONS.name, "agency", where)
        issued = {str(group.values[0]): group.count for group in groups}
        named = await self._agencies.all(AGENCIES, [any_of("agency", issued)], [asc("sort")])
        return [{**agency_of(one), "editions": issued[one.agency]} for one in named]

    async def agency(self, code: str) -> dict[str, Any] | None:
        """One agency, or None."""
        found = await self._agencies.one(AGENCIES, code)
        return agency_of(found) if found is not None else None

    async def editions(self, agency: str) -> list[dict[str, Any]]:
        """The issued editions of an agency's catalogue, the newest first."""
        where = [eq("agency", agency), any_of("status", ISSUED)]
        return [edition_of(one) for one in await self._catalogues.all(EDITIONS, where, [desc("edition")])]

    async def number_before(self, agency: str, edition: int) -> int | None:
        """The issued edition before this one; numbers of drafts that were discarded are left out."""
        earlier = (one["edition"] for one in await self.editions(agency) if one["edition"] < edition)
        return next(earlier, None)

    async def edition(self, agency: str, edition: int) -> dict[str, Any] | None:
        """One issued edition, with its procedures in short; or None."""
        key = catalogue_key(agency, edition)
        found = await self._catalogues.one(EDITIONS, key)
        if found is None or found.status not in ISSUED:
            return None
        documents = await self._catalogues.get_many(
            PROCEDURES.name, [f"{key}/{code}" for code in found.procedures]
        )
        issued = [one.body for one in documents.values() if one.body.status == ProcedureStatus.ISSUED]
        procedures = sorted(map(in_short, issued), key=_position)
        return {**edition_of(found), "procedures": procedures}

    async def edition_in_force(self, agency: str, on: date) -> dict[str, Any] | None:
        """The edition in force on a day, with its procedures in short; or None."""
        number = await self._index.in_force(agency, on)
        return await self.edition(agency, number) if number is not None else None

    async def procedure(self, agency: str, edition: int, code: str) -> dict[str, Any] | None:
        """A procedure of an issued edition in full, with how the edition stands; or None."""
        key = catalogue_key(agency, edition)
        found = await self._catalogues.get(PROCEDURES.name, f"{key}/{code}")
        of = await self._catalogues.one(EDITIONS, key)
        if found is None or of is None or found.body.status != ProcedureStatus.ISSUED:
            return None
        return procedure_of(found.body, of, max(found.version, of.version))

    async def procedure_in_force(self, agency: str, code: str, on: date) -> dict[str, Any] | None:
        """A procedure in force on a day, in full; or None."""
        number = await self._index.in_force(agency, on)
        return await self.procedure(agency, number, code) if number is not None else None

    async def search(self, asked: Asked, on: date, limit: int, after: str | None) -> Hits:
        """What is in force on the day and fits, the best first. Raises `UnknownPlace`."""
        found = await self._index.search(asked, on, limit, after)
        documents = await self._catalogues.get_many(PROCEDURES.name, found.ids)
        bodies: list[ProcedureDocument] = [documents[id].body for id in found.ids if id in documents]
        names = await self._agencies.get_many(AGENCIES.name, list({one.agency for one in bodies}))
        procedures = [
            {
                "agency": one.agency,
                "agency_name_vi": names[one.agency].body.name_vi if one.agency in names else None,
                "agency_name_en": names[one.agency].body.name_en if one.agency in names else None,
                **in_short(one),
            }
            for one in bodies
        ]
        return Hits(found.total, procedures, found.ids[-1] if found.more and found.ids else None)


def _position(one: dict[str, Any]) -> int:
    return int(one["position"])
