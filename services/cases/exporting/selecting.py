"""Which cases go into a log."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from services.cases.domain.tree.recorded import CaseRecord
from services.cases.errors.exporting import PeriodBackwards
from shared.contracts.cases.course import CaseOpened
from shared.kernel import day_of


def check_period(first_day: date | None, last_day: date | None) -> None:
    """Raises `PeriodBackwards`."""
    if first_day is not None and last_day is not None and first_day > last_day:
        raise PeriodBackwards(where="opened_from", first_day=first_day, last_day=last_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSelection:
    """Every condition that is given holds."""

    agencies: Collection[str] | None = None  #: that have the case now; None: all
    procedure: str | None = None
    first_day: date | None = None  #: on which it was opened
    last_day: date | None = None

    def takes(self, records: Sequence[CaseRecord]) -> bool:
        """Whether the case of these events, in the order of their recording, goes in."""
        opened, now = records[0].event, records[-1].event
        if not isinstance(opened, CaseOpened) or self.procedure not in (None, opened.procedure):
            return False
        if self.agencies is not None and now.agency not in self.agencies:
            return False
        day = day_of(opened.opened_at)
        return (self.first_day or day) <= day <= (self.last_day or day)
