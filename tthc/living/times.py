"""When things happened: so many working hours before a day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from shared.vietnam_time import VIETNAM
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.log.counting import counting_calendar

_LONGEST = timedelta(days=120)


@dataclass(frozen=True)
class Before:
    """Instants before a day in Vietnam: alike all that day long, whenever the player is started."""

    day: date
    calendar: WorkingCalendar

    @classmethod
    def of(cls, day: date) -> "Before":
        """By the Vietnamese working calendar."""
        return cls(day, counting_calendar("VN", VIETNAM))

    def hours(self, ago: float) -> datetime:
        """The latest whole minute from which so many working hours were left until the day."""
        end = datetime.combine(self.day, time.min, VIETNAM).astimezone(UTC)
        wanted, low, high = round(60 * ago), 0, int(_LONGEST / timedelta(minutes=1))
        while low < high:  # how many minutes before the day: the fewest that hold as much working time
            middle = (low + high) // 2
            if self.calendar.working_minutes(end - timedelta(minutes=middle), end) >= wanted:
                high = middle
            else:
                low = middle + 1
        return end - timedelta(minutes=low)
