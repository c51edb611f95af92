"""Agencies as documents: with every name and place that they had, their codes, and who succeeds them."""

from services.catalog.views.organisation.documents import (
    AGENCIES,
    DIVISIONS,
    OFFICIALS,
    AgencyDocument,
    CodeDocument,
    ContactDocument,
    DecisionDocument,
    NamingDocument,
    PlaceDocument,
    TransferDocument,
)
from shared.contracts.catalog.agencies import AgencyContactChanged, AgencyRegistered
from shared.contracts.catalog.reorganisation import (
    AgencyCodeAssigned,
    AgencyDissolved,
    AgencyMoved,
    AgencyRenamed,
    AgencySucceeded,
    AgencyWentLive,
    WavePlanned,
)
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import collation_key
from shared.restating import restate

AGENCY_VIEW = View(
    "agencies", AGENCIES, DIVISIONS, OFFICIALS, keys=lambda event: [(AGENCIES.name, event.key)]
)


@AGENCY_VIEW.on(AgencyRegistered)
def _registered(event: RecordedEvent, session: ProjectionSession) -> None:
    told: AgencyRegistered = event.event
    first_day = told.valid_from.isoformat()
    agency = restate(
        AgencyDocument,
        told,
        kind=str(told.kind),
        name_en=told.name_en or "",
        valid_from=first_day,
        names=[NamingDocument(since=first_day, name_vi=told.name_vi, name_en=told.name_en or "")],
        parents=[PlaceDocument(since=first_day, parent=told.parent)],
        sort=collation_key(told.name_vi),
        version=event.version,
    )
    session.put(AGENCIES.name, event.key, agency, event.version)


@AGENCY_VIEW.on(WavePlanned)
def _planned(event: RecordedEvent, session: ProjectionSession) -> None:
    agency_of(event, session).wave = event.event.wave


@AGENCY_VIEW.on(AgencyWentLive)
def _went_live(event: RecordedEvent, session: ProjectionSession) -> None:
    _decided(event, session).live_from = event.event.effective_from.isoformat()


@AGENCY_VIEW.on(AgencyRenamed)
def _renamed(event: RecordedEvent, session: ProjectionSession) -> None:
    told: AgencyRenamed = event.event
    agency = _decided(event, session)
    agency.name_vi, agency.name_en = told.name_vi, told.name_en
    agency.sort = collation_key(told.name_vi)
    since = told.effective_from.isoformat()
    agency.names.append(NamingDocument(since=since, name_vi=told.name_vi, name_en=told.name_en))


@AGENCY_VIEW.on(AgencyMoved)
def _moved(event: RecordedEvent, session: ProjectionSession) -> None:
    told: AgencyMoved = event.event
    agency = _decided(event, session)
    agency.parent = told.parent
    agency.parents.append(PlaceDocument(since=told.effective_from.isoformat(), parent=told.parent))


@AGENCY_VIEW.on(AgencyCodeAssigned)
def _code_assigned(event: RecordedEvent, session: ProjectionSession) -> None:
    told: AgencyCodeAssigned = event.event
    agency, first_day = agency_of(event, session), told.valid_from.isoformat()
    for earlier in agency.codes:
        if earlier.scheme == told.scheme:
            earlier.ended_from = earlier.ended_from or first_day
    agency.codes.append(CodeDocument(scheme=str(told.scheme), code=told.code, valid_from=first_day))


@AGENCY_VIEW.on(AgencyContactChanged)
def _contact_changed(event: RecordedEvent, session: ProjectionSession) -> None:
    told: AgencyContactChanged = event.event
    agency_of(event, session).contact = restate(ContactDocument, told.contact) if told.contact else None


@AGENCY_VIEW.on(AgencyDissolved)
def _dissolved(event: RecordedEvent, session: ProjectionSession) -> None:
    told: AgencyDissolved = event.event
    agency = _decided(event, session)
    agency.ended_from = told.effective_from.isoformat()
    agency.manner = str(told.manner)
    agency.successors = list(told.successors)
    agency.transfers = [restate(TransferDocument, one) for one in told.divisions]


@AGENCY_VIEW.on(AgencySucceeded)
def _succeeded(event: RecordedEvent, session: ProjectionSession) -> None:
    agency = _decided(event, session)
    agency.predecessors = sorted({*agency.predecessors, *event.event.predecessors})


def _decided(event: RecordedEvent, session: ProjectionSession) -> AgencyDocument:
    """The agency's document, with the decision that the event carries out."""
    agency = agency_of(event, session)
    decision = DecisionDocument(
        decision_number=event.event.decision_number,
        decision_date=event.event.decision_date.isoformat(),
        effective_from=event.event.effective_from.isoformat(),
        event=type(event.event).__name__,
    )
    agency.decisions.append(decision)
    return agency


def agency_of(event: RecordedEvent, session: ProjectionSession) -> AgencyDocument:
    """The agency's document, which the event changes; it is put as of the event's version."""
    agency = session.document(AGENCIES, event.key)
    assert agency is not None, f"{event.stream} has no first event"
    agency.version = event.version
    session.put(AGENCIES.name, event.key, agency, event.version)
    return agency
