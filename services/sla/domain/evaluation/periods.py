"""The periods of evaluation: a month, a quarter or a year, by the days of Vietnam."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from services.sla.errors import PeriodUnreadable
from shared.kernel import FIRST_YEAR, LAST_YEAR
from shared.vietnam_time import VIETNAM

_MONTHS_OF_YEAR = 12
_MONTHS_OF_QUARTER = 3
_WRITTEN = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class EvaluationPeriod:
    """`months` months from `first_day` on: 1, 3 or 12."""

    first_day: date
    months: int

    @classmethod
    def parse(cls, text: str) -> "EvaluationPeriod":
        """Read `2026-03`, `2026-Q1` or `2026`. Raises `PeriodUnreadable`."""
        found = _WRITTEN.fullmatch(text)
        if found is None or not FIRST_YEAR <= int(found[1]) < LAST_YEAR:
            raise PeriodUnreadable(where="period", period=text)
        year = int(found[1])
        if found[2]:
            return cls(date(year, int(found[2]), 1), 1)
        if found[3]:
            return cls(date(year, _MONTHS_OF_QUARTER * int(found[3]) - 2, 1), _MONTHS_OF_QUARTER)
        return cls(date(year, 1, 1), _MONTHS_OF_YEAR)

    @classmethod
    def containing(cls, at: datetime, months: int) -> "EvaluationPeriod":
        """The period of that length in which an instant lies."""
        day = at.astimezone(VIETNAM).date()
        return cls(date(day.year, (day.month - 1) // months * months + 1, 1), months)

    @property
    def code(self) -> str:
        """As it is written: `2026-03`, `2026-Q1`, `2026`."""
        year, month = f"{self.first_day.year:04}", self.first_day.month
        if self.months == _MONTHS_OF_YEAR:
            return year
        quarter = f"Q{(month + 2) // _MONTHS_OF_QUARTER}"
        return f"{year}-{quarter if self.months == _MONTHS_OF_QUARTER else f'{month:02}'}"

    @property
    def day_after(self) -> date:
        """The first day that isn't of the period any more."""
        years, month = divmod(self.first_day.month - 1 + self.months, _MONTHS_OF_YEAR)
        return date(self.first_day.year + years, month + 1, 1)

    @property
    def begins(self) -> datetime:
        """Its first instant."""
        return datetime.combine(self.first_day, time(), VIETNAM)

    @property
    def ends(self) -> datetime:
        """The first instant after it: what happens then is the next one's."""
        return datetime.combine(self.day_after, time(), VIETNAM)

    def has(self, at: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.begins <= at < self.ends

    def covers(self, other: "EvaluationPeriod") -> bool:
        """Whether another one lies in it: a month in its quarter."""
        return self.first_day <= other.first_day and other.day_after <= self.day_after

    def parts(self, months: int) -> "tuple[EvaluationPeriod, ...]":
        """The periods of that length that it is made of, in their order."""
        first, found = self.first_day, []
        while first < self.day_after:
            found.append(EvaluationPeriod(first, months))
            first = found[-1].day_after
        return tuple(found)
