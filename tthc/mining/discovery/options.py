"""What the caller says of a discovery."""

from dataclasses import dataclass, field
from pathlib import Path

from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.log import defaults
from tthc.mining.log.counting import counting_calendar
from tthc.mining.log.options import ReadOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoverOptions:
    """Which log, and what is proposed for it."""

    path: Path
    read: ReadOptions = field(default_factory=ReadOptions)
    calendar: str = defaults.CALENDAR  #: the country whose days off count
    code: str | None = None  #: None: from the file's name
    name: str | None = None
    meets: int = 90  #: per cent of past visits that each limit meets
    counting: Counting = Counting.WORKING_HOURS  #: or working days

    @property
    def working_calendar(self) -> WorkingCalendar:
        """The calendar that time is counted by."""
        return counting_calendar(self.calendar, self.read.zone)
