"""What was counted of a log, made into the procedure that is proposed."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tthc.mining.discovery.external_sort import ExternalSort
from tthc.mining.discovery.found import Discovery, FoundStep
from tthc.mining.discovery.measuring import Measured, kept, kept_by_every_step, proposed, spread
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.discovery.ordering import order_of_most
from tthc.mining.discovery.stages import stages_of
from tthc.mining.discovery.statistics import LogStatistics
from tthc.mining.discovery.ways import RouteStatistics, commonest, ways
from tthc.mining.log.codes import leading_code, slug, unique_codes, without_code
from tthc.mining.log.notices import Notice
from tthc.mining.log.procedure import log_name
from tthc.mining.log.units import Units

USUALLY_DONE = 95  #: per cent of cases; what fewer of them have is optional
_COMMON_WAYS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A log that was counted: its activities in their usual order, its routes, times and units."""

    options: DiscoverOptions
    sorted_log: ExternalSort
    statistics: LogStatistics
    order: tuple[str, ...]
    routes: RouteStatistics
    measured: Measured

    @classmethod
    def gathered(
        cls,
        options: DiscoverOptions,
        sorted_log: ExternalSort,
        statistics: LogStatistics,
        done: Callable[[], None],
    ) -> "Evidence":
        """Go through the cases' ways, and once through the cases."""
        order = order_of_most(lambda: ways(sorted_log))
        stages = stages_of(order, lambda: ways(sorted_log))
        stage_of = {activity: number for number, stage in enumerate(stages, 1) for activity in stage}
        routes = RouteStatistics()
        for way, cases in ways(sorted_log):
            routes.take(way, cases, stage_of)
        units = Units.of(order, statistics.work)
        measured = Measured(units, stage_of, options.working_calendar, options.counting)
        measured.measure(sorted_log, done)
        return cls(
            options=options,
            sorted_log=sorted_log,
            statistics=statistics,
            order=order,
            routes=routes,
            measured=measured,
        )

    def discovery(self, notices: tuple[Notice, ...], done: Callable[[], None]) -> Discovery:
        """What was found; goes through the cases once more, to see whose visits keep all limits."""
        options, steps, (first, last) = self.options, self._steps(), self.statistics.span
        total = _total(steps, options.counting)
        limits = {step.activity: step.limit for step in steps}
        return Discovery(
            code=options.code or slug(log_name(options.path)) or "LOG",
            name=options.name or log_name(options.path).replace("-", " ").replace("_", " "),
            calendar=options.calendar,
            counting=options.counting,
            meets=options.meets,
            first_event=first,
            last_event=last,
            cases=self.sorted_log.cases,
            events=self.sorted_log.events,
            variants=self.routes.variants,
            commonest=self._commonest(steps),
            steps=steps,
            divisions={code: name for name, code in self.measured.units.names.items()},
            work_of_units=_most_first(sum(self.measured.done_by.values(), Counter[str]())),
            officials=len(self.measured.units.officials),
            needed=spread(self.sorted_log, None),
            time_limit=total,
            met_total=kept(self.sorted_log, None, total),
            met_every_step=kept_by_every_step(self.sorted_log, self.measured, limits, done),
            cases_reworked=self.routes.cases_reworked,
            out_of_order=self.routes.out_of_order,
            cases_out_of_order=self.routes.cases_out_of_order,
            hand_offs=_most_first(self.measured.hand_offs),
            notices=notices,
        )

    def _commonest(self, steps: tuple[FoundStep, ...]) -> tuple[tuple[tuple[str, ...], int], ...]:
        codes = {step.activity: step.code for step in steps}
        found = commonest(self.sorted_log, _COMMON_WAYS)
        return tuple((tuple(codes[one] for one in way), cases) for way, cases in found)

    def _steps(self) -> tuple[FoundStep, ...]:
        codes, place = unique_codes(self.order, leading_code, "S"), self.order.index
        in_stages = sorted(self.order, key=lambda one: (self.measured.stage_of[one], place(one)))
        return tuple(self._step(activity, codes[activity]) for activity in in_stages)

    def _step(self, activity: str, code: str) -> FoundStep:
        measured, routes = self.measured, self.routes
        limit = proposed(self.sorted_log, activity, self.options.meets, self.options.counting)
        return FoundStep(
            code=code,
            name=without_code(activity),
            activity=activity,
            stage=measured.stage_of[activity],
            visits=measured.done_by[activity].total(),
            cases=routes.cases_with[activity],
            optional=100 * routes.cases_with[activity] < USUALLY_DONE * self.sorted_log.cases,
            division=measured.units.usual[activity],
            units=_most_first(measured.done_by[activity]),
            officials=len(measured.officials.get(activity, ())),
            needed=spread(self.sorted_log, activity),
            limit=limit,
            met=kept(self.sorted_log, activity, limit),
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
