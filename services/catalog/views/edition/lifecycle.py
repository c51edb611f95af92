"""How far an edition has come, in its own document: its round of comments, its deliveries, its review."""

from services.catalog.domain.edition.catalogue import EditionState
from services.catalog.domain.edition.draft_events import DraftDiscarded, EditionDrafted
from services.catalog.views.edition.documents import CATALOGUE_VIEW, EDITIONS, EditionDocument
from shared.contracts.catalog.deliveries import (
    AcknowledgementReminded,
    CatalogueAcknowledged,
    CataloguePublished,
    CatalogueSent,
)
from shared.contracts.catalog.reviews import (
    CommentAnswered,
    CommentMade,
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
    YearlyReviewAnnounced,
    YearlyReviewConcluded,
    YearlyReviewFellDue,
    YearlyReviewReopened,
)
from shared.documents.projection import ProjectionSession, RecordedEvent
from shared.documents.values import instant
from shared.restating import restate


@CATALOGUE_VIEW.on(EditionDrafted)
def _drafted(event: RecordedEvent, session: ProjectionSession) -> None:
    drafted: EditionDrafted = event.event
    edition = restate(
        EditionDocument,
        drafted,
        status=EditionState.DRAFT.value,
        drafted_at=instant(drafted.drafted_at),
        version=event.version,
        issue=None,
    )
    session.put(EDITIONS.name, event.key, edition, event.version)


def changed_edition(event: RecordedEvent, session: ProjectionSession) -> EditionDocument:
    """The edition's document, which the event changes; it is put as of the event's version."""
    edition = session.document(EDITIONS, event.key)
    assert edition is not None, f"{event.stream} has no first event"
    edition.version = event.version
    session.put(EDITIONS.name, event.key, edition, event.version)
    return edition


@CATALOGUE_VIEW.on(EditionSentForComments)
def _sent_for_comments(event: RecordedEvent, session: ProjectionSession) -> None:
    sent: EditionSentForComments = event.event
    edition = changed_edition(event, session)
    edition.status, edition.round = EditionState.IN_REVIEW.value, sent.round
    edition.reviewing_agency, edition.comments_due = sent.reviewing_agency, sent.comments_due.isoformat()


@CATALOGUE_VIEW.on(CommentMade)
def _commented(event: RecordedEvent, session: ProjectionSession) -> None:
    edition = changed_edition(event, session)
    edition.comments, edition.unanswered = (edition.comments or 0) + 1, (edition.unanswered or 0) + 1


@CATALOGUE_VIEW.on(CommentAnswered)
def _answered(event: RecordedEvent, session: ProjectionSession) -> None:
    edition = changed_edition(event, session)
    edition.unanswered = (edition.unanswered or 0) - 1


@CATALOGUE_VIEW.on(ReviewRoundClosed)
def _closed(event: RecordedEvent, session: ProjectionSession) -> None:
    edition = changed_edition(event, session)
    edition.status, edition.round_outcome = EditionState.REVISED.value, event.event.outcome


@CATALOGUE_VIEW.on(DraftDiscarded)
def _discarded(event: RecordedEvent, session: ProjectionSession) -> None:
    discarded: DraftDiscarded = event.event
    edition = changed_edition(event, session)
    edition.status, edition.discarded_because = EditionState.DISCARDED.value, discarded.reason
    edition.discarded_by, edition.discarded_at = discarded.discarded_by, instant(discarded.discarded_at)


@CATALOGUE_VIEW.on(CataloguePublished)
def _published(event: RecordedEvent, session: ProjectionSession) -> None:
    changed_edition(event, session).address = event.event.address


@CATALOGUE_VIEW.on(CatalogueSent)
def _sent(event: RecordedEvent, session: ProjectionSession) -> None:
    edition = changed_edition(event, session)
    edition.sent_to = (edition.sent_to or 0) + 1


@CATALOGUE_VIEW.on(CatalogueAcknowledged)
def _acknowledged(event: RecordedEvent, session: ProjectionSession) -> None:
    edition = changed_edition(event, session)
    edition.acknowledged_by = (edition.acknowledged_by or 0) + 1


@CATALOGUE_VIEW.on(
    CommentsReminded,
    AcknowledgementReminded,
    YearlyReviewAnnounced,
    YearlyReviewFellDue,
    YearlyReviewConcluded,
    YearlyReviewReopened,
)
def _noted(event: RecordedEvent, session: ProjectionSession) -> None:
    changed_edition(event, session)
