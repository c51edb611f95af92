"""When the sweeper is to look at which edition: the days on which something comes due, by what it is."""

from datetime import date, timedelta
from typing import Any

from services.catalog.domain.edition.catalogue_events import (
    CatalogueIssued,
    DraftDiscarded,
    EditionDrafted,
    ProcedureAdded,
)
from services.catalog.domain.edition.delivery import (
    AcknowledgementReminded,
    CatalogueAcknowledged,
    CatalogueSent,
)
from services.catalog.domain.edition.in_force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
)
from services.catalog.domain.edition.review import CommentsReminded, EditionSentForComments, ReviewRoundClosed
from services.catalog.domain.edition.yearly_review import (
    YearlyReviewAnnounced,
    YearlyReviewConcluded,
    YearlyReviewFellDue,
    YearlyReviewReopened,
)
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.kernel import day_of

DUES = Collection("dues", indexes=(("next_on",),))
DUES_VIEW = View("dues", DUES, keys=lambda event: [(DUES.name, event.key)])


def _set(event: RecordedEvent, session: ProjectionSession, **dues: date | None) -> None:
    """Note these days; None: what was to come is done, or comes no more."""
    before = session.get(DUES.name, event.key) or _nothing(event)
    days = {**before["dues"], **{what: day.isoformat() if day else None for what, day in dues.items()}}
    days = {what: day for what, day in days.items() if day is not None}
    body = {**before, "dues": days, "next_on": min(days.values(), default=None), "version": event.version}
    session.put(DUES.name, event.key, body, event.version)


def _nothing(event: RecordedEvent) -> dict[str, Any]:
    return {"agency": event.event.agency, "edition": event.event.edition, "dues": {}, "left": 0}


@DUES_VIEW.on(EditionDrafted)
def _drafted(event: RecordedEvent, session: ProjectionSession) -> None:
    drafted: EditionDrafted = event.event
    if drafted.carries:
        session.put(DUES.name, event.key, {**_nothing(event), "left": len(drafted.carries)}, event.version)
        _set(event, session, copied=day_of(drafted.drafted_at))


@DUES_VIEW.on(ProcedureAdded)
def _added(event: RecordedEvent, session: ProjectionSession) -> None:
    body = session.get(DUES.name, event.key)
    if event.event.from_edition is None or body is None:
        return
    left = body["left"] - 1
    session.put(DUES.name, event.key, {**body, "left": left}, event.version)
    if left <= 0:
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
    _set(event, session, **dict.fromkeys((session.get(DUES.name, event.key) or _nothing(event))["dues"]))
