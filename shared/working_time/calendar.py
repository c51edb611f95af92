"""The working calendar: what time is working time, and when a limit ends.

Civil Code 2015 (91/2015/QH13): a limit in hours runs from its moment (Art. 147.1). A limit in days leaves out
the day of the event (Art. 147.2–3) and ends with its last day (Art. 148.1), at that day's 24:00 (Art. 148.6).
Where the last day is a day off, the limit ends when the next working day ends (Art. 148.5).
How that is read here:
- working hours are counted in working time only, and end at the first instant at which they are used up;
- working days end when the work of the last day ends (17:30), and can't end on a day off;
- calendar days end at the 24:00 of the last day; if that is a day off, at the 24:00 of the next working day
  (not at its 17:30), since Art. 148.6 says of every last day when it ends.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import FIRST_YEAR, LAST_YEAR, Counting
from shared.working_time.days import (
    FORTY_HOUR_WEEK,
    OFFICE_WEEK,
    Day,
    DayHours,
    DayKind,
    FurtherDays,
    Holiday,
    LocalDifference,
    MakeUpDay,
    Stay,
)
from shared.working_time.errors import CalendarEnds, LimitBeyondCalendar
from shared.working_time.year import NOTHING, ONE_DAY, WorkingYear, midnight
from shared.working_time.years import WorkingYears

#: No time lies outside of these years, but a limit that begins in them may end up to a century later.
_COUNTED = range(FIRST_YEAR, LAST_YEAR + 1)
_LAID_OUT = range(FIRST_YEAR - 1, LAST_YEAR + 101)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends. `last_day` is the day that it was counted to, `moved_to` the day it was moved to."""

    at: datetime
    last_day: date
    moved_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """A working calendar as a value. Give aware instants; what comes back is in UTC."""

    code: str
    time_zone: str
    weekly: tuple[DayHours, ...] = OFFICE_WEEK  #: the hours of Monday to Sunday
    week_source: str = FORTY_HOUR_WEEK  #: what fixes the week's hours and rest
    # A hundred days say little in a log, and take long to print.
    holidays: tuple[Holiday, ...] = field(default=(), repr=False)
    make_up_days: tuple[MakeUpDay, ...] = field(default=(), repr=False)
    differences: tuple[LocalDifference, ...] = ()
    agency: str | None = None  #: whose local differences hold; none: nobody's
    noted_years: range | None = None  #: whose days off are all among these; None: every year's
    further: FurtherDays | None = field(default=None, repr=False, compare=False)  #: of the other years
    _zone: ZoneInfo = field(init=False, repr=False, compare=False)
    _noted: dict[date, Holiday | MakeUpDay] = field(init=False, repr=False, compare=False)
    _local: tuple[LocalDifference, ...] = field(init=False, repr=False, compare=False)
    _years: WorkingYears = field(init=False, repr=False, compare=False)
    _agencies: dict[str, "WorkingCalendar"] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        noted: dict[date, Holiday | MakeUpDay] = {holiday.day: holiday for holiday in self.holidays}
        noted.update((made_up.day, made_up) for made_up in self.make_up_days)
        local = tuple(one for one in self.differences if one.agency == self.agency)
        derived = {"_zone": ZoneInfo(self.time_zone), "_noted": noted, "_local": local, "_agencies": {}}
        for name, value in (derived | {"_years": WorkingYears(self._lay_out, self._check_laid_out)}).items():
            object.__setattr__(self, name, value)

    def of(self, agency: str, before: Sequence[Stay] = ()) -> "WorkingCalendar":
        """The calendar as this agency works: with its local differences.

        `before`: those that it took over from, one after the other; until its day each has its own.
        """
        key = " ".join((*(f"{one.agency}<{one.until}" for one in before), agency))
        found = self._agencies.get(key)
        if found is None:
            whole = self._as_one(agency, before) if before else self
            found = self._agencies[key] = whole._with_differences_of(agency)
        return found

    def _as_one(self, agency: str, before: Sequence[Stay]) -> "WorkingCalendar":
        """What was different at those that it took over from is so at the agency, for their days."""
        first, taken = date.min, list[LocalDifference]()
        for stay in (*before, Stay(agency=agency, until=date.max)):
            for one in (one for one in self.differences if one.agency == stay.agency):
                days = max(one.first_day, first), min(one.last_day, stay.until - ONE_DAY)
                if days[0] <= days[1]:
                    taken.append(replace(one, agency=agency, first_day=days[0], last_day=days[1]))
            first = stay.until
        others = (one for one in self.differences if one.agency != agency)
        return replace(self, differences=(*others, *taken))

    def _with_differences_of(self, agency: str) -> "WorkingCalendar":
        if agency == self.agency:
            return self
        if self.agency is None and all(one.agency != agency for one in self.differences):
            return self
        return replace(self, agency=agency)

    def day(self, day: date) -> Day:
        """What the calendar says of a day: its hours, why, and by what source."""
        whole = self._day_without_differences(day)
        if whole.hours:
            for one in self._local:
                if one.first_day <= day <= one.last_day:
                    return Day(DayKind.LOCAL, one.hours, one.name, one.source, whole.provisional)
        return whole

    @property
    def known_years(self) -> range:
        """The years whose days off are known: noted here, or known otherwise."""
        return _COUNTED if self.noted_years is None or self.further is not None else self.noted_years

    def check_known(self, *instants: datetime) -> None:
        """Raise `CalendarEnds` where one of them lies in a year whose days off aren't known."""
        years = self.known_years
        if any(self.local_day(one).year not in years for one in instants):
            raise self._ends(years)

    def _ends(self, years: range) -> CalendarEnds:
        return CalendarEnds(calendar=self.code, first=date(years[0], 1, 1), last=date(years[-1], 12, 31))

    def _noted_on(self, day: date) -> Holiday | MakeUpDay | None:
        noted = self._noted.get(day)
        if noted is not None or self.noted_years is None or day.year in self.noted_years:
            return noted
        return self.further(day.year).get(day) if self.further else None

    def _day_without_differences(self, day: date) -> Day:
        noted, hours = self._noted_on(day), self.weekly[day.weekday()]
        if isinstance(noted, Holiday):
            # On a day of rest nothing turns on it.
            return Day(DayKind.HOLIDAY, (), noted.name, noted.source, noted.provisional and bool(hours))
        if noted is not None:
            made_up = self._hours_made_up(noted)
            return Day(DayKind.MADE_UP, made_up, noted.name, noted.source, noted.provisional)
        if hours:
            return Day(DayKind.WORKED, hours, "", self.week_source)
        return Day(DayKind.WEEKLY_REST, (), "", self.week_source)

    def _hours_made_up(self, made_up: MakeUpDay) -> DayHours:
        hours = self.weekly[made_up.instead_of.weekday()] if made_up.instead_of else ()
        return hours or next(hours for hours in self.weekly if hours)

    def local_day(self, instant: datetime) -> date:
        """The local date at an instant."""
        return instant.astimezone(self._zone).date()

    def begins(self, day: date) -> datetime:
        """The instant at which a local day begins; its 24:00 is the beginning of the next."""
        return midnight(day, self._zone)

    @property
    def zone(self) -> ZoneInfo:
        return self._zone

    def is_working(self, instant: datetime) -> bool:
        """Whether work is done at this instant; at the closing time itself it no longer is."""
        instant = _utc(instant)
        return self._years.tables[self._years.place_at(instant)].is_working(instant)

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """The working time from start to end, exactly; nothing if the end isn't later."""
        start, end = _utc(start), _utc(end)
        if end <= start:
            return NOTHING
        self._years.place_at(start)  # laid out first: what was worked before moves with it
        until = self._years.worked_until(end)
        return until - self._years.worked_until(start)

    def working_minutes(self, start: datetime, end: datetime) -> int:
        """The whole minutes of working time from start to end."""
        return self.working_time(start, end) // timedelta(minutes=1)

    def after(self, start: datetime, worked: timedelta) -> datetime:
        """The first instant at which so much working time has passed since the start."""
        start, years = _utc(start), self._years
        if worked <= NOTHING:
            return start
        worked += years.worked_until(start)
        while (place := years.place_of_time(worked)) is None:
            self._lay_out_next(f"PT{(worked - years.time_before[-1]) // timedelta(hours=1)}H")
        return years.tables[place].instant_at(worked - years.time_before[place])

    def before(self, end: datetime, worked: timedelta) -> datetime:
        """The first instant from which no more than so much working time passes until the end."""
        end, years = _utc(end), self._years
        worked = years.worked_until(end) - worked
        while (place := years.place_of_time(worked)) is None or place < 0:
            years.place(years.first - 1)
        return years.tables[place].instant_at(worked - years.time_before[place])

    def due_at(self, start: datetime, limit: TimeLimit) -> datetime:
        """The instant at which the limit ends: `due` without its reasons."""
        if limit.counting == Counting.WORKING_HOURS:
            return self.after(start, timedelta(minutes=limit.amount))
        return self.due(start, limit).at

    def due(self, start: datetime, limit: TimeLimit) -> Due:
        """When a limit that starts at this instant ends."""
        match Counting(limit.counting):
            case Counting.WORKING_HOURS:
                at = self.after(start, timedelta(minutes=limit.amount))
                return Due(at, self.local_day(at))
            case Counting.WORKING_DAYS:
                day, closing = self._working_day_after(self.local_day(_utc(start)), limit)
                return Due(closing, day)
            case Counting.CALENDAR_DAYS:
                return self._due_in_calendar_days(start, limit)

    def _due_in_calendar_days(self, start: datetime, limit: TimeLimit) -> Due:
        event_day = self.local_day(_utc(start))
        if limit.amount > 366 * len(_LAID_OUT):
            raise LimitBeyondCalendar(limit=limit.duration, calendar=self.code)
        last_day = event_day + timedelta(days=limit.amount)
        if last_day.year >= _LAID_OUT.stop:
            raise LimitBeyondCalendar(limit=limit.duration, calendar=self.code)
        if self.day(last_day).hours:
            return Due(self.begins(last_day + ONE_DAY), last_day)
        moved_to, _ = self._working_day_after(last_day, TimeLimit.of(1, Counting.WORKING_DAYS))
        return Due(self.begins(moved_to + ONE_DAY), last_day, moved_to)

    def _working_day_after(self, day: date, limit: TimeLimit) -> tuple[date, datetime]:
        """The n-th working day after a day, and when its work ends."""
        years = self._years
        place = years.place(day.year)
        number = years.days_before[place] + bisect_right(years.tables[place].days, day) + limit.amount - 1
        while (found := years.place_of_day(number)) is None:
            self._lay_out_next(limit.duration)
        table, index = years.tables[found], number - years.days_before[found]
        return table.days[index], table.closing[index]

    def days_ended(self, start: datetime, end: datetime, counting: Counting) -> int:
        """How many days end after start and not after end: working days by their work, others at 24:00."""
        start, end = _utc(start), _utc(end)
        if end <= start:
            return 0
        if counting == Counting.CALENDAR_DAYS:
            return (self.local_day(end) - self.local_day(start)).days
        self._years.place_at(start)  # laid out first: what was worked before moves with it
        until = self._years.days_until(end)
        return until - self._years.days_until(start)

    def days_between(self, start: datetime, end: datetime, counting: Counting) -> int:
        """How many days of a limit that begins at start have ended at the end, without that of the event.

        The inverse of `due`: a limit of so many days that ends at `end` has that many days between. One in
        calendar days that was moved over days off has those too, and a limit of so many ends there as well.
        """
        begins = self.begins(self.local_day(_utc(start)) + ONE_DAY)
        return self.days_ended(begins, end, counting)

    def provisional_days(self, first: date, last: date) -> tuple[date, ...]:
        """The days from the first to the last whose hours may turn out to be others."""
        found: list[date] = []
        for year in range(first.year, last.year + 1):
            days = self._years.tables[self._years.place(year)].provisional
            found += days[bisect_left(days, first) : bisect_right(days, last)]
        return tuple(found)

    def rests_on(self, start: datetime, due: datetime, counting: Counting) -> tuple[date, ...]:
        """The provisional days that a due instant of so counted a limit moves with, if they change."""
        first, last = self.local_day(start), self.local_day(due - _INSTANT)
        if counting == Counting.CALENDAR_DAYS:  # but for the last day, they count whether worked or not
            event_day, first = first, last
            while first > event_day + ONE_DAY and not self.day(first - ONE_DAY).hours:
                first -= ONE_DAY
        elif counting == Counting.WORKING_DAYS:
            first += ONE_DAY
        return self.provisional_days(first, last)

    def _lay_out_next(self, limit: str) -> None:
        """Lay out one more year, for a limit that reaches beyond those that are."""
        year = self._years.first + len(self._years.tables)
        if year >= _LAID_OUT.stop:
            raise LimitBeyondCalendar(limit=limit, calendar=self.code)
        self._years.place(year)

    def _check_laid_out(self, year: int) -> None:
        if year not in _LAID_OUT:
            raise self._ends(_COUNTED)

    def _lay_out(self, year: int) -> WorkingYear:
        return WorkingYear(year, ((day, self.day(day)) for day in _days_of(year)), self._zone)


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is UTC:
        return instant
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone")
    return instant.astimezone(UTC)


@lru_cache(maxsize=32)
def _days_of(year: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    return tuple(first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
