"""Rounds of comments and the comments with their answers, as documents."""

from services.catalog.domain.edition.review import (
    CommentAnswered,
    CommentMade,
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
)
from services.catalog.views.bodies import change
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import instant

ROUNDS = Collection("review_rounds", indexes=(("agency", "edition"), ("reviewing_agency", "outcome")))
COMMENTS = Collection("comments", indexes=(("agency", "edition"),))


def _round(event: RecordedEvent) -> list[Key]:
    return [(ROUNDS.name, f"{event.key}/{event.event.round}")]


def _comment(event: RecordedEvent) -> list[Key]:
    return [(COMMENTS.name, f"{event.key}/{event.event.comment}")]


REVIEW_VIEW = View("reviews", ROUNDS, COMMENTS, keys=_round)


@REVIEW_VIEW.on(EditionSentForComments)
def _sent(event: RecordedEvent, session: ProjectionSession) -> None:
    sent: EditionSentForComments = event.event
    body = {
        "agency": sent.agency,
        "edition": sent.edition,
        "round": sent.round,
        "reviewing_agency": sent.reviewing_agency,
        "comments_due": sent.comments_due.isoformat(),
        "sent_by": sent.sent_by,
        "sent_at": instant(sent.sent_at),
        "reminded_at": None,
        "outcome": None,
        "closed_by": None,
        "closed_at": None,
    }
    session.put(ROUNDS.name, f"{event.key}/{sent.round}", body, event.version)


@REVIEW_VIEW.on(CommentsReminded)
def _reminded(event: RecordedEvent, session: ProjectionSession) -> None:
    key = f"{event.key}/{event.event.round}"
    change(ROUNDS, key, event, session, reminded_at=instant(event.event.reminded_at))


@REVIEW_VIEW.on(ReviewRoundClosed)
def _closed(event: RecordedEvent, session: ProjectionSession) -> None:
    closed: ReviewRoundClosed = event.event
    key = f"{event.key}/{closed.round}"
    change(
        ROUNDS,
        key,
        event,
        session,
        outcome=closed.outcome.value,
        closed_by=closed.closed_by,
        closed_at=instant(closed.closed_at),
        reason=closed.reason,
    )


@REVIEW_VIEW.on(CommentMade, keys=_comment)
def _made(event: RecordedEvent, session: ProjectionSession) -> None:
    made: CommentMade = event.event
    body = {
        "agency": made.agency,
        "edition": made.edition,
        "round": made.round,
        "comment": made.comment,
        "procedure": made.procedure,
        "step": made.step,
        "text": made.text,
        "reviewing_agency": made.reviewing_agency,
        "made_by": made.made_by,
        "made_at": instant(made.made_at),
        "answer": None,
    }
    session.put(COMMENTS.name, f"{event.key}/{made.comment}", body, event.version)


@REVIEW_VIEW.on(CommentAnswered, keys=_comment)
def _answered(event: RecordedEvent, session: ProjectionSession) -> None:
    answered: CommentAnswered = event.event
    key = f"{event.key}/{answered.comment}"
    answer = {
        "accepted": answered.accepted,
        "reason": answered.reason,
        "answered_by": answered.answered_by,
        "answered_at": instant(answered.answered_at),
    }
    change(COMMENTS, key, event, session, answer=answer)
