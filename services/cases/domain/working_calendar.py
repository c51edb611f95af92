"""CALENDAR: a working calendar, as the sla service told this one of it."""

from dataclasses import dataclass, field
from operator import attrgetter

from shared.contracts.calendars import CalendarChanged
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider
from shared.restating import restate
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import DayHours, FurtherDaysOf, Holiday, LocalDifference, MakeUpDay, laid_out


@event()
class CalendarReplicated:
    """The calendar is so from now on: what is counted here is counted by it.

    It has the fields of `CalendarChanged`, and is read out of it.
    """

    code: str
    version: int
    time_zone: str
    weekly: tuple[DayHours, ...]
    week_source: str
    holidays: tuple[Holiday, ...] = ()
    make_up_days: tuple[MakeUpDay, ...] = ()
    differences: tuple[LocalDifference, ...] = ()
    changed_at: Instant


@dataclass(slots=True)
class Calendar:
    """The newest that is known; None before the first."""

    replicated: CalendarReplicated | None = None
    further: FurtherDaysOf | None = field(default=None, repr=False, compare=False)  #: of later years
    _built: WorkingCalendar | None = field(default=None, repr=False, compare=False)

    def working(self) -> WorkingCalendar | None:
        """The calendar to count with, if it is known; kept, since it lays out each year once."""
        if self._built is None and self.replicated is not None:
            told = self.replicated
            self._built = restate(
                WorkingCalendar,
                told,
                agency=None,
                noted_years=laid_out(told.holidays),
                further=self.further(told.time_zone) if self.further else None,
            )
        return self._built

    def replicate(self, replicated: CalendarReplicated) -> None:
        """Count by this one from now on."""
        self.replicated, self._built = replicated, None


#: Key: the calendar's code.
CALENDAR = Decider[Calendar]("calendar", Calendar, key_of_followed=attrgetter("code"))


@CALENDAR.follows(CalendarChanged, read_as=CalendarReplicated)
def calendar_told(calendar: Calendar, event: CalendarReplicated, _cause: Cause) -> CalendarReplicated | None:
    """Adopt what is newer than what is known."""
    known = calendar.replicated
    return event if known is None or event.version > known.version else None


@CALENDAR.evolves(CalendarReplicated)
def calendar_replicated(calendar: Calendar, event: CalendarReplicated) -> None:
    """The newest holds."""
    calendar.replicate(event)
