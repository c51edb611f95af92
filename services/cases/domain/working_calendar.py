"""CALENDAR: a working calendar, as the sla service told this one of it."""

from dataclasses import dataclass, field, replace
from operator import attrgetter

from shared.contracts.calendars import CalendarChanged
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider
from shared.restating import restate
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import DayHours, FurtherDaysOf, Holiday, LocalDifference, MakeUpDay


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
    first_year: int | None = None
    last_year: int | None = None
    changed_at: Instant
    epoch: int = 1  #: of the store that has the calendar; it isn't told in the event itself


@dataclass(slots=True)
class Calendar:
    """The newest that is known; None before the first."""

    replicated: CalendarReplicated | None = None
    _built: WorkingCalendar | None = field(default=None, repr=False, compare=False)

    def working(self, further: FurtherDaysOf) -> WorkingCalendar | None:
        """The calendar to count with, if it is known; kept, since it lays out each year once.

        Of years that it wasn't laid out for it has what is known of its time zone, as the clocks' has.
        """
        told = self.replicated
        if self._built is None and told is not None:
            years = None
            if told.first_year is not None and told.last_year is not None:
                years = range(told.first_year, told.last_year + 1)
            further_days = further(told.time_zone, told.holidays)
            self._built = restate(WorkingCalendar, told, agency=None, noted_years=years, further=further_days)
        return self._built

    def replicate(self, replicated: CalendarReplicated) -> None:
        """Count by this one from now on."""
        self.replicated, self._built = replicated, None


#: Key: the calendar's code.
CALENDAR = Decider[Calendar]("calendar", Calendar, key_of_followed=attrgetter("code"))


@CALENDAR.follows(CalendarChanged, read_as=CalendarReplicated)
def calendar_told(calendar: Calendar, event: CalendarReplicated, cause: Cause) -> CalendarReplicated | None:
    """Adopt what is newer than what is known."""
    known = calendar.replicated
    if known is not None and (cause.epoch, event.version) <= (known.epoch, known.version):
        return None
    return replace(event, epoch=cause.epoch)


@CALENDAR.evolves(CalendarReplicated)
def calendar_replicated(calendar: Calendar, event: CalendarReplicated) -> None:
    """The newest holds."""
    calendar.replicate(event)
