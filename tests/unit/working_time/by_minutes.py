"""Working time counted minute by minute, as plainly as it can be said: what the calendar is compared with."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import DayHours

MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)


class ByMinutes:
    """Years of a calendar in a zone without summer time, each minute of them marked as worked or not.

    It asks the calendar for nothing but a day's hours, and counts by going on.
    """

    def __init__(self, calendar: WorkingCalendar, first: date, last: date) -> None:
        self.begins = calendar.begins(first)
        self.first = first
        self.hours = [calendar.day(day).hours for day in _days(first, last)]
        self.worked = bytearray(b for hours in self.hours for b in _minutes(hours))

    def _at(self, instant: datetime) -> int:
        return (instant - self.begins) // MINUTE

    def elapsed(self, start: datetime, end: datetime) -> int:
        """The minutes worked from start to end."""
        return sum(self.worked[self._at(start) : self._at(end)])

    def due(self, start: datetime, amount: int, counting: Counting) -> datetime:
        """When a limit that begins at start is due."""
        if counting is Counting.WORKING_HOURS:
            minute = self._at(start)
            while amount:
                amount -= self.worked[minute]
                minute += 1
            return self.begins + minute * MINUTE
        day = self._at(start) // (24 * 60)
        while amount:
            day += 1
            amount -= counting is Counting.CALENDAR_DAYS or bool(self.hours[day])
        while not self.hours[day]:
            day += 1
        return self._ends(day, counting)

    def ended(self, start: datetime, end: datetime, counting: Counting) -> int:
        """The days after that of start which have ended by the end."""
        day, found = self._at(start) // (24 * 60) + 1, 0
        while (counting is Counting.WORKING_DAYS and not self.hours[day]) or self._ends(day, counting) <= end:
            found += counting is Counting.CALENDAR_DAYS or bool(self.hours[day])
            day += 1
        return found

    def _ends(self, day: int, counting: Counting) -> datetime:
        """When a day ends: a working day with the last minute worked, others at 24:00."""
        last = (day + 1) * 24 * 60
        if counting is Counting.WORKING_DAYS:
            while not self.worked[last - 1]:
                last -= 1
        return self.begins + last * MINUTE


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _minutes(hours: DayHours) -> Iterator[bool]:
    spans = [
        (one.opens.hour * 60 + one.opens.minute, one.closes.hour * 60 + one.closes.minute or 24 * 60)
        for one in hours
    ]
    return (any(opens <= minute < closes for opens, closes in spans) for minute in range(24 * 60))
