"""What is told of a claimed objective cause, and to whom: a pure function of what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import Directory
from services.notify.domain.recipients import leaders
from shared.contracts.cases.objective_causes import (
    ObjectiveCauseClaimed,
    ObjectiveCauseConfirmed,
    ObjectiveCauseRefused,
)

CONTESTED = (ObjectiveCauseClaimed, ObjectiveCauseConfirmed, ObjectiveCauseRefused)
Contested: TypeAlias = ObjectiveCauseClaimed | ObjectiveCauseConfirmed | ObjectiveCauseRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestingNews:
    """Of a claim who decides on it is told; of the decision, whose visit it was."""

    kind: NotificationKind
    agency: str
    division: str
    official: str | None  #: who claims it, or has decided
    claimant: str | None
    case_number: str
    step: str
    visit: int
    due_at: datetime  #: when it was claimed or decided

    def told_to(self, directory: Directory) -> tuple[str, ...]:
        """The heads of the division and of the agency, but for who claims it; else who claimed it."""
        if self.kind is not NotificationKind.CAUSE_CLAIMED:
            return (self.claimant,) if self.claimant is not None else ()
        found = leaders(directory, self.agency, self.division)
        return tuple(one for one in found if one != self.claimant)


def contesting_news(event: Contested) -> ContestingNews:
    """What is told of the event."""
    match event:
        case ObjectiveCauseClaimed():
            kind, by, at = NotificationKind.CAUSE_CLAIMED, event.official, event.claimed_at
        case ObjectiveCauseConfirmed():
            kind, by, at = NotificationKind.CAUSE_CONFIRMED, event.confirmed_by, event.confirmed_at
        case ObjectiveCauseRefused():
            kind, by, at = NotificationKind.CAUSE_REFUSED, event.refused_by, event.refused_at
    return ContestingNews(
        kind=kind,
        agency=event.agency,
        division=event.division,
        official=by,
        claimant=event.official,
        case_number=event.case_number,
        step=event.step,
        visit=event.visit,
        due_at=at,
    )
