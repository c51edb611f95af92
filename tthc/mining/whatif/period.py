"""The period in which the cases of a what-if were opened."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from tthc.mining.whatif.errors import PeriodInvalid

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """From one local day to another, both within it."""

    first: date = date.min
    last: date = date.max

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Of `2011`, `2011-03`, `2011-03-15`, or two of them: `2011-01..2011-12`. Raises `PeriodInvalid`."""
        first, _, last = text.partition("..")
        try:
            period = cls(_bound(first, last=False), _bound(last or first, last=True))
        except ValueError:
            raise PeriodInvalid(period=text) from None
        if period.last < period.first:
            raise PeriodInvalid(period=text)
        return period


EVER = Period()
"""All cases, whenever they were opened."""


def _bound(text: str, *, last: bool) -> date:
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))
