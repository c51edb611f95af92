"""Made-up logs of any length, written row by row in time order: cases interleave, as in a real export.

Run as a module, it discovers one and tells the process's peak memory: `python -m … EVENTS FILE`.
"""

import json
import random
import resource
import sys
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from pathlib import Path

from tthc.mining.discovery.discover import discover
from tthc.mining.discovery.options import DiscoverOptions

_STEPS = 12
_OPEN_CASES = 200  #: at any time
_BEGIN = datetime(2021, 1, 4, 1, tzinfo=UTC)


def write_synthetic_log(path: Path, events: int, seed: int = 7) -> None:
    """Write so many events: cases go through the steps, now and then back, by several units."""
    random_ = random.Random(seed)
    waiting: list[tuple[datetime, int, int]] = []  # when, case, step
    for case in range(_OPEN_CASES):
        heappush(waiting, (_BEGIN + timedelta(minutes=random_.randrange(9000)), case, 0))
    cases = _OPEN_CASES
    with path.open("w", encoding="utf-8") as file:
        file.write("case_id,activity,group,resource,timestamp\n")
        for _ in range(events):
            at, case, step = heappop(waiting)
            unit = (step * 7 + case % 2) % 5
            file.write(f"h{case},B{step:02} Bước {step},Phòng {unit},cb{unit}-{case % 4},{at.isoformat()}\n")
            following = step + 1 if random_.random() < 0.9 else max(step - 1, 0)
            if following == _STEPS:
                case, following = cases, 0
                cases += 1
            heappush(waiting, (at + timedelta(minutes=random_.randrange(1, 6000)), case, following))


if __name__ == "__main__":
    log = Path(sys.argv[2])
    write_synthetic_log(log, int(sys.argv[1]))
    found = discover(DiscoverOptions(path=log))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(json.dumps({"events": found.events, "cases": found.cases, "peak_kib": peak}))
