"""The guards of hand-overs: where one must stand, and who may know of it."""

from services.cases.domain.hand_over.state import HandOver, HandOverConfirmed, HandOverPhase, HandOverSide
from services.cases.errors.hand_over import HandOverOver, HandOverUnknown
from shared.decider import Act
from shared.kernel import Actor

#: How they may refuse.
KNOWN = (HandOverUnknown, HandOverOver)


def check_proposed(hand_over: HandOver, act: Act) -> None:
    """It is one of the actor's agency, and isn't over."""
    if hand_over.phase is HandOverPhase.UNKNOWN or hand_over.agency != act.by.agency:
        raise HandOverUnknown
    if hand_over.phase is not HandOverPhase.PROPOSED:
        raise HandOverOver


def side_of(giver: str, receiver: str, by: Actor) -> HandOverSide | None:
    """Which side the actor is; who holds no role in the agency is none."""
    return {giver: HandOverSide.GIVER, receiver: HandOverSide.RECEIVER}.get(by.name) if by.roles else None


def confirmation(side: HandOverSide, act: Act) -> HandOverConfirmed:
    """A side stands by the list."""
    return HandOverConfirmed(
        side=side.value,
        confirmed_by=act.by.name,
        confirmed_at=act.recorded_at,
        recorded_by=act.recorded_by,
    )
