"""A what-if on the cases of a log."""

from dataclasses import dataclass, field
from pathlib import Path

from tthc.mining.discovery.counted_log import counted_log
from tthc.mining.discovery.progress import AtWork
from tthc.mining.log.codes import leading_code, unique_codes
from tthc.mining.log.counting import counting_calendar
from tthc.mining.log.options import ReadOptions
from tthc.mining.whatif.comparison import Comparison
from tthc.mining.whatif.late_count import LateCount
from tthc.mining.whatif.limits import Limits, check_fits
from tthc.mining.whatif.period import EVER, Period
from tthc.mining.whatif.rule import Rule

_GOINGS = 2  #: through the cases


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
    with counted_log(question.path, question.read, at_work, _GOINGS) as counted:
        order = counted.order()
        codes = unique_codes(order, leading_code, "S")
        before = None if question.compared is None else Rule.of(question.compared, codes, calendar)
        after = Rule.of(question.limits, codes, calendar)
        check_fits(question.limits, codes, question.limits_path)
        if before is not None:
            after = after.over(before, stages=not question.limits.stage_of)
        late = LateCount(counted.units(order), codes, before, after)
        for case in counted.cases():
            if calendar.local_day(case.summary.opened_at) in question.period:
                late.take(case)
            counted.progress.case_done()
    comparison = late.told(question.limits)
    comparison.notices = counted.log.notices
    return comparison
