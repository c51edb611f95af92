"""A side doesn't stand by the list, or who leads doesn't: nothing comes of it."""

from services.cases.domain.hand_over.guards import KNOWN, check_proposed
from services.cases.domain.hand_over.state import HAND_OVER, HandOver, HandOverPhase, HandOverWithdrawn
from services.cases.domain.rules import reason_of
from services.cases.errors.course import ReasonMissing
from services.cases.errors.hand_over import NoSideOfHandOver
from shared.contracts.vocabulary import Text
from shared.decider import Act, command
from shared.kernel import Role


@command
class WithdrawHandOver:
    """Take the proposal back, or don't accept it."""

    reason: Text


@HAND_OVER.decides(WithdrawHandOver, refuses=(*KNOWN, NoSideOfHandOver, ReasonMissing))
def withdraw(hand_over: HandOver, command: WithdrawHandOver, act: Act) -> HandOverWithdrawn:
    """By either side, who proposed it, or the head of the agency; before both have confirmed."""
    check_proposed(hand_over, act)
    sides = (hand_over.giver, hand_over.receiver, hand_over.proposed_by)
    if not (act.by.name in sides and act.by.roles) and Role.AGENCY_HEAD not in act.by.roles:
        raise NoSideOfHandOver(giver=hand_over.giver, receiver=hand_over.receiver)
    return HandOverWithdrawn(
        reason=reason_of(command.reason),
        withdrawn_by=act.by.name,
        withdrawn_at=act.recorded_at,
        recorded_by=act.recorded_by,
    )


@HAND_OVER.evolves(HandOverWithdrawn)
def withdrawn(hand_over: HandOver, _event: HandOverWithdrawn) -> None:
    """It is over."""
    hand_over.phase = HandOverPhase.WITHDRAWN
