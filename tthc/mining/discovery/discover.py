"""From a log to the procedure that it follows, with limits that its past would have kept."""

from tthc.mining.discovery.cases import log_cases
from tthc.mining.discovery.evidence import Evidence
from tthc.mining.discovery.external_sort import ExternalSort
from tthc.mining.discovery.found import Discovery
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.discovery.progress import AtWork, WorkProgress
from tthc.mining.discovery.statistics import LogStatistics
from tthc.mining.discovery.ways import noted_ways
from tthc.mining.log.notices import Notice, NoticeKind
from tthc.mining.log.reading import open_log

_GOINGS = 3  #: through the cases


def discover(options: DiscoverOptions, at_work: AtWork = lambda _done, _total: None) -> Discovery:
    """Read the log once, and go through its cases by way of a temporary file.

    Memory holds one case, and what is known of activities, units and officials; all else lies in the file.
    Raises a `LogRefused` at the first thing that can't be right, and `UnknownCountry`.
    """
    log, progress = open_log(options.path, options.read), WorkProgress(at_work, _GOINGS)
    with ExternalSort() as sorted_log:
        sorted_log.take(log, progress.reading)
        progress.cases = sorted_log.cases
        statistics = LogStatistics()
        noted_ways(sorted_log, statistics.looking(log_cases(sorted_log), progress.case_done))
        absent = (Notice(NoticeKind.COLUMN_ABSENT, log.absent),) if log.absent else ()
        evidence = Evidence.gathered(options, sorted_log, statistics, progress.case_done)
        return evidence.discovery(absent, progress.case_done)
