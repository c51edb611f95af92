"""What is true now, for those who don't follow every event: the procedures in force, and the agencies.

Each is told in full whenever it changes, and each procedure that is in force no more is told to have ended.
A catalogue may be larger than one save takes, so it is told in parts, each of which says how many are left.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2b

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_events import ProcedureIssued
from services.catalog.domain.edition.issuing import procedure_as_issued
from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.organisation.agency_events import AgencyKind
from services.catalog.domain.procedure.procedure import size_in_bytes
from shared.aggregates import Aggregate

# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentEditionChanged:
    agency: str
    edition: int | None  #: None: none is in force any more
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentProcedureChanged:
    content: ProcedureIssued  #: as it reads from now on
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentProcedureEnded:
    agency: str
    code: str
    ended_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentProceduresTold:
    """A part of what has changed was told."""

    agency: str
    edition: int | None
    changed: int
    ended: int
    left: int  #: how many are still to be told
    told_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentDivision:
    division: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentAgencyChanged:
    agency: str
    kind: AgencyKind
    name_vi: str
    name_en: str
    parent: str | None
    wave: int | None
    working_calendar: str
    valid_from: date
    divisions: tuple[CurrentDivision, ...]  #: by code
    changed_at: datetime
    live_from: date | None = None
    ended_from: date | None = None
    successors: tuple[str, ...] = ()


CurrentCatalogueEvent = (
    CurrentEditionChanged | CurrentProcedureChanged | CurrentProcedureEnded | CurrentProceduresTold
)

# --- state ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class CurrentCatalogue:
    """What was told of an agency's procedures in force."""

    edition: int | None = None
    latest: int = 0  #: the newest edition that ever was in force
    told: dict[str, bytes] = field(default_factory=dict)  #: by code, the mark of what was told last


def evolve(state: CurrentCatalogue, event: CurrentCatalogueEvent) -> CurrentCatalogue:
    match event:
        case CurrentEditionChanged():
            state.edition = event.edition
            state.latest = max(state.latest, event.edition or 0)
        case CurrentProcedureChanged():
            state.told[event.content.code] = _mark(event.content)
        case CurrentProcedureEnded():
            state.told.pop(event.code, None)
        case CurrentProceduresTold():
            pass
        case _:
            raise TypeError(f"not an event of a current catalogue: {event!r}")
    return state


def _mark(content: ProcedureIssued) -> bytes:
    """The same for the same content, and short: a state of many procedures stays small."""
    return blake2b(repr(content).encode("utf-8", "backslashreplace"), digest_size=16).digest()


@dataclass(slots=True)
class CurrentAgency:
    """What was told of an agency last."""

    told: CurrentAgencyChanged | None = None


def evolve_agency(state: CurrentAgency, event: CurrentAgencyChanged) -> CurrentAgency:
    state.told = event
    return state


#: Key: the agency's code.
CURRENT_CATALOGUE = Aggregate(
    "currentcatalogue",
    CurrentCatalogue,
    evolve,
    (CurrentEditionChanged, CurrentProcedureChanged, CurrentProcedureEnded, CurrentProceduresTold),
)

#: Key: the agency's code.
CURRENT_AGENCY = Aggregate("currentagency", CurrentAgency, evolve_agency, (CurrentAgencyChanged,))

# --- decisions -----------------------------------------------------------------------------------

#: What the store's envelope adds to an event, at most; in bytes.
_AROUND_AN_EVENT = 1024


def enter(state: CurrentCatalogue, catalogue: Catalogue, at: datetime) -> list[CurrentCatalogueEvent]:
    """The edition is in force from now on; nothing where it has ended, or a later one came first."""
    if catalogue.edition <= state.latest or catalogue.force.ended:
        return []
    return [CurrentEditionChanged(agency=catalogue.agency, edition=catalogue.edition, changed_at=at)]


def leave(state: CurrentCatalogue, agency: str, edition: int, at: datetime) -> list[CurrentCatalogueEvent]:
    """The edition is in force no more, and no other one is; nothing where it isn't the present one."""
    if edition != state.edition:
        return []
    return [CurrentEditionChanged(agency=agency, edition=None, changed_at=at)]


def tell_next(
    state: CurrentCatalogue,
    agency: str,
    catalogue: Catalogue | None,
    at: datetime,
    at_most_bytes: int = 96 * 1024,
) -> list[CurrentCatalogueEvent]:
    """As much as one save takes of what has to be told, those that ended first; nothing when all is told.

    `catalogue` is the edition in force; None: there is none.
    """
    issue = catalogue.issue if catalogue else None
    in_force = issue.procedures if issue else ()
    standing = frozenset(in_force)
    events: list[CurrentCatalogueEvent] = []
    ended = [code for code in state.told if code not in standing]
    told_of_ended = ended[: max(1, at_most_bytes // _AROUND_AN_EVENT)]
    events += [CurrentProcedureEnded(agency=agency, code=code, ended_at=at) for code in told_of_ended]
    taken = len(events) * _AROUND_AN_EVENT
    changed = left = 0
    for code in in_force:
        assert catalogue is not None
        assert issue is not None
        content = procedure_as_issued(catalogue, issue, code)
        if state.told.get(code) == _mark(content):
            continue
        taken += size_in_bytes(catalogue.procedures[code]) + _AROUND_AN_EVENT
        if left or (events and taken > at_most_bytes):
            left += 1
            continue
        events.append(CurrentProcedureChanged(content=content, changed_at=at))
        changed += 1
    if not events:
        return []
    told = CurrentProceduresTold(
        agency=agency,
        edition=state.edition,
        changed=changed,
        ended=len(told_of_ended),
        left=left + len(ended) - len(told_of_ended),
        told_at=at,
    )
    return [*events, told]


def tell_agency(state: CurrentAgency, agency: Agency, at: datetime) -> list[CurrentAgencyChanged]:
    """The agency as it is now; nothing where that was told already, or it isn't registered."""
    if agency.kind is None or agency.valid_from is None:
        return []
    divisions = sorted(agency.divisions.items())
    present = CurrentAgencyChanged(
        agency=agency.code,
        kind=agency.kind,
        name_vi=agency.name_vi,
        name_en=agency.name_en,
        parent=agency.parent,
        wave=agency.wave,
        working_calendar=agency.working_calendar,
        valid_from=agency.valid_from,
        divisions=tuple(CurrentDivision(division=code, name=name) for code, name in divisions),
        changed_at=at,
        live_from=agency.live_from,
        ended_from=agency.ended_from,
        successors=agency.successors,
    )
    if state.told is not None and replace(present, changed_at=state.told.changed_at) == state.told:
        return []
    return [present]
