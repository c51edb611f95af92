"""Limits, laid on the activities of a log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.contracts.vocabulary import TimeLimit
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.discovery.cases import LogCase
from tthc.mining.whatif.limits import Limits


@dataclass(frozen=True, slots=True)
class Rule:
    """Limits, as they hold for the log's activities."""

    total: TimeLimit | None
    limits: Mapping[str, TimeLimit]  #: by activity
    stage_of: dict[str, int]  #: by activity
    calendar: WorkingCalendar

    @classmethod
    def of(cls, given: Limits, codes: Mapping[str, str], calendar: WorkingCalendar) -> "Rule":
        """What these limits say of activities with these codes."""
        limits: dict[str, TimeLimit] = {}
        stage_of: dict[str, int] = {}
        for number, (activity, code) in enumerate(codes.items(), start=1):
            step = given.code_of(code, activity)
            # A stage that the file doesn't have gets a number that no other has.
            stage_of[activity] = -number if step is None else given.stage_of.get(step, -number)
            if step is not None and step in given.steps:
                limits[activity] = given.steps[step]
        return cls(given.total, limits, stage_of, calendar)

    def over(self, other: "Rule", *, stages: bool) -> "Rule":
        """The other's limits where this rule has none; and its stages, if it is asked to take them."""
        stage_of = other.stage_of if stages else self.stage_of
        return Rule(self.total or other.total, {**other.limits, **self.limits}, stage_of, self.calendar)

    def late_visits(self, case: LogCase) -> Iterable[bool]:
        """Whether each visit was late, in the order of the case's events."""
        for event, since in case.since(self.stage_of):
            limit = self.limits.get(event.activity)
            yield limit is not None and self._late(since, event.time, limit)

    def late_case(self, case: LogCase) -> bool:
        """Whether the case as a whole was late."""
        summary = case.summary
        return self.total is not None and self._late(summary.opened_at, summary.last_event_at, self.total)

    def _late(self, since: datetime, until: datetime, limit: TimeLimit) -> bool:
        return until > self.calendar.due_at(since, limit)
