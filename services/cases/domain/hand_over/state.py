"""The state of a hand-over, and what can happen to it that is nobody else's business."""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.contracts.declaring import event, part
from shared.contracts.hand_overs import HandedStep
from shared.contracts.vocabulary import Instant
from shared.decider import Decider

#: How many steps one hand-over may have: they are reassigned in one save, which has a bound.
MOST_STEPS = 100


class HandOverPhase(StrEnum):
    """Where a hand-over is in its life."""

    UNKNOWN = "unknown"
    PROPOSED = "proposed"  #: the list waits for both to confirm it
    DONE = "done"  #: both have, and each step was reassigned, or refused
    WITHDRAWN = "withdrawn"


class HandOverSide(StrEnum):
    """Who confirms the list."""

    GIVER = "giver"  #: bên giao
    RECEIVER = "receiver"  #: bên nhận


@part
class HandedResult:
    """What became of a step on the list: reassigned, or refused, and why."""

    case_number: str
    step: str
    visit: int
    refused_as: str | None = None  #: the refusal's code; None: it is the receiver's
    vi: str | None = None
    en: str | None = None


@event(at="confirmed_at")
class HandOverConfirmed:
    """One side stands by the list."""

    side: str
    confirmed_by: str
    confirmed_at: Instant
    recorded_by: str | None = None


@event(at="carried_out_at")
class HandOverCarriedOut:
    """Both sides had confirmed; what became of each step."""

    results: tuple[HandedResult, ...]
    carried_out_at: Instant


@event(at="withdrawn_at")
class HandOverWithdrawn:
    """Nothing comes of it."""

    reason: str
    withdrawn_by: str
    withdrawn_at: Instant
    recorded_by: str | None = None


@dataclass(slots=True)
class HandOver:
    """A list of steps that go from one official to another."""

    phase: HandOverPhase = HandOverPhase.UNKNOWN
    agency: str = ""
    giver: str = ""
    receiver: str = ""
    proposed_by: str = ""
    steps: tuple[HandedStep, ...] = ()
    confirmed: set[str] = field(default_factory=set)

    @property
    def is_agreed(self) -> bool:
        """Whether both have confirmed, and nothing has come of it yet."""
        return self.phase is HandOverPhase.PROPOSED and self.confirmed == set(HandOverSide)


#: Key: agency, giver, and the how-manyeth of that giver it is.
HAND_OVER = Decider[HandOver]("hand_over", HandOver)


@HAND_OVER.evolves(HandOverCarriedOut)
def carried_out(hand_over: HandOver, _event: HandOverCarriedOut) -> None:
    """It is over."""
    hand_over.phase = HandOverPhase.DONE
