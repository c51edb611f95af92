"""Work that lay until the day on which it was due, and was passed on then."""

from datetime import datetime, timedelta

from services.cases.domain.case import Case
from services.cases.domain.coordination.deadline import calendar_asked, coordination_due
from services.cases.domain.deadline import deadline_of_visit
from services.cases.domain.known import Known
from services.cases.domain.passes import Pass, PassKind
from shared.working_time.calendar import WorkingCalendar

_MOMENT = timedelta(microseconds=1)
_COUNTED = (PassKind.RETURN, PassKind.REFUSAL, PassKind.DECLINE)


def is_last_day(case: Case, last: Pass, known: Known) -> bool:
    """Whether it had lain there for a whole working day or more before that day.

    Who was given less time than that can hardly pass on earlier what isn't theirs. A hand-off of what is
    completed passes nothing on undone. False while the working calendar isn't known.
    """
    if last.kind not in _COUNTED or not last.to:
        return False
    lay = _since_and_due(case, last, known)
    if lay is None:
        return False
    since, due, calendar = lay
    last_day = calendar.local_day(due - _MOMENT)
    next_day = calendar.begins(calendar.local_day(since) + timedelta(days=1))
    return calendar.local_day(last.at) == last_day and calendar.working_time(
        next_day, calendar.begins(last_day)
    ) > timedelta(0)


def _since_and_due(case: Case, last: Pass, known: Known) -> tuple[datetime, datetime, WorkingCalendar] | None:
    """From when the unit had it, when it was due, and by which calendar."""
    calendar = known.calendar(case.working_calendar)
    if calendar is None:
        return None
    if last.coordination is not None:
        asked = case.coordinations[last.coordination]
        due = coordination_due(case, asked, known)
        return (asked.requested_at, due, calendar_asked(calendar, asked)) if due is not None else None
    visit = case.visits.get(last.step)
    if visit is None or visit.completed:
        return None
    own = calendar.of(case.agency, case.stays)
    return visit.opened_at, deadline_of_visit(case, visit, own), own
