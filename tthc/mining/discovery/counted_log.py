"""A log that was read once into a temporary file, and looked at: memory holds one case at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tthc.mining.discovery.cases import LogCase, log_cases
from tthc.mining.discovery.external_sort import ExternalSort
from tthc.mining.discovery.ordering import order_of_most
from tthc.mining.discovery.progress import AtWork, WorkProgress
from tthc.mining.discovery.statistics import LogStatistics
from tthc.mining.discovery.ways import noted_ways, ways
from tthc.mining.log.events import EventLog
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.reading import open_log
from tthc.mining.log.units import Units


@dataclass(frozen=True, slots=True)
class CountedLog:
    """A log, its cases by their ids, and what the first look at them brought."""

    log: EventLog
    sorted_log: ExternalSort
    statistics: LogStatistics
    progress: WorkProgress

    def cases(self) -> Iterator[LogCase]:
        """The cases once more."""
        return log_cases(self.sorted_log)

    def order(self) -> tuple[str, ...]:
        """The activities as most cases do them."""
        return order_of_most(lambda: ways(self.sorted_log))

    def units(self, order: Sequence[str]) -> Units:
        """Who does which activity."""
        return Units.of(order, self.statistics.work)


@contextmanager
def counted_log(path: Path, read: ReadOptions, at_work: AtWork, goings: int) -> Iterator[CountedLog]:
    """The log for the time of the block, gone through once of `goings` times. Raises a `LogRefused`."""
    log, progress = open_log(path, read), WorkProgress(at_work, goings)
    with ExternalSort() as sorted_log:
        sorted_log.take(log, progress.reading)
        progress.cases = sorted_log.cases
        statistics = LogStatistics()
        noted_ways(sorted_log, statistics.looking(log_cases(sorted_log), progress.case_done))
        yield CountedLog(log, sorted_log, statistics, progress)
