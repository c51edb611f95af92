"""What is told of what happens to cases, and to whom."""

from services.notify.application.telling import tell_of_work
from services.notify.domain.delivery import NotificationKind
from shared.contracts.cases.course import CaseMoved
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _on_moved(work: UnitOfWork, event: CaseMoved, message: Message) -> None:
    """The heads of the agency that took over, of what no division was named for."""
    if event.left_to_head:
        tell_of_work(
            work,
            None,
            None,
            agency=event.agency,
            cause=message.id,
            kind=NotificationKind.CASE_LEFT_TO_HEAD,
            case_number=event.case_number,
            counterpart=event.from_agency,
            due_at=event.moved_at,
        )


#: A line for each event.
REACTIONS: dict[type, Reaction] = {CaseMoved: _on_moved}
