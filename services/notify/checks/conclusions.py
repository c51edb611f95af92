"""What the clocks concluded, and who is to be told of it."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.delegates import with_delegates
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import Directory
from services.notify.domain.recipients import recipients
from shared.contracts.sla import CaseOverdue, StepDueSoon, StepOverdue, SuspensionEnded
from shared.contracts.source import event_id
from shared.contracts.topics import Service as ServiceName
from shared.kernel import day_of
from shared.runtime.checking import Followed

_KINDS: dict[type, NotificationKind] = {
    StepDueSoon: NotificationKind.STEP_DUE_SOON,
    StepOverdue: NotificationKind.STEP_OVERDUE,
    CaseOverdue: NotificationKind.CASE_OVERDUE,
    SuspensionEnded: NotificationKind.SUSPENSION_ENDED,
}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What people are to be told, and who holds the work."""

    kind: NotificationKind
    agency: str
    case_number: str
    step: str | None
    visit: int | None
    due_at: datetime
    holders: tuple[tuple[str | None, str | None], ...]  #: division and official
    recorded_at: datetime
    settled: bool  #: it could be told by now

    def told_to(self, directory: Directory, at: datetime | None = None) -> tuple[str, ...]:
        """Who is told of it, by a directory of the agency; with those who act for them at that moment."""
        found = [one for holder in self.holders for one in recipients(directory, self.agency, *holder)]
        if at is None:
            return tuple(dict.fromkeys(found))
        return with_delegates(found, directory.delegations, day_of(at))


class Conclusions:
    """What the clocks concluded, by the id under which it was told, as the log of the sla store goes by."""

    def __init__(self) -> None:
        self.by_cause: dict[str, Conclusion] = {}

    def take(self, followed: Followed) -> None:
        """See the next event."""
        event, recorded = followed.event, followed.recorded
        kind = _KINDS.get(type(event))
        if kind is None:
            return
        cause = event_id(ServiceName.SLA, recorded.stream, recorded.version)
        self.by_cause[cause] = Conclusion(
            kind,
            event.agency,
            event.case_number,
            getattr(event, "step", None),
            getattr(event, "visit", None),
            event.due_at,
            _holders(event),
            recorded.recorded_at,
            followed.settled,
        )


def _holders(
    event: StepDueSoon | StepOverdue | CaseOverdue | SuspensionEnded,
) -> tuple[tuple[str | None, str | None], ...]:
    if isinstance(event, SuspensionEnded):
        return ((None, None),)
    if isinstance(event, CaseOverdue):
        return tuple((one.division, one.official) for one in event.open_steps) or ((None, None),)
    return ((event.division, event.official),)
