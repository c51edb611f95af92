"""From a log to the procedure that it follows, with limits that its past would have kept."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar
from tthc.mining.discovery.cases import LogCase, log_cases
from tthc.mining.discovery.external_sort import ExternalSort
from tthc.mining.discovery.found import Discovery, FoundStep
from tthc.mining.discovery.measuring import Measured, kept, kept_by_every_step, proposed, spread
from tthc.mining.discovery.ordering import order_of_most
from tthc.mining.discovery.progress import AtWork, WorkProgress
from tthc.mining.discovery.stages import stages_of
from tthc.mining.discovery.ways import RouteStatistics, commonest, noted_ways, ways
from tthc.mining.log.codes import leading_code, slug, unique_codes, without_code
from tthc.mining.log.counting import counting_calendar
from tthc.mining.log.notices import Notice, NoticeKind
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.procedure import log_name
from tthc.mining.log.reading import open_log
from tthc.mining.log.units import Units, Work

USUALLY_DONE = 95  #: per cent of cases; what fewer of them have is optional
_COMMON_WAYS = 10
_GOINGS = 3  #: through the cases


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoverOptions:
    """Which log, and what is proposed for it."""

    path: Path
    read: ReadOptions = field(default_factory=ReadOptions)
    calendar: str = "VN"  #: the country whose days off count
    code: str | None = None  #: None: from the file's name
    name: str | None = None
    meets: int = 90  #: per cent of past visits that each limit meets
    counting: Counting = Counting.WORKING_HOURS  #: or working days

    @property
    def working_calendar(self) -> WorkingCalendar:
        """The calendar that time is counted by."""
        return counting_calendar(self.calendar, self.read.zone)


@dataclass(slots=True)
class LogStatistics:
    """What the first look at the cases brings."""

    work: Counter[Work] = field(default_factory=Counter)
    first: datetime | None = None
    last: datetime | None = None

    def looking(self, cases: Iterator[LogCase], done: Callable[[], None]) -> Iterator[LogCase]:
        """The cases, looked at while they pass by."""
        for case in cases:
            for event in case.events:
                self.work[Work(event.activity, event.group, event.resource)] += 1
            first, last = case.events[0].time, case.events[-1].time
            self.first = min(self.first or first, first)
            self.last = max(self.last or last, last)
            done()
            yield case


def discover(options: DiscoverOptions, at_work: AtWork = lambda _done, _total: None) -> Discovery:
    """Read the log once, and go through its cases by way of a temporary file.

    Memory holds one case, and what is known of activities, units and officials; all else lies in the file.
    Raises a `LogRefused` at the first thing that can't be right, and `UnknownCountry`.
    """
    calendar = options.working_calendar
    log, progress = open_log(options.path, options.read), WorkProgress(at_work, _GOINGS)
    with ExternalSort() as sorted_log:
        sorted_log.take(log, progress.reading)
        progress.cases = sorted_log.cases
        statistics = LogStatistics()
        noted_ways(sorted_log, statistics.looking(log_cases(sorted_log), progress.case_done))
        absent = (Notice(NoticeKind.COLUMN_ABSENT, log.absent),) if log.absent else ()
        return _found(options, calendar, sorted_log, statistics, absent, progress.case_done)


def _found(
    options: DiscoverOptions,
    calendar: WorkingCalendar,
    sorted_log: ExternalSort,
    statistics: LogStatistics,
    notices: tuple[Notice, ...],
    done: Callable[[], None],
) -> Discovery:
    order = order_of_most(lambda: ways(sorted_log))
    stages = stages_of(order, lambda: ways(sorted_log))
    stage_of = {activity: number for number, stage in enumerate(stages, 1) for activity in stage}
    routes = RouteStatistics()
    for way, cases in ways(sorted_log):
        routes.take(way, cases, stage_of)
    units = Units.of(order, statistics.work)
    measured = Measured(units, stage_of, calendar, options.counting)
    measured.measure(sorted_log, done)
    steps = _steps(options, sorted_log, order, routes, measured)
    total = _total(steps, options.counting)
    limits = {step.activity: step.limit for step in steps}
    codes = {step.activity: step.code for step in steps}
    common = ((tuple(codes[one] for one in way), cases) for way, cases in commonest(sorted_log, _COMMON_WAYS))
    done_by = sum(measured.done_by.values(), Counter[str]())
    assert statistics.first is not None
    assert statistics.last is not None
    return Discovery(
        code=options.code or slug(log_name(options.path)) or "LOG",
        name=options.name or log_name(options.path).replace("-", " ").replace("_", " "),
        calendar=options.calendar,
        counting=options.counting,
        meets=options.meets,
        first_event=statistics.first,
        last_event=statistics.last,
        cases=sorted_log.cases,
        events=sorted_log.events,
        variants=routes.variants,
        commonest=tuple(common),
        steps=steps,
        divisions={code: name for name, code in units.names.items()},
        work_of_units=_most_first(done_by),
        officials=len(units.officials),
        needed=spread(sorted_log, None),
        time_limit=total,
        met_total=kept(sorted_log, None, total),
        met_every_step=kept_by_every_step(sorted_log, measured, limits, done),
        cases_reworked=routes.cases_reworked,
        out_of_order=routes.out_of_order,
        cases_out_of_order=routes.cases_out_of_order,
        hand_offs=_most_first(measured.hand_offs),
        notices=notices,
    )


def _steps(
    options: DiscoverOptions,
    sorted_log: ExternalSort,
    order: tuple[str, ...],
    routes: RouteStatistics,
    measured: Measured,
) -> tuple[FoundStep, ...]:
    codes = unique_codes(order, leading_code, "S")
    return tuple(
        _step(options, sorted_log, activity, codes[activity], routes, measured)
        for activity in sorted(order, key=lambda one: (measured.stage_of[one], order.index(one)))
    )


def _step(
    options: DiscoverOptions,
    sorted_log: ExternalSort,
    activity: str,
    code: str,
    routes: RouteStatistics,
    measured: Measured,
) -> FoundStep:
    limit = proposed(sorted_log, activity, options.meets, options.counting)
    return FoundStep(
        code=code,
        name=without_code(activity),
        activity=activity,
        stage=measured.stage_of[activity],
        visits=measured.done_by[activity].total(),
        cases=routes.cases_with[activity],
        optional=100 * routes.cases_with[activity] < USUALLY_DONE * sorted_log.cases,
        division=measured.units.usual[activity],
        units=_most_first(measured.done_by[activity]),
        officials=len(measured.officials.get(activity, ())),
        needed=spread(sorted_log, activity),
        limit=limit,
        met=kept(sorted_log, activity, limit),
        again=routes.again[activity],
        cases_again=routes.cases_again_at[activity],
    )


def _total(steps: tuple[FoundStep, ...], counting: Counting) -> TimeLimit:
    """What the catalogue demands: the sum of each stage's longest step."""
    longest: dict[int, int] = {}
    for step in steps:
        longest[step.stage] = max(longest.get(step.stage, 0), step.limit.amount)
    return TimeLimit.of(sum(longest.values()), counting)


def _most_first(counts: Mapping[str, int] | Mapping[tuple[str, str], int]) -> dict:  # type: ignore[type-arg]
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
