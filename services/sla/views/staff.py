"""Who works where, and whose periods are closed: by these, evaluations are found."""

from dataclasses import dataclass

from services.sla.domain.staff import StaffLeft, StaffPlaced
from shared.contracts.evaluation import EvaluationCorrected, EvaluationPeriodClosed
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant


@dataclass(slots=True, kw_only=True)
class StaffDocument:
    """An official in an agency."""

    agency: str
    official: str
    divisions: list[str]
    roles: list[str]
    left: bool = False


@dataclass(slots=True, kw_only=True)
class ClosedPeriodDocument:
    """An official's period that was closed, and how often it was corrected since."""

    agency: str
    official: str
    period: str
    closed_at: InstantText
    corrections: int = 0


OFFICIALS = Collection("officials", indexes=(("official",), ("agency",)), document=StaffDocument)
CLOSED_PERIODS = Collection(
    "closed_periods", indexes=(("closed_at",), ("agency", "period")), document=ClosedPeriodDocument
)


def _official(event: RecordedEvent) -> list[Key]:
    return [(OFFICIALS.name, f"{event.key}:{event.event.official}")]


def _closed(event: RecordedEvent) -> list[Key]:
    return [(CLOSED_PERIODS.name, f"{event.key}:{event.event.period}")]


STAFF_VIEW = View("staff", OFFICIALS, CLOSED_PERIODS, keys=_official)


@STAFF_VIEW.on(StaffPlaced)
def _placed(event: RecordedEvent, session: ProjectionSession) -> None:
    placed: StaffPlaced = event.event
    ((collection, key),) = _official(event)
    document = StaffDocument(
        agency=event.key,
        official=placed.official,
        divisions=list(placed.divisions),
        roles=list(placed.roles),
    )
    session.put(collection, key, document, event.version)


@STAFF_VIEW.on(StaffLeft)
def _left(event: RecordedEvent, session: ProjectionSession) -> None:
    ((collection, key),) = _official(event)
    document = session.document(OFFICIALS, key)
    if document is not None:
        document.left = True
        session.put(collection, key, document, event.version)


@STAFF_VIEW.on(EvaluationPeriodClosed, keys=_closed)
def _period_closed(event: RecordedEvent, session: ProjectionSession) -> None:
    closed: EvaluationPeriodClosed = event.event
    ((collection, key),) = _closed(event)
    document = ClosedPeriodDocument(
        agency=closed.agency,
        official=closed.official,
        period=closed.period,
        closed_at=instant(closed.closed_at),
    )
    session.put(collection, key, document, event.version)


@STAFF_VIEW.on(EvaluationCorrected, keys=_closed)
def _corrected(event: RecordedEvent, session: ProjectionSession) -> None:
    ((collection, key),) = _closed(event)
    document = session.document(CLOSED_PERIODS, key)
    assert document is not None, f"{event.stream} corrects what wasn't closed"
    document.corrections += 1
    session.put(collection, key, document, event.version)
