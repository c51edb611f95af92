"""When a case and its coordinations are due at an instant, and whether they were late by then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.cases.domain.coordination.deadline import calendar_asked, coordination_due
from services.cases.domain.coordination_state import Coordination, CoordinationPhase
from services.cases.domain.deadline import deadline_of
from services.cases.domain.known import Known
from services.cases.domain.tree.timeline import Span, Timeline
from shared.working_time.calendar import WorkingCalendar

_NEVER_LATE = (CoordinationPhase.DECLINED, CoordinationPhase.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, and whether and for how long it wasn't done after that."""

    at: datetime | None  #: None: the calendar isn't known
    late: bool
    late_minutes: int  #: in working time


def due_of_case(line: Timeline, known: Known) -> Due:
    """Late: it was still open and not suspended after its due instant."""
    deadline = deadline_of(line.state, known)
    if deadline is None:
        return Due(None, False, 0)
    return _due(deadline.at, [span for span in line.spans if span.runs], deadline.calendar)


def due_of_coordination(line: Timeline, asked: Coordination, known: Known) -> Due:
    """Late: an answer was still owed after it while the asking case ran, or silence answered."""
    at, calendar = coordination_due(line.state, asked, known), known.calendar(line.state.working_calendar)
    if at is None or calendar is None or asked.phase in _NEVER_LATE:
        return Due(at, False, 0)
    found = _due(at, list(line.runs_of(asked.number)), calendar_asked(calendar, asked))
    return replace(found, late=found.late or asked.by_silence)


def _due(at: datetime, ran: Sequence[Span], calendar: WorkingCalendar) -> Due:
    after = [span for span in ran if span.end > at]
    worked = sum((calendar.working_time(max(span.start, at), span.end) for span in after), timedelta())
    return Due(at, bool(after), worked // timedelta(minutes=1))
