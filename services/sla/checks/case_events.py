"""The events of every case, that its clock follows."""

from typing import Any

from services.sla.domain.events import EventBuffered
from shared.contracts.cases.facts import CaseEvent
from shared.contracts.registry import parse
from shared.runtime.checking import Followed


class CaseEvents:
    """The events of every case, as the log of the cases store goes by."""

    def __init__(self) -> None:
        self.by_case: dict[str, dict[int, CaseEvent]] = {}
        self.settled: dict[str, int] = {}  #: the last version that its clock must have taken

    def take(self, followed: Followed) -> None:
        """See the next event."""
        case_number, version = followed.recorded.key, followed.recorded.version
        self.by_case.setdefault(case_number, {})[version] = followed.event
        if followed.settled:
            self.settled[case_number] = version

    def event(self, case_number: str, version: int) -> CaseEvent | None:
        """The event at a version of a case's stream."""
        return self.by_case.get(case_number, {}).get(version)


def held_event(buffered: EventBuffered) -> Any:
    """A buffered event, read again."""
    return parse(buffered.event_type, buffered.data.encode())
