"""What was counted of a log."""

from dataclasses import dataclass

from tthc.mining.discovery.counted_log import CountedLog
from tthc.mining.discovery.measuring import Measured
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.discovery.stages import stages_of
from tthc.mining.discovery.ways import RouteStatistics, ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A log that was counted: its activities in their usual order, its routes, times and units."""

    options: DiscoverOptions
    counted: CountedLog
    order: tuple[str, ...]
    routes: RouteStatistics
    measured: Measured

    @classmethod
    def gathered(cls, options: DiscoverOptions, counted: CountedLog) -> "Evidence":
        """Go through the cases' ways, and once through the cases."""
        sorted_log, order = counted.sorted_log, counted.order()
        stages = stages_of(order, lambda: ways(sorted_log))
        stage_of = {activity: number for number, stage in enumerate(stages, 1) for activity in stage}
        routes = RouteStatistics()
        for way, cases in ways(sorted_log):
            routes.take(way, cases, stage_of)
        measured = Measured(counted.units(order), stage_of, options.working_calendar, options.counting)
        measured.measure(sorted_log, counted.progress.case_done)
        return cls(options=options, counted=counted, order=order, routes=routes, measured=measured)
