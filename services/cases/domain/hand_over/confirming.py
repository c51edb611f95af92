"""Each side confirms the list; when both have, the steps are reassigned."""

from services.cases.domain.hand_over.guards import KNOWN, check_proposed, confirmation, side_of
from services.cases.domain.hand_over.state import HAND_OVER, HandOver, HandOverConfirmed
from services.cases.errors.hand_over import HandOverAlreadyConfirmed, NoSideOfHandOver
from shared.decider import Act, command


@command
class ConfirmHandOver:
    """Confirm the list, as the one who gives or the one who receives."""


@HAND_OVER.decides(ConfirmHandOver, refuses=(*KNOWN, NoSideOfHandOver, HandOverAlreadyConfirmed))
def confirm(hand_over: HandOver, _command: ConfirmHandOver, act: Act) -> HandOverConfirmed:
    """By each side, once."""
    check_proposed(hand_over, act)
    side = side_of(hand_over.giver, hand_over.receiver, act.by)
    if side is None:
        raise NoSideOfHandOver(giver=hand_over.giver, receiver=hand_over.receiver)
    if side in hand_over.confirmed:
        raise HandOverAlreadyConfirmed(official=act.by.name)
    return confirmation(side, act)


@HAND_OVER.evolves(HandOverConfirmed)
def confirmed(hand_over: HandOver, event: HandOverConfirmed) -> None:
    """That side is bound."""
    hand_over.confirmed.add(event.side)
