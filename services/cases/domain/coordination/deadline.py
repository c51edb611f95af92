"""When an answer is due, as the state of the asking case has it."""

from datetime import datetime

from services.cases.domain.case import Case
from services.cases.domain.coordination_state import Coordination
from services.cases.domain.known import Known
from shared.working_time.answers import calendar_of_asked
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.dues import due_after


def coordination_due(case: Case, asked: Coordination, known: Known) -> datetime | None:
    """By the asked agency's calendar; while its time stands still, as of when it stopped.

    None while the calendar isn't known.
    """
    calendar = known.calendar(case.working_calendar)
    if calendar is None:
        return None
    return due_after(calendar_asked(calendar, asked), asked.requested_at, asked.time_limit, asked.pauses)[0]


def calendar_asked(calendar: WorkingCalendar, asked: Coordination) -> WorkingCalendar:
    """As those who were asked work, one after the other."""
    return calendar_of_asked(calendar, asked.asked_agency, asked.stays, asked.stopped_at)
