"""How many of a log's cases and visits are late, before and after."""

from collections.abc import Iterable, Mapping

from shared.contracts.vocabulary import TimeLimit
from tthc.mining.discovery.cases import LogCase
from tthc.mining.log.codes import without_code
from tthc.mining.log.units import Units, Work
from tthc.mining.whatif.comparison import Comparison
from tthc.mining.whatif.errors import NoCasesInPeriod
from tthc.mining.whatif.limits import Limits
from tthc.mining.whatif.rule import Rule


class LateCount:
    """What is counted while the cases go by."""

    def __init__(self, units: Units, codes: Mapping[str, str], before: Rule | None, after: Rule) -> None:
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
