"""What is told of desks that are handed over: to each side that hasn't confirmed the list yet."""

from services.notify.application.telling import tell_people
from services.notify.domain.delivery import NotificationKind
from shared.contracts.hand_overs import HandOverProposed
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _on_proposed(work: UnitOfWork, event: HandOverProposed, message: Message) -> None:
    """Who proposes it as a side of it has confirmed it thereby."""
    sides = [one for one in (event.giver, event.receiver) if one != event.proposed_by]
    tell_people(
        work,
        lambda _directory: sides,
        agency=event.agency,
        official=event.proposed_by,
        hand_over=event.hand_over,
        subject=event.reason,
        cause=message.id,
        kind=NotificationKind.HAND_OVER_TO_CONFIRM,
        due_at=event.proposed_at,
    )


#: A line for each event.
REACTIONS: dict[type, Reaction] = {HandOverProposed: _on_proposed}
