"""Which agencies end, and what they are asked for that goes to their successors by itself."""

from dataclasses import dataclass

from services.cases.domain.ending import AgencyEndReplicated
from shared.contracts.cases import coordination
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant


@dataclass(slots=True, kw_only=True)
class EndingDocument:
    """An agency that ends."""

    agency: str
    takes_effect_at: InstantText


@dataclass(slots=True, kw_only=True)
class OpenRequestDocument:
    """A coordination that isn't over, and whose agency has no open case for it, which would take it along."""

    case_number: str
    version: int  #: of the case that asks
    agency: str  #: that is asked; empty: it is over, or has such a case


ENDINGS = Collection("endings", indexes=(("takes_effect_at",),), document=EndingDocument)
OPEN_REQUESTS = Collection("open_requests", indexes=(("agency",),), document=OpenRequestDocument)


def _coordination(event: RecordedEvent) -> list[Key]:
    return [(OPEN_REQUESTS.name, f"{event.key}/{event.event.coordination}")]


SUCCESSION_VIEW = View("succession", OPEN_REQUESTS, ENDINGS, keys=_coordination)


@SUCCESSION_VIEW.on(AgencyEndReplicated, keys=lambda event: [(ENDINGS.name, event.key)])
def _ends(event: RecordedEvent, session: ProjectionSession) -> None:
    told: AgencyEndReplicated = event.event
    ending = EndingDocument(agency=told.agency, takes_effect_at=instant(told.takes_effect_at))
    session.put(ENDINGS.name, event.key, ending, event.version)


@SUCCESSION_VIEW.on(
    coordination.CoordinationRequested, coordination.CoordinationAnswered, coordination.CoordinationMoved
)
def _open(event: RecordedEvent, session: ProjectionSession) -> None:
    """After an answer there is no open case; of one that silence gave, its case takes it along again."""
    _put(event, session, event.event.asked_agency)


@SUCCESSION_VIEW.on(coordination.CoordinationReceived, coordination.AnswerReturned)
def _owed(event: RecordedEvent, session: ProjectionSession) -> None:
    _put(event, session, event.event.asked_agency if event.event.child_case is None else "")


@SUCCESSION_VIEW.on(
    coordination.CoordinationDeclined, coordination.CoordinationWithdrawn, coordination.AnswerAccepted
)
def _over(event: RecordedEvent, session: ProjectionSession) -> None:
    _put(event, session, "")


def _put(event: RecordedEvent, session: ProjectionSession, agency: str) -> None:
    ((collection, key),) = _coordination(event)
    asked = OpenRequestDocument(case_number=event.key, version=event.version, agency=agency)
    session.put(collection, key, asked, event.version)
