"""What counting by a calendar costs over many years, over what it costs within one."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rich.table import Table

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.public_holidays import country_days
from shared.working_time.calendar import WorkingCalendar

GOAL = 2.0
ROUNDS = 5
_TIMES = 2_000  #: an operation in each round
_SPANS = (1, 10, 100)  #: years
_YEARS = range(1990, 2101)
_START = datetime(1991, 1, 8, 3, 17, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Counted:
    """One operation over so many years: the median of the rounds."""

    operation: str
    years: int
    microseconds: float
    floor: float  #: over one year

    @property
    def plain(self) -> dict[str, float | str]:
        """The measurement as a line of the report."""
        return {
            "operation": self.operation,
            "years": self.years,
            "µs": round(self.microseconds, 2),
            "ratio": round(self.microseconds / self.floor, 2),
        }


def measure_counting(rounds: int = ROUNDS) -> list[Counted]:
    """Each operation over each span, in turn, on a calendar whose years are laid out."""
    days = country_days("VN", _YEARS)
    calendar = WorkingCalendar(
        code="VN", time_zone="Asia/Ho_Chi_Minh", holidays=days.holidays, make_up_days=days.make_up_days
    )
    found: list[Counted] = []
    for name, make in _OPERATIONS.items():
        operations = {years: make(calendar, years) for years in _SPANS}
        measured = {years: _microseconds(operation, rounds) for years, operation in operations.items()}
        found += [Counted(name, years, one, measured[_SPANS[0]]) for years, one in measured.items()]
    return found


def _microseconds(operation: Callable[[], object], rounds: int) -> float:
    operation()  # the years are laid out
    seconds = []
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(_TIMES):
            operation()
        seconds.append(time.process_time() - began)
    return statistics.median(seconds) / _TIMES * 1e6


def _end(years: int) -> datetime:
    return _START.replace(year=_START.year + years) + timedelta(days=9)


def _between(calendar: WorkingCalendar, years: int) -> Callable[[], object]:
    end = _end(years)
    return lambda: calendar.working_time(_START, end)


def _add(calendar: WorkingCalendar, years: int) -> Callable[[], object]:
    worked = calendar.working_time(_START, _end(years))
    return lambda: calendar.after(_START, worked)


def _days_between(calendar: WorkingCalendar, years: int) -> Callable[[], object]:
    end = _end(years)
    return lambda: calendar.days_between(_START, end, Counting.WORKING_DAYS)


def _add_days(calendar: WorkingCalendar, years: int) -> Callable[[], object]:
    days = calendar.days_between(_START, _end(years), Counting.WORKING_DAYS)
    limit = TimeLimit.of(days, Counting.WORKING_DAYS)
    return lambda: calendar.due_at(_START, limit)


_OPERATIONS: dict[str, Callable[[WorkingCalendar, int], Callable[[], object]]] = {
    "add working hours": _add,
    "hours between": _between,
    "add working days": _add_days,
    "days between": _days_between,
}


def counting_table(counted: Sequence[Counted]) -> Table:
    """The measurements as a table."""
    table = Table(title=f"Counting by a calendar, over the same within one year (goal {GOAL:.0f} ×)")
    for name in ("operation", "years", "µs", "ratio"):
        table.add_column(name, justify="left" if name == "operation" else "right")
    for one in counted:
        table.add_row(*(str(value) for value in one.plain.values()))
    return table
