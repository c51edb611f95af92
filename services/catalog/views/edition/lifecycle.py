"""How far an edition has come, in its own document: its round of comments, its deliveries, its review."""

from typing import Any

from services.catalog.domain.edition.catalogue import EditionState
from services.catalog.domain.edition.draft_events import DraftDiscarded
from services.catalog.views.bodies import body_of
from services.catalog.views.edition.catalogues import CATALOGUE_VIEW, EDITIONS, put_edition
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


def _change(event: RecordedEvent, session: ProjectionSession, **changes: Any) -> None:
    put_edition(event, session, {**body_of(EDITIONS, event, session), **changes})


def _count(event: RecordedEvent, session: ProjectionSession, **more: int) -> None:
    body = body_of(EDITIONS, event, session)
    put_edition(event, session, {**body, **{name: body.get(name, 0) + by for name, by in more.items()}})


@CATALOGUE_VIEW.on(EditionSentForComments)
def _sent_for_comments(event: RecordedEvent, session: ProjectionSession) -> None:
    sent: EditionSentForComments = event.event
    _change(
        event,
        session,
        status=EditionState.IN_REVIEW.value,
        round=sent.round,
        reviewing_agency=sent.reviewing_agency,
        comments_due=sent.comments_due.isoformat(),
    )


@CATALOGUE_VIEW.on(CommentMade)
def _commented(event: RecordedEvent, session: ProjectionSession) -> None:
    _count(event, session, comments=1, unanswered=1)


@CATALOGUE_VIEW.on(CommentAnswered)
def _answered(event: RecordedEvent, session: ProjectionSession) -> None:
    _count(event, session, unanswered=-1)


@CATALOGUE_VIEW.on(ReviewRoundClosed)
def _closed(event: RecordedEvent, session: ProjectionSession) -> None:
    status = EditionState.REVISED.value
    _change(event, session, status=status, round_outcome=event.event.outcome)


@CATALOGUE_VIEW.on(DraftDiscarded)
def _discarded(event: RecordedEvent, session: ProjectionSession) -> None:
    discarded: DraftDiscarded = event.event
    _change(
        event,
        session,
        status=EditionState.DISCARDED.value,
        discarded_because=discarded.reason,
        discarded_by=discarded.discarded_by,
        discarded_at=instant(discarded.discarded_at),
    )


@CATALOGUE_VIEW.on(CataloguePublished)
def _published(event: RecordedEvent, session: ProjectionSession) -> None:
    _change(event, session, address=event.event.address)


@CATALOGUE_VIEW.on(CatalogueSent)
def _sent(event: RecordedEvent, session: ProjectionSession) -> None:
    _count(event, session, sent_to=1)


@CATALOGUE_VIEW.on(CatalogueAcknowledged)
def _acknowledged(event: RecordedEvent, session: ProjectionSession) -> None:
    _count(event, session, acknowledged_by=1)


@CATALOGUE_VIEW.on(
    CommentsReminded,
    AcknowledgementReminded,
    YearlyReviewAnnounced,
    YearlyReviewFellDue,
    YearlyReviewConcluded,
    YearlyReviewReopened,
)
def _noted(event: RecordedEvent, session: ProjectionSession) -> None:
    _change(event, session)
