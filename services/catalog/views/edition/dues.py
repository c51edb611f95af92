"""When the sweeper is to look at which edition: the days on which something comes due, by what it is."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from services.catalog.domain.edition.draft_events import DraftDiscarded, EditionDrafted, ProcedureAdded
from shared.contracts.catalog.deliveries import AcknowledgementReminded, CatalogueAcknowledged, CatalogueSent
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import CatalogueEnteredIntoForce, CatalogueSuperseded, CatalogueWithdrawn
from shared.contracts.catalog.reviews import (
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
    YearlyReviewAnnounced,
    YearlyReviewConcluded,
    YearlyReviewFellDue,
    YearlyReviewReopened,
)
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import DateText
from shared.kernel import day_of


@dataclass(slots=True, kw_only=True)
class DueDocument:
    """What comes due in an edition, by what it is, and which of its days is the first."""

    agency: str
    edition: int
    dues: dict[str, DateText] = field(default_factory=dict)
    next_on: DateText | None = None  #: None: nothing
    left: int = 0  #: how many procedures are still to be copied into the draft
    version: int = 0


DUES = Collection("dues", indexes=(("next_on",),), document=DueDocument)
DUES_VIEW = View("dues", DUES, keys=lambda event: [(DUES.name, event.key)])


def _set(event: RecordedEvent, session: ProjectionSession, **dues: date | None) -> None:
    """Note these days; None: what was to come is done, or comes no more."""
    due = _due(event, session)
    for what, day in dues.items():
        due.dues.pop(what, None)
        if day is not None:
            due.dues[what] = day.isoformat()
    due.next_on, due.version = min(due.dues.values(), default=None), event.version
    session.put(DUES.name, event.key, due, event.version)


def _due(event: RecordedEvent, session: ProjectionSession) -> DueDocument:
    nothing = DueDocument(agency=event.event.agency, edition=event.event.edition)
    return session.document(DUES, event.key) or nothing


@DUES_VIEW.on(EditionDrafted)
def _drafted(event: RecordedEvent, session: ProjectionSession) -> None:
    drafted: EditionDrafted = event.event
    if drafted.carries:
        due = _due(event, session)
        due.left = len(drafted.carries)
        session.put(DUES.name, event.key, due, event.version)
        _set(event, session, copied=day_of(drafted.drafted_at))


@DUES_VIEW.on(ProcedureAdded)
def _added(event: RecordedEvent, session: ProjectionSession) -> None:
    due = session.document(DUES, event.key)
    if event.event.from_edition is None or due is None:
        return
    due.left -= 1
    session.put(DUES.name, event.key, due, event.version)
    if due.left <= 0:
        _set(event, session, copied=None)


@DUES_VIEW.on(EditionSentForComments)
def _sent_for_comments(event: RecordedEvent, session: ProjectionSession) -> None:
    sent: EditionSentForComments = event.event
    _set(event, session, reminded=sent.remind_on, lapsed=sent.comments_due + timedelta(days=1))


@DUES_VIEW.on(CommentsReminded)
def _reminded(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, reminded=None)


@DUES_VIEW.on(ReviewRoundClosed)
def _closed(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, reminded=None, lapsed=None)


@DUES_VIEW.on(CatalogueIssued)
def _issued(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, entered=event.event.in_force_from)


@DUES_VIEW.on(CatalogueEnteredIntoForce)
def _entered(event: RecordedEvent, session: ProjectionSession) -> None:
    entered: CatalogueEnteredIntoForce = event.event
    _set(event, session, entered=None, announced=entered.review_announced_on, reviewed=entered.review_due_on)


@DUES_VIEW.on(YearlyReviewAnnounced)
def _announced(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, announced=None)


@DUES_VIEW.on(YearlyReviewFellDue)
def _fell_due(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, announced=None, reviewed=None)


@DUES_VIEW.on(YearlyReviewConcluded)
def _concluded(event: RecordedEvent, session: ProjectionSession) -> None:
    concluded: YearlyReviewConcluded = event.event
    _set(event, session, announced=concluded.next_announced_on, reviewed=concluded.next_due_on)


@DUES_VIEW.on(YearlyReviewReopened)
def _reopened(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, announced=event.event.announced_on, reviewed=event.event.due_on)


@DUES_VIEW.on(CatalogueSent)
def _sent(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, **{f"acknowledged/{event.event.recipient}": event.event.remind_on})


@DUES_VIEW.on(AcknowledgementReminded)
def _acknowledgement_reminded(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, **{f"acknowledged/{event.event.recipient}": event.event.again_on})


@DUES_VIEW.on(CatalogueAcknowledged)
def _acknowledged(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, **{f"acknowledged/{event.event.recipient}": None})


@DUES_VIEW.on(CatalogueSuperseded, CatalogueWithdrawn, DraftDiscarded)
def _ended(event: RecordedEvent, session: ProjectionSession) -> None:
    _set(event, session, **dict.fromkeys(_due(event, session).dues))
