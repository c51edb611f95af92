"""How long the steps of a log's cases took, and between whom the cases went."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.discovery.cases import LogCase, log_cases
from tthc.mining.discovery.external_sort import ExternalSort
from tthc.mining.discovery.found import Spread
from tthc.mining.discovery.needed import amount_needed, sensible
from tthc.mining.log.units import Units, Work

_INDEXES = "CREATE INDEX visit_by_step ON visit (step, needed); CREATE INDEX total_needed ON total (needed);"

CaseDone = Callable[[], None]
"""Is told after each case."""


@dataclass(slots=True)
class Measured:
    """What is counted while the cases are gone through; how long each visit took lies in the sorted_log."""

    units: Units
    stage_of: dict[str, int]
    calendar: WorkingCalendar
    counting: Counting
    done_by: dict[str, Counter[str]] = field(default_factory=dict)  #: activity → division → visits
    officials: dict[str, set[str]] = field(default_factory=dict)  #: activity → who did it
    hand_offs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def measure(self, sorted_log: ExternalSort, done: CaseDone) -> None:
        """Go through all cases."""
        sorted_log.write("INSERT INTO visit VALUES (?, ?)", self._visits(sorted_log, done))
        sorted_log.database.executescript(_INDEXES)

    def _visits(self, sorted_log: ExternalSort, done: CaseDone) -> Iterator[tuple[str, int]]:
        for case in log_cases(sorted_log):
            opened, last = case.summary.opened_at, case.summary.last_event_at
            sorted_log.database.execute("INSERT INTO total VALUES (?)", (self._needed(opened, last),))
            yield from self._visits_of(case)
            done()

    def _visits_of(self, case: LogCase) -> Iterator[tuple[str, int]]:
        held_by: str | None = None
        for event, since in case.since(self.stage_of):
            division = self.units.division_of(Work(event.activity, event.group, event.resource))
            self.done_by.setdefault(event.activity, Counter())[division] += 1
            if event.resource is not None:
                self.officials.setdefault(event.activity, set()).add(event.resource)
            if held_by not in (None, division):
                self.hand_offs[str(held_by), division] += 1
            held_by = division
            yield event.activity, self._needed(since, event.time)

    def _needed(self, since: datetime, until: datetime) -> int:
        return amount_needed(self.calendar, since, until, self.counting)


def spread(sorted_log: ExternalSort, activity: str | None) -> Spread:
    """How long an activity's visits took; of None, whole cases."""
    return Spread(*(percentile(sorted_log, activity, percent) for percent in (50, 80, 95)))


def proposed(sorted_log: ExternalSort, activity: str | None, percent: int, counting: Counting) -> TimeLimit:
    """The smallest sensible limit that so many percent of the activity's visits would have kept.

    Without an activity: that so many percent of whole cases would have.
    """
    return sensible(percentile(sorted_log, activity, percent), counting)


def percentile(sorted_log: ExternalSort, activity: str | None, percent: int) -> int:
    """The amount that so many percent needed at most: the exact nearest rank."""
    where, values = _of(activity)
    ((count,),) = sorted_log.rows(f"SELECT count(*) {where}", *values)
    rank = max(-(-count * percent // 100), 1)
    ((needed,),) = sorted_log.rows(
        f"SELECT needed {where} ORDER BY needed LIMIT 1 OFFSET ?", *values, rank - 1
    )
    return int(needed)


def kept(sorted_log: ExternalSort, activity: str | None, limit: TimeLimit) -> int:
    """How many of an activity's visits, of None: whole cases, would have kept a limit."""
    where, values = _of(activity)
    condition = "AND" if values else "WHERE"
    ((count,),) = sorted_log.rows(f"SELECT count(*) {where} {condition} needed <= ?", *values, limit.amount)
    return int(count)


def kept_by_every_step(
    sorted_log: ExternalSort, measured: Measured, limits: Mapping[str, TimeLimit], done: CaseDone
) -> int:
    """How many cases would have kept the limit of every step."""
    kept_all = 0
    for case in log_cases(sorted_log):
        kept_all += _kept_all(case, measured, limits)
        done()
    return kept_all


def _kept_all(case: LogCase, measured: Measured, limits: Mapping[str, TimeLimit]) -> bool:
    return all(
        event.time <= measured.calendar.due_at(since, limits[event.activity])
        for event, since in case.since(measured.stage_of)
    )


def _of(activity: str | None) -> tuple[str, tuple[str, ...]]:
    return ("FROM total", ()) if activity is None else ("FROM visit WHERE step = ?", (activity,))
