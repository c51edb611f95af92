"""One local year of working time, laid out once, so that counting in it is a search in sorted lists."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.working_time.days import Day, DayHours, Hours

ONE_DAY = timedelta(days=1)
NOTHING = timedelta(0)
_MIDNIGHT = time(0)
_SECOND = timedelta(seconds=1)


def instant_of(local: datetime) -> datetime:
    """The instant of a local time; of one that the clocks skip, the instant at which they jump."""
    instant = local.astimezone(UTC)
    if instant.astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    before, after = local.replace(fold=1).astimezone(UTC), instant
    offset = before.astimezone(local.tzinfo).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(local.tzinfo).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a local day begins."""
    return instant_of(datetime.combine(day, _MIDNIGHT, zone))


def span_of(day: date, hours: Hours, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants between which these hours of a local day lie."""
    opens = instant_of(datetime.combine(day, hours.opens, zone))
    if hours.closes == _MIDNIGHT:
        return opens, midnight(day + ONE_DAY, zone)
    return opens, instant_of(datetime.combine(day, hours.closes, zone))


class WorkingYear:
    """The working spans of a year: each `starts[i]` to `ends[i]`, with the time worked `through` its end."""

    __slots__ = ("begins", "closing", "days", "ends", "provisional", "starts", "through", "total", "until")

    def __init__(self, year: int, days: Iterable[tuple[date, Day]], zone: ZoneInfo) -> None:
        self.begins = midnight(date(year, 1, 1), zone)
        self.until = midnight(date(year + 1, 1, 1), zone)
        self.starts: list[datetime] = []
        self.ends: list[datetime] = []
        self.through: list[timedelta] = []
        self.days: list[date] = []  #: the days with working time
        self.closing: list[datetime] = []  #: when each of them ends its work
        self.provisional: list[date] = []  #: the days whose hours may turn out to be others
        self.total = NOTHING
        for day, meaning in days:
            self._lay_out(day, meaning.hours, zone)
            if meaning.provisional:
                self.provisional.append(day)

    def _lay_out(self, day: date, hours: DayHours, zone: ZoneInfo) -> None:
        spans_before = len(self.ends)
        for one in hours:
            start, end = span_of(day, one, zone)
            # Where clocks are put back, a local time comes twice: spans never overlap for it.
            start = max(start, self.ends[-1]) if self.ends else start
            if end > start:
                self.total += end - start
                self.starts.append(start)
                self.ends.append(end)
                self.through.append(self.total)
        if len(self.ends) > spans_before:
            self.days.append(day)
            self.closing.append(self.ends[-1])

    def worked_until(self, instant: datetime) -> timedelta:
        """The year's working time before the instant."""
        begun = bisect_right(self.starts, instant)
        if begun == 0:
            return NOTHING
        left = self.ends[begun - 1] - instant
        return self.through[begun - 1] - left if left > NOTHING else self.through[begun - 1]

    def instant_at(self, worked: timedelta) -> datetime:
        """The first instant at which so much (more than nothing, at most the total) has been worked."""
        span = bisect_left(self.through, worked)
        return self.ends[span] - (self.through[span] - worked)

    def is_working(self, instant: datetime) -> bool:
        begun = bisect_right(self.starts, instant)
        return begun > 0 and instant < self.ends[begun - 1]
