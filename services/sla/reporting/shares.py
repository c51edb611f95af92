"""What a report's charts show: the share done on time, over the period and by unit, and what is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from services.sla.queries.scorecard_rows import ScorecardRow, ScorecardUnit
from services.sla.reporting.periods import PeriodKind, ReportPeriod
from services.sla.reporting.report import Report
from services.sla.reporting.wording import NAMES
from shared.vietnam_time import VIETNAM

_WEEK_DAYS, _MONTH_DAYS = 7, 31
#: So many units a chart shows; the tables have all.
MOST_UNITS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTimeShare:
    """Of a part of the period, or of a unit: what was done, and what of it on time."""

    name: str
    done: int
    on_time: int

    @property
    def percent(self) -> int:
        """Of what was done, rounded down, so that 100 is all of it."""
        return 100 * self.on_time // self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueUnit:
    """A unit's open work that is past its due instant: through itself, and while it waits for others."""

    name: str
    overdue: int
    waiting: int


def shares_over_time(report: Report) -> list[OnTimeShare]:
    """By month; of a month by week, of a week by day: where anything was done, in their order."""
    counted: dict[tuple[date, str], list[bool]] = {}
    for visit in report.visits:
        day = datetime.fromisoformat(visit.ended_at).astimezone(VIETNAM).date()
        counted.setdefault(_part(day, report.period), []).append(not visit.late)
    return [
        OnTimeShare(name=name, done=len(counted[first, name]), on_time=sum(counted[first, name]))
        for first, name in sorted(counted)
    ]


def shares_of_divisions(report: Report) -> list[OnTimeShare]:
    """Of each that did anything, the lowest share first."""
    rows = [one for one in report.units[ScorecardUnit.DIVISION] if one.done]
    shares = [OnTimeShare(name=unit_name(one), done=one.done, on_time=one.done_on_time) for one in rows]
    return sorted(shares, key=lambda one: (one.percent, one.name))[:MOST_UNITS]


def overdue_units(report: Report) -> list[OverdueUnit]:
    """Agencies of the province, else divisions: each that has anything overdue, the most first."""
    unit = ScorecardUnit.AGENCY if report.agency is None else ScorecardUnit.DIVISION
    found = [
        OverdueUnit(name=unit_name(one), overdue=one.open_overdue, waiting=one.open_overdue_waiting)
        for one in report.units[unit]
        if one.open_overdue or one.open_overdue_waiting
    ]
    return sorted(found, key=lambda one: (-one.overdue, -one.waiting, one.name))[:MOST_UNITS]


def unit_name(row: ScorecardRow) -> str:
    """Its codes, from the agency on."""
    return "/".join(_names(row))


def _names(row: ScorecardRow) -> Iterator[str]:
    for one in NAMES:
        value = getattr(row, one)
        if value is not None:
            yield value


def _part(day: date, period: ReportPeriod) -> tuple[date, str]:
    """The first day of the part of the period in which a day lies, and what it is called."""
    length = (period.days.last - period.days.first).days + 1
    if length <= _WEEK_DAYS:
        return day, f"{day:%d/%m}"
    kind = PeriodKind.WEEK if length <= _MONTH_DAYS else PeriodKind.MONTH
    part = ReportPeriod.containing(day, kind)
    return part.days.first, part.name
