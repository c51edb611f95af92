"""Of a claimed objective cause who decides on it is told; of the decision, whose visit it was."""

from typing import Any

from services.notify.application.telling import tell_people
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.recipients import leaders
from shared.contracts.cases.objective_causes import (
    ObjectiveCauseClaimed,
    ObjectiveCauseConfirmed,
    ObjectiveCauseRefused,
)
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction


def _on_claimed(work: UnitOfWork, event: ObjectiveCauseClaimed, message: Message) -> None:
    """The heads of the division and of the agency, but for who claims it."""
    division = event.division
    tell_people(
        work,
        lambda directory: [
            one for one in leaders(directory, event.agency, division) if one != event.official
        ],
        agency=event.agency,
        division=division,
        official=event.official,
        cause=message.id,
        kind=NotificationKind.CAUSE_CLAIMED,
        case_number=event.case_number,
        step=event.step,
        visit=event.visit,
        due_at=event.claimed_at,
    )


def _on_confirmed(work: UnitOfWork, event: ObjectiveCauseConfirmed, message: Message) -> None:
    content = {"official": event.confirmed_by, "due_at": event.confirmed_at}
    _tell_claimant(work, event, cause=message.id, kind=NotificationKind.CAUSE_CONFIRMED, **content)


def _on_refused(work: UnitOfWork, event: ObjectiveCauseRefused, message: Message) -> None:
    content = {"official": event.refused_by, "due_at": event.refused_at}
    _tell_claimant(work, event, cause=message.id, kind=NotificationKind.CAUSE_REFUSED, **content)


def _tell_claimant(
    work: UnitOfWork, event: ObjectiveCauseConfirmed | ObjectiveCauseRefused, **content: Any
) -> None:
    whose = [event.official] if event.official else []
    tell_people(
        work,
        lambda _directory: whose,
        agency=event.agency,
        division=event.division,
        case_number=event.case_number,
        step=event.step,
        visit=event.visit,
        **content,
    )


#: A line for each event.
REACTIONS: dict[type, Reaction] = {
    ObjectiveCauseClaimed: _on_claimed,
    ObjectiveCauseConfirmed: _on_confirmed,
    ObjectiveCauseRefused: _on_refused,
}
