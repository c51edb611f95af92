"""What is told of cases that were taken over from elsewhere: once to each who holds work of them, no more."""

from collections.abc import Mapping
from functools import wraps

from services.notify.application.telling import tell_of_history
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.histories import HISTORY
from shared.contracts.cases.course import HistoryEnded
from shared.contracts.cases.facts import CaseEvent
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _on_history_ended(work: UnitOfWork, event: HistoryEnded, _message: Message) -> None:
    """One entry for all cases of an import: they have its beginning in common."""
    for one in event.open_steps:
        tell_of_history(
            work,
            one.division,
            one.official,
            agency=event.agency,
            cause=f"import-{event.import_began_at.isoformat()}",
            kind=NotificationKind.CASES_TAKEN_OVER,
            due_at=event.import_began_at,
        )


#: A line for each event.
REACTIONS: dict[type, Reaction] = {HistoryEnded: _on_history_ended}


def unless_history(reactions: Mapping[type, Reaction]) -> dict[type, Reaction]:
    """The same, but for what happened to a case elsewhere, which is only being taken in."""
    return {event: _unless_history(reaction) for event, reaction in reactions.items()}


def _unless_history(reaction: Reaction) -> Reaction:
    @wraps(reaction)
    def react(work: UnitOfWork, event: CaseEvent, message: Message) -> None:
        if not work.state(HISTORY, event.case_number).runs_on:
            reaction(work, event, message)

    return react
