"""Divisions and officials as documents: what they are now, when they are away, and who acts for them."""

from typing import Any

from services.catalog.domain.organisation.staff_events import (
    AbsenceRecorded,
    AbsenceWithdrawn,
    DelegationGranted,
    DelegationRevoked,
    DivisionAdded,
    DivisionClosed,
    DivisionRenamed,
    OfficialAppointed,
    OfficialLeft,
)
from services.catalog.views.bodies import body_of
from services.catalog.views.organisation.agencies import (
    AGENCIES,
    AGENCY_VIEW,
    DIVISIONS,
    OFFICIALS,
    put_agency,
)
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent
from shared.documents.values import collation_key, instant


def _division_keys(event: RecordedEvent) -> list[Key]:
    return [(AGENCIES.name, event.key), (DIVISIONS.name, f"{event.key}/{event.event.division}")]


def _official_keys(event: RecordedEvent) -> list[Key]:
    return [(AGENCIES.name, event.key), (OFFICIALS.name, f"{event.key}/{event.event.official}")]


@AGENCY_VIEW.on(DivisionAdded, keys=_division_keys)
def _division_added(event: RecordedEvent, session: ProjectionSession) -> None:
    added: DivisionAdded = event.event
    body = {
        "agency": event.key,
        "division": added.division,
        "name": added.name,
        "added_at": instant(added.added_at),
        "closed_at": None,
    }
    _put(event, session, DIVISIONS, added.division, body)


@AGENCY_VIEW.on(DivisionRenamed, keys=_division_keys)
def _division_renamed(event: RecordedEvent, session: ProjectionSession) -> None:
    renamed: DivisionRenamed = event.event
    body = _body(event, session, DIVISIONS, renamed.division)
    _put(event, session, DIVISIONS, renamed.division, {**body, "name": renamed.name})


@AGENCY_VIEW.on(DivisionClosed, keys=_division_keys)
def _division_closed(event: RecordedEvent, session: ProjectionSession) -> None:
    closed: DivisionClosed = event.event
    body = _body(event, session, DIVISIONS, closed.division)
    _put(event, session, DIVISIONS, closed.division, {**body, "closed_at": instant(closed.closed_at)})


@AGENCY_VIEW.on(OfficialAppointed, keys=_official_keys)
def _appointed(event: RecordedEvent, session: ProjectionSession) -> None:
    appointed: OfficialAppointed = event.event
    family, _, given = appointed.name.rpartition(" ")
    before = session.get(OFFICIALS.name, f"{event.key}/{appointed.official}") or {}
    body = {
        "agency": event.key,
        "official": appointed.official,
        "name": appointed.name,
        "divisions": list(appointed.divisions),
        "position": appointed.position,
        "roles": [role.value for role in appointed.roles],
        "appointed_at": instant(appointed.appointed_at),
        "left_at": None,
        "absences": before.get("absences", []),
        "delegations": before.get("delegations", []),
        "sort": collation_key(f"{given} {family}"),
    }
    _put(event, session, OFFICIALS, appointed.official, body)


@AGENCY_VIEW.on(OfficialLeft, keys=_official_keys)
def _left(event: RecordedEvent, session: ProjectionSession) -> None:
    left: OfficialLeft = event.event
    body = _body(event, session, OFFICIALS, left.official)
    gone = {"left_at": instant(left.left_at), "absences": []}
    _put(event, session, OFFICIALS, left.official, {**body, **gone})


@AGENCY_VIEW.on(AbsenceRecorded, keys=_official_keys)
def _absent(event: RecordedEvent, session: ProjectionSession) -> None:
    absence: AbsenceRecorded = event.event
    told = {
        "first_day": absence.first_day.isoformat(),
        "last_day": absence.last_day.isoformat(),
        "kind": absence.kind.value,
    }
    _listed(event, session, "absences", told)


@AGENCY_VIEW.on(DelegationGranted, keys=_official_keys)
def _delegated(event: RecordedEvent, session: ProjectionSession) -> None:
    granted: DelegationGranted = event.event
    told = {
        "delegate": granted.delegate,
        "first_day": granted.first_day.isoformat(),
        "last_day": granted.last_day.isoformat(),
        "roles": [role.value for role in granted.roles],
        "divisions": list(granted.divisions),
    }
    _listed(event, session, "delegations", told)


@AGENCY_VIEW.on(AbsenceWithdrawn, keys=_official_keys)
def _absence_withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    _unlisted(event, session, "absences")


@AGENCY_VIEW.on(DelegationRevoked, keys=_official_keys)
def _revoked(event: RecordedEvent, session: ProjectionSession) -> None:
    _unlisted(event, session, "delegations")


def _listed(event: RecordedEvent, session: ProjectionSession, name: str, told: dict[str, Any]) -> None:
    official = event.event.official
    body = _body(event, session, OFFICIALS, official)
    several = sorted([*body.get(name, []), told], key=lambda one: str(one["first_day"]))
    _put(event, session, OFFICIALS, official, {**body, name: several})


def _unlisted(event: RecordedEvent, session: ProjectionSession, name: str) -> None:
    official, first_day = event.event.official, event.event.first_day.isoformat()
    body = _body(event, session, OFFICIALS, official)
    several = [one for one in body.get(name, []) if one["first_day"] != first_day]
    _put(event, session, OFFICIALS, official, {**body, name: several})


def _body(
    event: RecordedEvent, session: ProjectionSession, collection: Collection, part: str
) -> dict[str, Any]:
    body = session.get(collection.name, f"{event.key}/{part}")
    assert body is not None, f"{event.stream} has no {part}"
    return body


def _put(
    event: RecordedEvent, session: ProjectionSession, collection: Collection, part: str, body: dict[str, Any]
) -> None:
    session.put(collection.name, f"{event.key}/{part}", body, event.version)
    put_agency(event, session, body_of(AGENCIES, event, session))
