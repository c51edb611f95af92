"""What is known of a case once all of its rows were seen, and whether they fit each other."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tthc.mining.log.columns import Field
from tthc.mining.log.errors import CaseContradicted, CaseTooLong, EventBeforeCase
from tthc.mining.log.events import LogEvent
from tthc.mining.log.values import LONGEST_YEARS

_LONGEST = timedelta(days=365 * LONGEST_YEARS)


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One case. Instants are in UTC."""

    case_id: str
    opened_at: datetime  #: the log's start; the first event where there is none or all events precede it
    deadline: datetime | None
    events: int
    last_event_at: datetime
    opened_in: str  #: the place of its first event, for errors
    ended_in: str  #: the place of its last event

    @property
    def late(self) -> bool:
        """Whether the last event is later than the deadline."""
        return self.deadline is not None and self.last_event_at > self.deadline


@dataclass(slots=True)
class Tally:
    """What is kept of a case while the file is read for the first time."""

    first: LogEvent
    last: LogEvent
    events: int = 0
    start: datetime | None = None
    deadline: datetime | None = None
    disordered: bool = False

    def add(self, event: LogEvent) -> None:
        """Count the event in; its case's start and deadline must be those of the rows before."""
        self.events += 1
        self.disordered = self.disordered or event.time < self.last.time
        if event.time > self.last.time:
            self.last = event
        if event.time < self.first.time:
            self.first = event
        self.start = _agreed(Field.START, self.start, event.case_start, event)
        self.deadline = _agreed(Field.DEADLINE, self.deadline, event.case_deadline, event)

    @property
    def started_late(self) -> bool:
        """Whether all events precede the start: it was entered later, and can't be when the case began.

        A lone event doesn't show that: it may as well be the event that is wrong.
        """
        return self.start is not None and self.last.time < self.start and self.events > 1

    def summary(self) -> CaseSummary:
        """The case, now that all of it was seen. Raises `EventBeforeCase` or `CaseTooLong`."""
        first, last, start = self.first, self.last, self.start
        if start is not None and first.time < start and not self.started_late:
            raise EventBeforeCase(
                where=first.place,
                case=first.case_id,
                activity=first.activity,
                time=first.time.isoformat(),
                start=start.isoformat(),
            )
        opened_at = first.time if start is None or self.started_late else start
        if last.time - opened_at > _LONGEST:
            times = {"start": opened_at.isoformat(), "end": last.time.isoformat()}
            raise CaseTooLong(where=last.place, case=first.case_id, years=LONGEST_YEARS, **times)
        return CaseSummary(
            first.case_id, opened_at, self.deadline, self.events, last.time, first.place, last.place
        )


def _agreed(
    field_: Field, known: datetime | None, stated: datetime | None, event: LogEvent
) -> datetime | None:
    if known is None or stated is None or known == stated:
        return known or stated
    raise CaseContradicted(
        where=event.place,
        case=event.case_id,
        column=field_.value,
        first=known.isoformat(),
        second=stated.isoformat(),
    )
