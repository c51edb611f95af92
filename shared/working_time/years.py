"""The years of a calendar in a row, each with what was worked before it: counting over years is a search.

Years are laid out when something in them is asked for, and those between with them; what was worked before
each is counted from the one that was asked for first, backwards as less than nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta

from shared.working_time.year import NOTHING, WorkingYear


class WorkingYears:
    """Unbroken years: `tables[i]` is the year `first + i`, with the time and the days worked before it.

    The lists of what was worked before have one more entry: what was worked through the last year.
    """

    __slots__ = ("_check", "_lay_out", "days_before", "first", "tables", "time_before")

    def __init__(self, lay_out: Callable[[int], WorkingYear], check: Callable[[int], None]) -> None:
        self._lay_out = lay_out
        self._check = check  #: raises for a year that can't be laid out
        self.first = 0
        self.tables: list[WorkingYear] = []
        self.time_before: list[timedelta] = [NOTHING]
        self.days_before: list[int] = [0]

    def place(self, year: int) -> int:
        """Where the year stands among the tables; it is laid out if it isn't yet."""
        place = year - self.first
        if 0 <= place < len(self.tables):
            return place
        self._check(year)  # before the years between are laid out for nothing
        if not self.tables:
            self.first = year
            self._append(self._lay_out(year))
        while year >= self.first + len(self.tables):
            self._append(self._lay_out(self.first + len(self.tables)))
        while year < self.first:
            self._prepend(self._lay_out(self.first - 1))
        return year - self.first

    def place_at(self, instant: datetime) -> int:
        """Where the local year of an instant stands."""
        place = self.place(instant.year)  # of UTC: right but for some hours around New Year
        if instant < self.tables[place].begins:
            return self.place(self.first + place - 1)
        if instant >= self.tables[place].until:
            return self.place(self.first + place + 1)
        return place

    def worked_until(self, instant: datetime) -> timedelta:
        """The working time before the instant."""
        place = self.place_at(instant)
        return self.time_before[place] + self.tables[place].worked_until(instant)

    def days_until(self, instant: datetime) -> int:
        """The days whose work has ended at the instant."""
        place = self.place_at(instant)
        return self.days_before[place] + bisect_right(self.tables[place].closing, instant)

    def place_of_time(self, worked: timedelta) -> int | None:
        """Where the year stands in which so much has been worked; None: not among those laid out."""
        place = bisect_left(self.time_before, worked) - 1
        return place if place < len(self.tables) else None

    def place_of_day(self, number: int) -> int | None:
        """Where the year stands that has the working day of this number; None: not among those laid out."""
        place = bisect_right(self.days_before, number) - 1
        return place if place < len(self.tables) else None

    def _append(self, table: WorkingYear) -> None:
        self.tables.append(table)
        self.time_before.append(self.time_before[-1] + table.total)
        self.days_before.append(self.days_before[-1] + len(table.days))

    def _prepend(self, table: WorkingYear) -> None:
        self.first -= 1
        self.tables.insert(0, table)
        self.time_before.insert(0, self.time_before[0] - table.total)
        self.days_before.insert(0, self.days_before[0] - len(table.days))
