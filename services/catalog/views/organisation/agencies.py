"""Agencies as documents: with every name and place that they had, their codes, and who succeeds them."""

from typing import Any

from services.catalog.domain.organisation.agency_events import (
    AgencyCodeAssigned,
    AgencyDissolved,
    AgencyMoved,
    AgencyRegistered,
    AgencyRenamed,
    AgencySucceeded,
    AgencyWentLive,
    WavePlanned,
)
from services.catalog.views.bodies import body_of
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import collation_key

AGENCIES = Collection("agencies", indexes=(("kind", "sort"), ("parent",), ("sort",)))
DIVISIONS = Collection("divisions", indexes=(("agency", "division"),))
OFFICIALS = Collection("officials", indexes=(("agency", "sort"),))


AGENCY_VIEW = View(
    "agencies", AGENCIES, DIVISIONS, OFFICIALS, keys=lambda event: [(AGENCIES.name, event.key)]
)


@AGENCY_VIEW.on(AgencyRegistered)
def _registered(event: RecordedEvent, session: ProjectionSession) -> None:
    agency: AgencyRegistered = event.event
    first_day = agency.valid_from.isoformat()
    body = {
        "agency": agency.code,
        "kind": agency.kind.value,
        "name_vi": agency.name_vi,
        "name_en": agency.name_en,
        "parent": agency.parent,
        "wave": agency.wave,
        "working_calendar": agency.working_calendar,
        "valid_from": first_day,
        "ended_from": None,
        "live_from": None,
        "names": [{"since": first_day, "name_vi": agency.name_vi, "name_en": agency.name_en}],
        "parents": [{"since": first_day, "parent": agency.parent}],
        "codes": [],
        "successors": [],
        "predecessors": [],
        "decisions": [],
        "sort": collation_key(agency.name_vi),
    }
    put_agency(event, session, body)


@AGENCY_VIEW.on(WavePlanned)
def _planned(event: RecordedEvent, session: ProjectionSession) -> None:
    body = body_of(AGENCIES, event, session)
    put_agency(event, session, {**body, "wave": event.event.wave})


@AGENCY_VIEW.on(AgencyWentLive)
def _went_live(event: RecordedEvent, session: ProjectionSession) -> None:
    _decided(event, session, live_from=event.event.effective_from.isoformat())


@AGENCY_VIEW.on(AgencyRenamed)
def _renamed(event: RecordedEvent, session: ProjectionSession) -> None:
    renamed: AgencyRenamed = event.event
    body = body_of(AGENCIES, event, session)
    named = {"name_vi": renamed.name_vi, "name_en": renamed.name_en}
    names = [*_names(body), {"since": renamed.effective_from.isoformat(), **named}]
    _decided(event, session, **named, names=names, sort=collation_key(renamed.name_vi))


@AGENCY_VIEW.on(AgencyMoved)
def _moved(event: RecordedEvent, session: ProjectionSession) -> None:
    moved: AgencyMoved = event.event
    body = body_of(AGENCIES, event, session)
    before = body.get("parents") or [{"since": body["valid_from"], "parent": body["parent"]}]
    parents = [*before, {"since": moved.effective_from.isoformat(), "parent": moved.parent}]
    _decided(event, session, parent=moved.parent, parents=parents)


@AGENCY_VIEW.on(AgencyCodeAssigned)
def _code_assigned(event: RecordedEvent, session: ProjectionSession) -> None:
    assigned: AgencyCodeAssigned = event.event
    body = body_of(AGENCIES, event, session)
    first_day, scheme = assigned.valid_from.isoformat(), assigned.scheme.value
    codes = [
        {**one, "ended_from": one["ended_from"] or first_day} if one["scheme"] == scheme else one
        for one in body.get("codes", [])
    ]
    told = {"scheme": scheme, "code": assigned.code, "valid_from": first_day, "ended_from": None}
    put_agency(event, session, {**body, "codes": [*codes, told]})


@AGENCY_VIEW.on(AgencyDissolved)
def _dissolved(event: RecordedEvent, session: ProjectionSession) -> None:
    dissolved: AgencyDissolved = event.event
    transfers = [
        {"division": one.division, "successor": one.successor, "successor_division": one.successor_division}
        for one in dissolved.divisions
    ]
    _decided(
        event,
        session,
        ended_from=dissolved.effective_from.isoformat(),
        manner=dissolved.manner.value,
        successors=list(dissolved.successors),
        transfers=transfers,
    )


@AGENCY_VIEW.on(AgencySucceeded)
def _succeeded(event: RecordedEvent, session: ProjectionSession) -> None:
    before = body_of(AGENCIES, event, session).get("predecessors", [])
    _decided(event, session, predecessors=sorted({*before, *event.event.predecessors}))


def _names(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The names so far; a document of an earlier program has one only."""
    first = {"since": body["valid_from"], "name_vi": body["name_vi"], "name_en": body["name_en"]}
    return body.get("names") or [first]


def _decided(event: RecordedEvent, session: ProjectionSession, **changes: Any) -> None:
    body = body_of(AGENCIES, event, session)
    decision = {
        "decision_number": event.event.decision_number,
        "decision_date": event.event.decision_date.isoformat(),
        "effective_from": event.event.effective_from.isoformat(),
        "event": type(event.event).__name__,
    }
    put_agency(event, session, {**body, **changes, "decisions": [*body.get("decisions", []), decision]})


def put_agency(event: RecordedEvent, session: ProjectionSession, body: dict[str, Any]) -> None:
    """Keep the agency's document, as of the event's version."""
    session.put(AGENCIES.name, event.key, {**body, "version": event.version}, event.version)
