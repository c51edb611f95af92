"""How long each agency of a tree held it, waited for others, or stood still."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from services.cases.domain.tree.timeline import Span, Standing, Timeline
from shared.working_time.calendar import WorkingCalendar


@dataclass(slots=True)
class AgencyTime:
    """Working time of one agency in a tree."""

    held: timedelta = field(default_factory=timedelta)
    waiting: timedelta = field(default_factory=timedelta)
    paused: timedelta = field(default_factory=timedelta)

    def add(self, standing: Standing, time: timedelta) -> None:
        """Count it as how the agency's case stood."""
        if standing is Standing.PAUSED:
            self.paused += time
        elif standing is Standing.WAITING:
            self.waiting += time
        else:
            self.held += time


TimeOf: TypeAlias = Callable[[str], AgencyTime]
CalendarOf: TypeAlias = Callable[[str], WorkingCalendar]


def note_root(line: Timeline, time_of: TimeOf, calendar_of: CalendarOf) -> None:
    """The root's agency, whichever has it: the time in which the root is open."""
    for span in line.spans:
        if span.standing is not Standing.ENDED:
            worked = calendar_of(span.agency).working_time(span.start, span.end)
            time_of(span.agency).add(span.standing, worked)


def note_asked(
    line: Timeline, coordination: int, child: Timeline | None, time_of: TimeOf, calendar_of: CalendarOf
) -> None:
    """An asked agency: the time in which its answer is owed, by how its own case for it stood."""
    for span in line.spans:
        if coordination in span.owed:
            agency = span.owed[coordination]
            for start, end, standing in _through(span, child):
                time_of(agency).add(standing, calendar_of(agency).working_time(start, end))


def _through(span: Span, child: Timeline | None) -> Iterator[tuple[datetime, datetime, Standing]]:
    """The span in pieces, as the child stood; what it wasn't there for, or had ended, is held."""
    at = span.start
    for piece in child.spans if child is not None else ():
        start, end = max(piece.start, at), min(piece.end, span.end)
        if start >= end:
            continue
        yield at, start, Standing.HELD
        yield start, end, piece.standing
        at = end
    yield at, span.end, Standing.HELD


def whole_minutes(time: Mapping[str, AgencyTime]) -> dict[str, dict[str, int]]:
    """By agency, in whole working minutes."""
    return {
        agency: {name: getattr(one, name) // timedelta(minutes=1) for name in ("held", "waiting", "paused")}
        for agency, one in sorted(time.items())
    }
