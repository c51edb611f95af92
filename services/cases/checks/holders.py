"""Nobody who works no more in a division holds a step there: whoever leaves strands no case."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from services.cases.domain.case import Case, Visit
from services.cases.domain.deciders import CASE
from services.cases.domain.directory import DIRECTORY, Directory, OfficialReplicated
from shared.eventstore.records import RecordedEvent
from shared.runtime.checking import Check
from shared.runtime.findings import Area, Findings

#: So long after the last that is known of case and official, the sweeper has let go what they held.
GRACE = timedelta(seconds=60)


class HolderCheck(Check):
    """The open cases against who works where, both as the log of the cases store has them."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._cases: dict[str, Case] = {}
        self._directories: dict[str, Directory] = {}
        self._noted: dict[str, datetime] = {}  #: of each case, and each official, when the last was recorded
        self._last = _BEFORE  #: when the last event of all was

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event of the cases store."""
        self._last = recorded.recorded_at
        if recorded.stream.startswith(_CASES):
            self._take_case(recorded)
        elif recorded.stream.startswith(_DIRECTORIES):
            directory = self._directories.setdefault(recorded.key, DIRECTORY.initial())
            DIRECTORY.evolve(directory, recorded.event)
            if isinstance(recorded.event, OfficialReplicated):
                self._noted[_person(recorded.key, recorded.event.official)] = recorded.recorded_at

    async def finish(self, now: datetime, *, running: bool) -> None:
        """Name each step that is held so. The sweeper works until now; else until the last event."""
        until = now if running else self._last
        for number, case in self._cases.items():
            for visit in _held(case):
                self._findings.checked["held steps"] += 1
                if self._left(case, visit):
                    noted = max(self._noted[number], self._noted[_person(case.agency, visit.official)])
                    self._tell(number, visit, late=until - noted > GRACE)

    def _take_case(self, recorded: RecordedEvent) -> None:
        case = self._cases.get(recorded.key)
        if case is None:
            if recorded.version > 1:  # what is missing before it is found elsewhere
                return
            case = self._cases[recorded.key] = CASE.initial()
        self._noted[recorded.key] = recorded.recorded_at
        try:
            CASE.evolve(case, recorded.event)
        except (AttributeError, KeyError, TypeError):
            del self._cases[recorded.key]  # a stream with a hole, or with what was written into it by hand

    def _left(self, case: Case, visit: Visit) -> bool:
        """Whether they are known, and work no more in the division that holds the step, if that is there."""
        directory = self._directories.get(case.agency) or DIRECTORY.initial()
        known = directory.officials.get(visit.official or "")
        return known is not None and visit.division not in known.divisions

    def _tell(self, number: str, visit: Visit, *, late: bool) -> None:
        where = f"case-{number} step {visit.step}"
        if late:
            expected = f"somebody of {visit.division}, or nobody yet"
            found = f"{visit.official}, who works there no more"
            self._findings.disagree(Area.HOLDERS, where, expected, found)
        else:
            text = f"held by {visit.official}, who works in {visit.division} no more, until it is let go"
            self._findings.note(Area.HOLDERS, where, text)


_CASES, _DIRECTORIES = CASE.stream(""), DIRECTORY.stream("")
_BEFORE = datetime.min.replace(tzinfo=UTC)


def _person(agency: str, official: str | None) -> str:
    return f"{agency}:{official}"


def _held(case: Case) -> Iterator[Visit]:
    """The steps that somebody has in a case that runs, and isn't being taken in still."""
    if case.is_alive and not case.history:
        yield from (visit for visit in case.visits.values() if visit.official is not None)
