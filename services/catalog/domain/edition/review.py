"""Rounds of comments (góp ý) by the reviewing agency on a draft, and the answer to each comment.

Comments are opinions: one may be declined, with a reason that is kept.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.catalog.domain.edition.attribution import AttributedEvent

# --- events --------------------------------------------------------------------------------------


class RoundOutcome(StrEnum):
    """How a round ended."""

    COMMENTED = "commented"
    NOTHING_TO_SAY = "nothing_to_say"
    LAPSED = "lapsed"  #: its time passed
    RECALLED = "recalled"  #: the agency took its draft back, to work on it again
    DISCARDED = "discarded"  #: the agency gave its draft up; nothing is left to answer


#: The agency ended the round itself: it counts for nothing.
_TAKEN_BACK = frozenset({RoundOutcome.RECALLED, RoundOutcome.DISCARDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSentForComments(AttributedEvent):
    """The draft lies before the reviewing agency; it doesn't change until the round is closed."""

    agency: str
    edition: int
    round: int  #: from 1
    reviewing_agency: str
    comments_due: date  #: the last day for comments, in Vietnam
    remind_on: date
    sent_by: str
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsReminded:
    """The reviewing agency was reminded that the time for comments ends soon."""

    agency: str
    edition: int
    round: int
    reviewing_agency: str
    comments_due: date
    reminded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentMade(AttributedEvent):
    """A comment on the whole, on a procedure, or on a step."""

    agency: str
    edition: int
    round: int
    comment: int  #: from 1, through all rounds of the edition
    procedure: str = ""  #: empty: on the whole
    step: str = ""  #: empty: on the whole procedure
    text: str
    reviewing_agency: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRoundClosed(AttributedEvent):
    """The round has ended; all its comments are to be answered, unless the draft is given up."""

    agency: str
    edition: int
    round: int
    reviewing_agency: str
    outcome: RoundOutcome
    comments: int  #: how many the round brought
    closed_by: str | None  #: None: time closed it
    closed_at: datetime
    reason: str = ""  #: why it was recalled or discarded


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAnswered(AttributedEvent):
    """The agency has accepted a comment, or declined it with a reason."""

    agency: str
    edition: int
    comment: int
    accepted: bool
    reason: str  #: may be empty where it is accepted
    reviewing_agency: str
    answered_by: str
    answered_at: datetime


ReviewEvent = EditionSentForComments | CommentsReminded | CommentMade | ReviewRoundClosed | CommentAnswered
REVIEW_EVENTS: tuple[type, ...] = (
    EditionSentForComments,
    CommentsReminded,
    CommentMade,
    ReviewRoundClosed,
    CommentAnswered,
)

# --- state ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Round:
    """One round: as it was sent, and how it ended."""

    sent: EditionSentForComments
    reminded: bool = False
    comments: int = 0
    closed: ReviewRoundClosed | None = None


@dataclass(slots=True)
class Review:
    """All rounds of an edition, and its comments by number."""

    rounds: list[Round] = field(default_factory=list)
    comments: dict[int, CommentMade] = field(default_factory=dict)
    answers: dict[int, CommentAnswered] = field(default_factory=dict)

    @property
    def open(self) -> Round | None:
        """The round that is going on, if any."""
        return self.rounds[-1] if self.rounds and self.rounds[-1].closed is None else None

    @property
    def heard(self) -> bool:
        """Whether the reviewing agency has had its say: a round ended, and not because it was taken back."""
        ends = (one.closed for one in self.rounds)
        return any(end is not None and end.outcome not in _TAKEN_BACK for end in ends)

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The comments that have no answer yet, by number."""
        return tuple(number for number in self.comments if number not in self.answers)


def evolve(state: Review, event: ReviewEvent) -> None:
    """Apply one event, in place."""
    match event:
        case EditionSentForComments():
            state.rounds.append(Round(event))
        case CommentsReminded():
            state.rounds[-1].reminded = True
        case CommentMade():
            state.comments[event.comment] = event
            state.rounds[-1].comments += 1
        case ReviewRoundClosed():
            state.rounds[-1].closed = event
        case CommentAnswered():
            state.answers[event.comment] = event


def closed(
    found: Round, outcome: RoundOutcome, by: str | None, at: datetime, reason: str = ""
) -> ReviewRoundClosed:
    """The end of a round."""
    sent = found.sent
    return ReviewRoundClosed(
        agency=sent.agency,
        edition=sent.edition,
        round=sent.round,
        reviewing_agency=sent.reviewing_agency,
        outcome=outcome,
        comments=found.comments,
        closed_by=by,
        closed_at=at,
        reason=reason,
    )
