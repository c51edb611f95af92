"""Divisions and officials as documents: what they are now, when they are away, and who acts for them."""

from collections.abc import Callable
from operator import attrgetter

from services.catalog.views.organisation.agencies import AGENCY_VIEW, agency_of
from services.catalog.views.organisation.documents import (
    AGENCIES,
    DIVISIONS,
    OFFICIALS,
    AbsenceDocument,
    DelegationDocument,
    DivisionDocument,
    OfficialDocument,
)
from shared.contracts.catalog.agencies import DivisionAdded, OfficialAppointed
from shared.contracts.catalog.staff import (
    AbsenceRecorded,
    AbsenceWithdrawn,
    DelegationGranted,
    DelegationRevoked,
    DivisionClosed,
    DivisionRenamed,
    OfficialLeft,
)
from shared.documents.projection import Key, ProjectionSession, RecordedEvent
from shared.documents.values import collation_key, instant
from shared.restating import restate

_first_day: Callable[[AbsenceDocument | DelegationDocument], str] = attrgetter("first_day")


def _division_id(event: RecordedEvent) -> str:
    return f"{event.key}/{event.event.division}"


def _official_id(event: RecordedEvent) -> str:
    return f"{event.key}/{event.event.official}"


def _division_keys(event: RecordedEvent) -> list[Key]:
    return [(AGENCIES.name, event.key), (DIVISIONS.name, _division_id(event))]


def _official_keys(event: RecordedEvent) -> list[Key]:
    return [(AGENCIES.name, event.key), (OFFICIALS.name, _official_id(event))]


@AGENCY_VIEW.on(DivisionAdded, keys=_division_keys)
def _division_added(event: RecordedEvent, session: ProjectionSession) -> None:
    told: DivisionAdded = event.event
    division = DivisionDocument(
        agency=event.key, division=told.division, name=told.name, added_at=instant(told.added_at)
    )
    session.put(DIVISIONS.name, _division_id(event), division, event.version)
    agency_of(event, session)


@AGENCY_VIEW.on(DivisionRenamed, keys=_division_keys)
def _division_renamed(event: RecordedEvent, session: ProjectionSession) -> None:
    _division(event, session).name = event.event.name


@AGENCY_VIEW.on(DivisionClosed, keys=_division_keys)
def _division_closed(event: RecordedEvent, session: ProjectionSession) -> None:
    _division(event, session).closed_at = instant(event.event.closed_at)


@AGENCY_VIEW.on(OfficialAppointed, keys=_official_keys)
def _appointed(event: RecordedEvent, session: ProjectionSession) -> None:
    told: OfficialAppointed = event.event
    family, _, given = told.name.rpartition(" ")
    before = session.document(OFFICIALS, _official_id(event))
    official = restate(
        OfficialDocument,
        told,
        agency=event.key,
        divisions=list(told.divisions),
        roles=[str(role) for role in told.roles],
        appointed_at=instant(told.appointed_at),
        absences=before.absences if before else [],
        delegations=before.delegations if before else [],
        sort=collation_key(f"{given} {family}"),
    )
    session.put(OFFICIALS.name, _official_id(event), official, event.version)
    agency_of(event, session)


@AGENCY_VIEW.on(OfficialLeft, keys=_official_keys)
def _left(event: RecordedEvent, session: ProjectionSession) -> None:
    official = _official(event, session)
    official.left_at, official.absences = instant(event.event.left_at), []


@AGENCY_VIEW.on(AbsenceRecorded, keys=_official_keys)
def _absent(event: RecordedEvent, session: ProjectionSession) -> None:
    told: AbsenceRecorded = event.event
    absence = AbsenceDocument(
        first_day=told.first_day.isoformat(), last_day=told.last_day.isoformat(), kind=str(told.kind)
    )
    official = _official(event, session)
    official.absences = sorted([*official.absences, absence], key=_first_day)


@AGENCY_VIEW.on(DelegationGranted, keys=_official_keys)
def _delegated(event: RecordedEvent, session: ProjectionSession) -> None:
    told: DelegationGranted = event.event
    delegation = DelegationDocument(
        delegate=told.delegate,
        first_day=told.first_day.isoformat(),
        last_day=told.last_day.isoformat(),
        roles=[str(role) for role in told.roles],
        divisions=list(told.divisions),
    )
    official = _official(event, session)
    official.delegations = sorted([*official.delegations, delegation], key=_first_day)


@AGENCY_VIEW.on(AbsenceWithdrawn, keys=_official_keys)
def _absence_withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    official, first_day = _official(event, session), event.event.first_day.isoformat()
    official.absences = [one for one in official.absences if one.first_day != first_day]


@AGENCY_VIEW.on(DelegationRevoked, keys=_official_keys)
def _revoked(event: RecordedEvent, session: ProjectionSession) -> None:
    official, first_day = _official(event, session), event.event.first_day.isoformat()
    official.delegations = [one for one in official.delegations if one.first_day != first_day]


def _division(event: RecordedEvent, session: ProjectionSession) -> DivisionDocument:
    """The division's document, which the event changes; it is put as of the event's version."""
    division = session.document(DIVISIONS, _division_id(event))
    assert division is not None, f"{event.stream} has no {_division_id(event)}"
    session.put(DIVISIONS.name, _division_id(event), division, event.version)
    agency_of(event, session)
    return division


def _official(event: RecordedEvent, session: ProjectionSession) -> OfficialDocument:
    """The official's document, which the event changes; it is put as of the event's version."""
    official = session.document(OFFICIALS, _official_id(event))
    assert official is not None, f"{event.stream} has no {_official_id(event)}"
    session.put(OFFICIALS.name, _official_id(event), official, event.version)
    agency_of(event, session)
    return official
