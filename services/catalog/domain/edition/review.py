"""Rounds of comments (góp ý) by the reviewing agency on a draft, and the answer to each comment.

Comments are opinions: one may be declined, with a reason that is kept.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.contracts.catalog.reviews import (
    CommentAnswered,
    CommentMade,
    EditionSentForComments,
    ReviewRoundClosed,
)
from shared.decider import Act
from shared.restating import restate


class RoundOutcome(StrEnum):
    """How a round ended."""

    COMMENTED = "commented"
    NOTHING_TO_SAY = "nothing_to_say"
    LAPSED = "lapsed"  #: its time passed
    RECALLED = "recalled"  #: the agency took its draft back, to work on it again
    DISCARDED = "discarded"  #: the agency gave its draft up; nothing is left to answer


#: The agency ended the round itself: it counts for nothing.
_TAKEN_BACK = (RoundOutcome.RECALLED, RoundOutcome.DISCARDED)


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


def ended(found: Round, outcome: RoundOutcome, act: Act, reason: str = "") -> ReviewRoundClosed:
    """The end of a round; where time ended it, nobody did."""
    sent, lapsed = found.sent, outcome is RoundOutcome.LAPSED
    return restate(
        ReviewRoundClosed,
        sent,
        outcome=outcome.value,
        comments=found.comments,
        closed_by=None if lapsed else act.by.name,
        closed_at=act.at,
        reason=reason,
        recorded_by=None if lapsed else act.recorded_by,
    )
