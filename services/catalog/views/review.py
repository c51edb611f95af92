"""Rounds of comments and the comments with their answers, as documents."""

from dataclasses import dataclass
from typing import Annotated

from shared.contracts.catalog.reviews import (
    CommentAnswered,
    CommentMade,
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
)
from shared.contracts.vocabulary import described
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import DateText, InstantText, instant
from shared.restating import restate


@dataclass(slots=True, kw_only=True)
class RoundDocument:
    """A round of comments on a draft."""

    agency: str
    edition: int
    round: int
    reviewing_agency: str
    comments_due: Annotated[DateText, described("The last day for comments.")]
    sent_by: str
    sent_at: InstantText
    reminded_at: InstantText | None = None
    outcome: Annotated[str | None, described("How it ended; null: it is open.")] = None
    closed_by: Annotated[str | None, described("Null: time closed it, or it is open.")] = None
    closed_at: InstantText | None = None
    reason: Annotated[str, described("Why it was recalled or discarded.")] = ""


@dataclass(slots=True, kw_only=True)
class CommentAnswer:
    """The agency's answer to a comment."""

    accepted: bool
    reason: str
    answered_by: str | None
    answered_at: InstantText


@dataclass(slots=True, kw_only=True)
class CommentDocument:
    """A comment of the reviewing agency."""

    agency: str
    edition: int
    round: int
    comment: Annotated[int, described("Its number in the edition, from 1.")]
    procedure: Annotated[str, described("Empty: on the whole edition.")]
    step: Annotated[str, described("Empty: on the whole procedure.")]
    text: str
    reviewing_agency: str
    made_by: str | None
    made_at: InstantText
    answer: Annotated[CommentAnswer | None, described("Null: it waits for one.")] = None


ROUNDS = Collection(
    "review_rounds",
    indexes=(("agency", "edition"), ("reviewing_agency", "outcome")),
    document=RoundDocument,
)
COMMENTS = Collection("comments", indexes=(("agency", "edition"),), document=CommentDocument)


def _round_key(event: RecordedEvent) -> str:
    return f"{event.key}/{event.event.round}"


def _comment_key(event: RecordedEvent) -> str:
    return f"{event.key}/{event.event.comment}"


def _round(event: RecordedEvent) -> list[Key]:
    return [(ROUNDS.name, _round_key(event))]


def _comment(event: RecordedEvent) -> list[Key]:
    return [(COMMENTS.name, _comment_key(event))]


REVIEW_VIEW = View("reviews", ROUNDS, COMMENTS, keys=_round)


@REVIEW_VIEW.on(EditionSentForComments)
def _sent(event: RecordedEvent, session: ProjectionSession) -> None:
    sent: EditionSentForComments = event.event
    begun = restate(
        RoundDocument, sent, comments_due=sent.comments_due.isoformat(), sent_at=instant(sent.sent_at)
    )
    session.put(ROUNDS.name, _round_key(event), begun, event.version)


@REVIEW_VIEW.on(CommentsReminded)
def _reminded(event: RecordedEvent, session: ProjectionSession) -> None:
    found = session.document(ROUNDS, _round_key(event))
    if found is not None:
        found.reminded_at = instant(event.event.reminded_at)
        session.put(ROUNDS.name, _round_key(event), found, event.version)


@REVIEW_VIEW.on(ReviewRoundClosed)
def _closed(event: RecordedEvent, session: ProjectionSession) -> None:
    closed: ReviewRoundClosed = event.event
    found = session.document(ROUNDS, _round_key(event))
    if found is not None:
        found.outcome, found.reason = closed.outcome, closed.reason
        found.closed_by, found.closed_at = closed.closed_by, instant(closed.closed_at)
        session.put(ROUNDS.name, _round_key(event), found, event.version)


@REVIEW_VIEW.on(CommentMade, keys=_comment)
def _made(event: RecordedEvent, session: ProjectionSession) -> None:
    made: CommentMade = event.event
    comment = restate(CommentDocument, made, made_at=instant(made.made_at))
    session.put(COMMENTS.name, _comment_key(event), comment, event.version)


@REVIEW_VIEW.on(CommentAnswered, keys=_comment)
def _answered(event: RecordedEvent, session: ProjectionSession) -> None:
    answered: CommentAnswered = event.event
    comment = session.document(COMMENTS, _comment_key(event))
    if comment is not None:
        comment.answer = restate(CommentAnswer, answered, answered_at=instant(answered.answered_at))
        session.put(COMMENTS.name, _comment_key(event), comment, event.version)
