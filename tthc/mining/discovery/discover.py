"""From a log to the procedure that it follows, with limits that its past would have kept."""

from tthc.mining.discovery.counted_log import counted_log
from tthc.mining.discovery.evidence import Evidence
from tthc.mining.discovery.found import Discovery
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.discovery.progress import AtWork
from tthc.mining.discovery.proposing import propose

_GOINGS = 3  #: through the cases


def discover(options: DiscoverOptions, at_work: AtWork = lambda _done, _total: None) -> Discovery:
    """Read the log once, and go through its cases by way of a temporary file.

    Memory holds one case, and what is known of activities, units and officials; all else lies in the file.
    Raises a `LogRefused` at the first thing that can't be right, and `UnknownCountry`.
    """
    with counted_log(options.path, options.read, at_work, _GOINGS) as counted:
        return propose(Evidence.gathered(options, counted), counted.log.notices)
