"""When a case is due: counted as its clock in the sla service counts, from the same recorded facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.cases.domain.case import Case, Visit
from services.cases.domain.directory import RETRY_AFTER
from services.cases.domain.known import Known
from services.cases.domain.marks import MarkedVisit
from services.cases.errors.known import CalendarNotKnownYet
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.dues import due_after, given_due_after, suspensions

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a running case is due, and the calendar that it is counted by."""

    at: datetime
    calendar: WorkingCalendar

    def extended_by(self, longest: TimeLimit) -> datetime:
        """The latest instant that an extension by so much leads to; days are counted from the last day."""
        if longest.counting == Counting.WORKING_HOURS:
            return self.calendar.due_at(self.at, longest)
        return self.calendar.due_at(self.at - _MOMENT, longest)

    def leaves(self, at: datetime, before: TimeLimit) -> bool:
        """Whether at least so long is left then; where it is days, the day itself doesn't count."""
        if before.counting == Counting.WORKING_HOURS:
            return self.calendar.due_at(at, before) <= self.at
        last_day = self.calendar.local_day(self.at - _MOMENT)
        return self.calendar.due(at, before).last_day <= last_day


def deadline_of(case: Case, known: Known) -> Deadline | None:
    """As recorded facts make it; None while the calendar isn't known.

    An extension never leaves less than the limit alone would, by whatever calendar and suspensions since.
    Between a completion and a reopening the time stands still; an extension stands as it was given.
    """
    calendar = _calendar(case, known)
    if calendar is None:
        return None
    assert case.opened_at is not None, "the case isn't opened"
    dues, pauses = [], suspensions(case.pauses) if case.extensions else case.pauses
    if case.due_at is not None and case.due_from is not None:
        dues.append(given_due_after(calendar, case.due_at, case.due_from, pauses))
    if case.limit_counts:
        assert case.time_limit is not None, "the case isn't opened"
        dues.append(due_after(calendar, case.opened_at, case.time_limit, pauses)[0])
    return Deadline(max(dues), calendar)


def deadline_of_visit(case: Case, visit: Visit | MarkedVisit, calendar: WorkingCalendar) -> datetime:
    """When an open visit of a running case is due, or was of one that is completed."""
    pauses = [pause for pause in case.pauses if pause.end > visit.opened_at]
    return due_after(calendar, visit.opened_at, visit.time_limit, pauses)[0]


def calendar_of(case: Case, known: Known) -> WorkingCalendar:
    """The calendar that the case counts by, as its agency works. Raises `CalendarNotKnownYet`."""
    calendar = _calendar(case, known)
    if calendar is None:
        raise CalendarNotKnownYet(calendar=case.working_calendar, retry_after=RETRY_AFTER)
    return calendar


def _calendar(case: Case, known: Known) -> WorkingCalendar | None:
    calendar = known.calendar(case.working_calendar)
    return calendar.of(case.agency, case.stays) if calendar is not None else None
