"""What everybody may read of the catalogue: editions that are issued, and their procedures; never a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.catalog.domain.edition.catalogue import EditionState, catalogue_key
from services.catalog.queries.edition.search_index import SearchIndex
from services.catalog.queries.edition.search_memory import Asked
from services.catalog.views.edition.catalogues import CATALOGUE_VIEW, PROCEDURES, ProcedureStatus
from services.catalog.views.edition.documents import EDITIONS, EditionDocument
from services.catalog.views.organisation.agencies import AGENCY_VIEW
from services.catalog.views.organisation.documents import AGENCIES, AgencyDetails
from shared.documents.port import Documents
from shared.documents.query import any_of, asc, desc, eq
from shared.documents.reader import Reader

#: An edition that has been issued stays readable, whatever became of it. Named one by one: no further state
#: of a draft becomes public by being forgotten here.
ISSUED = (EditionState.ISSUED, EditionState.IN_FORCE, EditionState.SUPERSEDED, EditionState.WITHDRAWN)

_OF_ISSUE = (
    "decision_number",
    "decision_date",
    "signed_by",
    "in_force_from",
    "working_calendar",
    "issued_at",
)
_OF_END = ("superseded_by", "ended_at")
_OF_WITHDRAWAL = ("reason", "decision_number", "decision_date")
_OF_CORRECTION = ("corrected", "reason", "corrected_at")
SUMMARY = ("procedure", "name", "kind", "time_limit", "edition", "position", "in_force_from")


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
        issued = [one.body for one in documents.values() if one.body["status"] == ProcedureStatus.ISSUED]
        procedures = sorted(({name: one[name] for name in SUMMARY} for one in issued), key=_position)
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
        if found is None or of is None or found.body["status"] != ProcedureStatus.ISSUED:
            return None
        body = {**found.body, "status": of.status, "version": max(found.version, of.version)}
        if "corrections" in body:
            body["corrections"] = [
                {name: one[name] for name in _OF_CORRECTION} for one in body["corrections"]
            ]
        return body | _ends(of)

    async def procedure_in_force(self, agency: str, code: str, on: date) -> dict[str, Any] | None:
        """A procedure in force on a day, in full; or None."""
        number = await self._index.in_force(agency, on)
        return await self.procedure(agency, number, code) if number is not None else None

    async def search(self, asked: Asked, on: date, limit: int, after: str | None) -> Hits:
        """What is in force on the day and fits, the best first. Raises `UnknownPlace`."""
        found = await self._index.search(asked, on, limit, after)
        documents = await self._catalogues.get_many(PROCEDURES.name, found.ids)
        bodies = [documents[id].body for id in found.ids if id in documents]
        names = await self._agencies.get_many(AGENCIES.name, list({one["agency"] for one in bodies}))
        procedures = [
            {
                "agency": one["agency"],
                "agency_name_vi": names[one["agency"]].body.name_vi if one["agency"] in names else None,
                "agency_name_en": names[one["agency"]].body.name_en if one["agency"] in names else None,
                **{name: one[name] for name in SUMMARY},
            }
            for one in bodies
        ]
        return Hits(found.total, procedures, found.ids[-1] if found.more and found.ids else None)


def agency_of(agency: AgencyDetails) -> dict[str, Any]:
    """What the public pages say of an agency."""
    return {name: getattr(agency, name) for name in ("agency", "kind", "name_vi", "name_en", "parent")}


def edition_of(edition: EditionDocument) -> dict[str, Any]:
    """What the public pages say of an edition: the decision's signer, and nobody else."""
    return {
        **_picked(edition, ("agency", "edition", "status")),
        **_picked(edition.issue, _OF_ISSUE),
        **_picked(edition.entry, ("entered_at",)),
        **_picked(edition, (*_OF_END, "version")),
        **_ends(edition),
    }


def _ends(edition: EditionDocument) -> dict[str, Any]:
    withdrawal = _picked(edition.withdrawal, _OF_WITHDRAWAL)
    return _picked(edition, _OF_END) | ({"withdrawal": withdrawal} if withdrawal else {})


def _picked(document: object, names: Sequence[str]) -> dict[str, Any]:
    """What the document says under these names, without what hasn't come."""
    said = {name: getattr(document, name, None) for name in names}
    return {name: value for name, value in said.items() if value is not None}


def _position(one: dict[str, Any]) -> int:
    return int(one["position"])
