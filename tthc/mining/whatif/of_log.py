"""A what-if on the cases of a log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shared.contracts.vocabulary import TimeLimit
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.discovery.cases import LogCase, log_cases
from tthc.mining.discovery.external_sort import ExternalSort
from tthc.mining.discovery.ordering import order_of_most
from tthc.mining.discovery.progress import AtWork, WorkProgress
from tthc.mining.discovery.statistics import LogStatistics
from tthc.mining.discovery.ways import noted_ways, ways
from tthc.mining.log.codes import leading_code, unique_codes, without_code
from tthc.mining.log.counting import counting_calendar
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.reading import open_log
from tthc.mining.log.units import Units, Work
from tthc.mining.whatif.comparison import Comparison
from tthc.mining.whatif.errors import LimitsFitNothing, NoCasesInPeriod
from tthc.mining.whatif.limits import Limits
from tthc.mining.whatif.period import EVER, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuestion:
    """Which log, which of its cases, and under which limits."""

    path: Path
    limits: Limits
    limits_path: Path
    compared: Limits | None = None
    read: ReadOptions = field(default_factory=ReadOptions)
    calendar: str = "VN"
    period: Period = EVER


def simulate_log(question: LogQuestion, at_work: AtWork = lambda _done, _total: None) -> Comparison:
    """Count what would have been late. Raises a `LogRefused`.

    A visit's time runs as in a discovery, a case's from its opening to its last event; both against the due
    instant that a clock would have had. What the new limits don't say stays as in those compared with; a step
    without any limit is never late.
    """
    calendar = counting_calendar(question.calendar, question.read.zone)
    log, progress = open_log(question.path, question.read), WorkProgress(at_work, goings=2)
    with ExternalSort() as sorted_log:
        sorted_log.take(log, progress.reading)
        progress.cases = sorted_log.cases
        statistics = LogStatistics()
        noted_ways(sorted_log, statistics.looking(log_cases(sorted_log), progress.case_done))
        order = order_of_most(lambda: ways(sorted_log))
        codes = unique_codes(order, leading_code, "S")
        before = None if question.compared is None else _Rule.of(question.compared, codes, calendar)
        after = _Rule.of(question.limits, codes, calendar)
        if not after.limits:
            raise LimitsFitNothing(
                where=str(question.limits_path),
                path=question.limits_path.name,
                steps=", ".join(codes.values()),
            )
        if before is not None:
            after = after.over(before, stages=not question.limits.stage_of)
        counting = _Counting(Units.of(order, statistics.work), codes, before, after)
        for case in log_cases(sorted_log):
            if calendar.local_day(case.summary.opened_at) in question.period:
                counting.take(case)
            progress.case_done()
    return counting.told(question.limits)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Limits, as they hold for the log's activities."""

    total: TimeLimit | None
    limits: Mapping[str, TimeLimit]  #: by activity
    stage_of: dict[str, int]  #: by activity
    calendar: WorkingCalendar

    @classmethod
    def of(cls, given: Limits, codes: Mapping[str, str], calendar: WorkingCalendar) -> "_Rule":
        limits: dict[str, TimeLimit] = {}
        stage_of: dict[str, int] = {}
        for number, (activity, code) in enumerate(codes.items(), start=1):
            step = given.code_of(code, activity)
            # A stage that the file doesn't have gets a number that no other has.
            stage_of[activity] = -number if step is None else given.stage_of.get(step, -number)
            if step is not None and step in given.steps:
                limits[activity] = given.steps[step]
        return cls(given.total, limits, stage_of, calendar)

    def over(self, other: "_Rule", *, stages: bool) -> "_Rule":
        """The other's limits where this rule has none; and its stages, if it is asked to take them."""
        stage_of = other.stage_of if stages else self.stage_of
        return _Rule(self.total or other.total, {**other.limits, **self.limits}, stage_of, self.calendar)

    def late_visits(self, case: LogCase) -> Iterable[bool]:
        for event, since in case.since(self.stage_of):
            limit = self.limits.get(event.activity)
            yield limit is not None and self._late(since, event.time, limit)

    def late_case(self, case: LogCase) -> bool:
        summary = case.summary
        return self.total is not None and self._late(summary.opened_at, summary.last_event_at, self.total)

    def _late(self, since: datetime, until: datetime, limit: TimeLimit) -> bool:
        return until > self.calendar.due_at(since, limit)


class _Counting:
    """What is counted while the cases go by."""

    def __init__(self, units: Units, codes: Mapping[str, str], before: _Rule | None, after: _Rule) -> None:
        self._units, self._codes, self._before, self._after = units, codes, before, after
        self._comparison = Comparison(before is not None, cases_counted=after.total is not None)
        self._deadlines = self._late_by_deadline = 0

    def take(self, case: LogCase) -> None:
        """Count a case and its visits."""
        before = self._before
        self._comparison.cases.add(
            before=before is not None and before.late_case(case), after=self._after.late_case(case)
        )
        self._deadlines += case.summary.deadline is not None
        self._late_by_deadline += case.summary.late
        was_late: Iterable[bool] = [False] * len(case.events) if before is None else before.late_visits(case)
        late = zip(case.events, was_late, self._after.late_visits(case), strict=True)
        for event, late_before, late_after in late:
            division = self._units.division_of(Work(event.activity, event.group, event.resource))
            step = self._codes[event.activity]
            self._comparison.visit(step, division, before=late_before, after=late_after)

    def told(self, given: Limits) -> Comparison:
        """The comparison, with its steps in their usual order."""
        comparison = self._comparison
        if not comparison.cases.count:
            raise NoCasesInPeriod
        comparison.late_by_deadline = self._late_by_deadline if self._deadlines else None
        comparison.names = {code: without_code(activity) for activity, code in self._codes.items()}
        comparison.limits_after = self._by_code(self._after.limits)
        comparison.limits_before = self._by_code(self._before.limits) if self._before else {}
        self._match_steps(given)
        return comparison

    def _match_steps(self, given: Limits) -> None:
        """Put the visited steps in order; say which the file doesn't name, and which it names in vain."""
        comparison = self._comparison
        visited = {activity: code for activity, code in self._codes.items() if code in comparison.steps}
        meant = {code: given.code_of(code, activity) for activity, code in visited.items()}
        comparison.steps = {code: comparison.steps[code] for code in meant}
        comparison.unnamed = tuple(code for code, step in meant.items() if step not in given.steps)
        comparison.unvisited = tuple(step for step in given.steps if step not in meant.values())

    def _by_code(self, limits: Mapping[str, TimeLimit]) -> dict[str, TimeLimit]:
        return {self._codes[activity]: limit for activity, limit in limits.items()}
