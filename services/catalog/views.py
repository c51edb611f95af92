"""Agencies with their people, and catalogues: the read models, and the questions asked of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from services.catalog import domain
from services.catalog.domain import AgencyKind, Procedure, ProcedureIssued, Stage
from shared.contracts.published import PublishedTimeLimit
from shared.documents.port import Collection, Documents
from shared.documents.projection import Page, RecordedEvent, View
from shared.documents.query import Condition, asc, desc, eq, lte
from shared.documents.reader import Reader
from shared.documents.values import collation_key, instant
from shared.kernel import TimeLimit

AGENCIES = Collection("agencies", indexes=(("kind", "sort"), ("parent",), ("sort",)))
DIVISIONS = Collection("divisions", indexes=(("agency", "division"),))
OFFICIALS = Collection("officials", indexes=(("agency", "sort"),))
EDITIONS = Collection("editions", indexes=(("agency", "edition"),))
PROCEDURES = Collection(
    "procedures", indexes=(("agency", "status", "edition"), ("agency", "procedure", "status"))
)

AGENCY_VIEW = View(
    "agencies", AGENCIES, DIVISIONS, OFFICIALS, keys=lambda event: [(AGENCIES.name, event.key)]
)
CATALOGUE_VIEW = View("catalogues", EDITIONS, PROCEDURES, keys=lambda event: [(EDITIONS.name, event.key)])


class ProcedureStatus(StrEnum):
    """How a procedure stands in its edition."""

    DRAFT = "draft"
    REMOVED = "removed"
    ISSUED = "issued"


# --- agencies ------------------------------------------------------------------------------------


@AGENCY_VIEW.on(domain.AgencyRegistered)
def _registered(event: RecordedEvent, page: Page) -> None:
    agency: domain.AgencyRegistered = event.event
    body = {
        "agency": agency.code,
        "kind": agency.kind.value,
        "name_vi": agency.name_vi,
        "name_en": agency.name_en,
        "parent": agency.parent,
        "wave": agency.wave,
        "working_calendar": agency.working_calendar,
        "valid_from": agency.valid_from.isoformat(),
        "sort": collation_key(agency.name_vi),
    }
    _put_agency(event, page, body)


@AGENCY_VIEW.on(
    domain.DivisionAdded,
    keys=lambda event: [
        (AGENCIES.name, event.key),
        (DIVISIONS.name, f"{event.key}/{event.event.division}"),
    ],
)
def _division_added(event: RecordedEvent, page: Page) -> None:
    added: domain.DivisionAdded = event.event
    body = {
        "agency": event.key,
        "division": added.division,
        "name": added.name,
        "added_at": instant(added.added_at),
    }
    page.put(DIVISIONS.name, f"{event.key}/{added.division}", body, event.version)
    _put_agency(event, page, _body(AGENCIES, event, page))


@AGENCY_VIEW.on(
    domain.OfficialAppointed,
    keys=lambda event: [
        (AGENCIES.name, event.key),
        (OFFICIALS.name, f"{event.key}/{event.event.official}"),
    ],
)
def _appointed(event: RecordedEvent, page: Page) -> None:
    appointed: domain.OfficialAppointed = event.event
    family, _, given = appointed.name.rpartition(" ")
    body = {
        "agency": event.key,
        "official": appointed.official,
        "name": appointed.name,
        "divisions": list(appointed.divisions),
        "position": appointed.position,
        "roles": [role.value for role in appointed.roles],
        "appointed_at": instant(appointed.appointed_at),
        "sort": collation_key(f"{given} {family}"),
    }
    page.put(OFFICIALS.name, f"{event.key}/{appointed.official}", body, event.version)
    _put_agency(event, page, _body(AGENCIES, event, page))


def _put_agency(event: RecordedEvent, page: Page, body: dict[str, Any]) -> None:
    body["version"] = event.version
    page.put(AGENCIES.name, event.key, body, event.version)


def _body(collection: Collection, event: RecordedEvent, page: Page) -> dict[str, Any]:
    body = page.get(collection.name, event.key)
    assert body is not None, f"{event.stream} has no first event"
    return body


# --- catalogues ----------------------------------------------------------------------------------


def _procedure_keys(event: RecordedEvent) -> list[tuple[str, str]]:
    happened = event.event
    code = happened.code if hasattr(happened, "code") else happened.procedure.code
    return [(EDITIONS.name, event.key), (PROCEDURES.name, f"{event.key}/{code}")]


@CATALOGUE_VIEW.on(domain.EditionDrafted)
def _drafted(event: RecordedEvent, page: Page) -> None:
    drafted: domain.EditionDrafted = event.event
    body = {
        "agency": drafted.agency,
        "edition": drafted.edition,
        "status": domain.EditionState.DRAFT.value,
        "drafted_by": drafted.drafted_by,
        "drafted_at": instant(drafted.drafted_at),
        "procedures": [],
        "told": 0,
    }
    _put_edition(event, page, body)


@CATALOGUE_VIEW.on(domain.ProcedureAdded, domain.ProcedureRevised, keys=_procedure_keys)
def _written(event: RecordedEvent, page: Page) -> None:
    written: domain.ProcedureAdded | domain.ProcedureRevised = event.event
    procedure = written.procedure
    content = {
        "agency": written.agency,
        "edition": written.edition,
        "status": ProcedureStatus.DRAFT.value,
        **_content(procedure.code, procedure),
    }
    page.put(PROCEDURES.name, f"{event.key}/{procedure.code}", content, event.version)
    body = _body(EDITIONS, event, page)
    if procedure.code not in body["procedures"]:
        body["procedures"].append(procedure.code)
    _put_edition(event, page, body)


@CATALOGUE_VIEW.on(domain.ProcedureRemoved, keys=_procedure_keys)
def _removed(event: RecordedEvent, page: Page) -> None:
    removed: domain.ProcedureRemoved = event.event
    gone = {
        "agency": removed.agency,
        "edition": removed.edition,
        "status": ProcedureStatus.REMOVED.value,
        "procedure": removed.code,
    }
    page.put(PROCEDURES.name, f"{event.key}/{removed.code}", gone, event.version)
    body = _body(EDITIONS, event, page)
    body["procedures"] = [code for code in body["procedures"] if code != removed.code]
    _put_edition(event, page, body)


@CATALOGUE_VIEW.on(domain.CatalogueIssued)
def _issued(event: RecordedEvent, page: Page) -> None:
    issued: domain.CatalogueIssued = event.event
    body = _body(EDITIONS, event, page)
    body |= {
        "status": domain.EditionState.ISSUED.value,
        "decision_number": issued.decision_number,
        "decision_date": issued.decision_date.isoformat(),
        "signed_by": issued.signed_by,
        "in_force_from": issued.in_force_from.isoformat(),
        "working_calendar": issued.working_calendar,
        "issued_by": issued.issued_by,
        "issued_at": instant(issued.issued_at),
    }
    _put_edition(event, page, body)


@CATALOGUE_VIEW.on(domain.ProcedureIssued, keys=_procedure_keys)
def _procedure_issued(event: RecordedEvent, page: Page) -> None:
    issued: ProcedureIssued = event.event
    content = {
        "agency": issued.agency,
        "edition": issued.edition,
        "status": ProcedureStatus.ISSUED.value,
        **_content(issued.code, issued),
        "position": issued.position,
        "in_force_from": issued.in_force_from.isoformat(),
        "working_calendar": issued.working_calendar,
        "issued_at": instant(issued.issued_at),
    }
    page.put(PROCEDURES.name, f"{event.key}/{issued.code}", content, event.version)
    body = _body(EDITIONS, event, page)
    body["told"] += 1
    _put_edition(event, page, body)


def _put_edition(event: RecordedEvent, page: Page, body: dict[str, Any]) -> None:
    body["version"] = event.version
    page.put(EDITIONS.name, event.key, body, event.version)


def _content(code: str, procedure: Procedure | ProcedureIssued) -> dict[str, Any]:
    return {
        "procedure": code,
        "name": procedure.name,
        "kind": procedure.kind.value,
        "time_limit": _limit(procedure.time_limit),
        "stages": [_stage(stage) for stage in procedure.stages],
    }


def _stage(stage: Stage) -> dict[str, Any]:
    steps = [
        {
            "code": step.code,
            "name": step.name,
            "division": step.division,
            "other_divisions": list(step.other_divisions),
            "content": step.content,
            "time_limit": _limit(step.time_limit),
            "optional": step.optional,
        }
        for step in stage.steps
    ]
    return {"code": stage.code, "name": stage.name, "steps": steps}


def _limit(limit: TimeLimit) -> dict[str, str]:
    return PublishedTimeLimit.of(limit).model_dump()


VIEWS = (AGENCY_VIEW, CATALOGUE_VIEW)


# --- questions -----------------------------------------------------------------------------------


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
        """Of each issued procedure, the newest edition whose first day has come; in the catalogue's order."""
        where = [
            eq("agency", agency),
            eq("status", ProcedureStatus.ISSUED.value),
            lte("in_force_from", on.isoformat()),
        ]
        if code is not None:
            where.append(eq("procedure", code))
        order = [desc("edition"), asc("position")]
        newest: dict[str, dict[str, Any]] = {}
        for one in await self._catalogues.find(PROCEDURES.name, where, order):
            newest.setdefault(one.body["procedure"], one.body)
        return list(newest.values())


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != "sort"}
