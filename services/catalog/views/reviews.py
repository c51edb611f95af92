"""Rounds of comments and the comments with their answers, as documents."""

from services.catalog import domain
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


@REVIEW_VIEW.on(domain.EditionSentForComments)
def _sent(event: RecordedEvent, session: ProjectionSession) -> None:
    sent: domain.EditionSentForComments = event.event
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


@REVIEW_VIEW.on(domain.CommentsReminded)
def _reminded(event: RecordedEvent, session: ProjectionSession) -> None:
    key = f"{event.key}/{event.event.round}"
    change(ROUNDS, key, event, session, reminded_at=instant(event.event.reminded_at))


@REVIEW_VIEW.on(domain.ReviewRoundClosed)
def _closed(event: RecordedEvent, session: ProjectionSession) -> None:
    closed: domain.ReviewRoundClosed = event.event
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


@REVIEW_VIEW.on(domain.CommentMade, keys=_comment)
def _made(event: RecordedEvent, session: ProjectionSession) -> None:
    made: domain.CommentMade = event.event
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


@REVIEW_VIEW.on(domain.CommentAnswered, keys=_comment)
def _answered(event: RecordedEvent, session: ProjectionSession) -> None:
    answered: domain.CommentAnswered = event.event
    key = f"{event.key}/{answered.comment}"
    answer = {
        "accepted": answered.accepted,
        "reason": answered.reason,
        "answered_by": answered.answered_by,
        "answered_at": instant(answered.answered_at),
    }
    change(COMMENTS, key, event, session, answer=answer)
