"""`make bench`: this code's speed beside a floor, a peer and its own past, each pair in one run.

`python -m tests.bench` measures everything, `python -m tests.bench PART…` some of it, and
`python -m tests.bench profile [PLACE…]` tells where the time goes.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from rich.console import Console
from rich.table import Table


class PlainRow(Protocol):
    """A line of a table."""

    @property
    def plain(self) -> Mapping[str, Any]:
        """Its values by name."""


Reported = tuple[Sequence[PlainRow], Table]
Options = argparse.Namespace
_WIDTH = 140  #: of tables that are written into a file


def main() -> None:
    """Measure what is asked for and print the tables."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    console = Console(stderr=options.json, width=None if sys.stdout.isatty() else _WIDTH)
    if options.parts[:1] == ["profile"]:
        from tests.bench.profiling.report import profile_places  # noqa: PLC0415

        profile_places(options.parts[1:], options.cases or 600, options.in_flight, console)
        return
    console.print(_machine())
    reported = [PARTS[part](options, console) for part in options.parts]
    if options.json:
        Console().print_json(json.dumps([row.plain for rows, _ in reported for row in rows]))
        return
    for _, table in reported:
        console.print(_markdown(table) if options.markdown else table)
    console.print(_machine())


# Each part imports what it measures: one that can't be measured leaves the others alone.


def _against_floor(profile: str) -> Callable[[Options, Console], Reported]:
    def measure(options: Options, console: Console) -> Reported:
        from tests.bench.against_floor import compare_with_floor, floor_table  # noqa: PLC0415

        rows = compare_with_floor(profile, options.cases or 1500, options.rounds or 1, console)
        return rows, floor_table(rows)

    return measure


def _peers(options: Options, console: Console) -> Reported:
    from tests.bench.peers.comparison import compare_peers  # noqa: PLC0415
    from tests.bench.peers.rows import peer_table  # noqa: PLC0415

    rows = compare_peers(options.cases or 1500, options.rounds or 3, console)
    return rows, peer_table(rows)


def _round_trips(options: Options, console: Console) -> Reported:
    from tests.bench.round_trips import compare_round_trips, round_trip_table  # noqa: PLC0415

    rows = compare_round_trips(options.cases or 600, options.rounds or 3, console)
    return rows, round_trip_table(rows)


def _hot_path(options: Options, console: Console) -> Reported:
    from tests.bench.hot_path.comparison import compare_hot_path, hot_path_table  # noqa: PLC0415

    rows = compare_hot_path(options.cases or 600, options.rounds or 3, console)
    return rows, hot_path_table(rows)


def _search(options: Options, _console: Console) -> Reported:
    from tests.bench.searching import measure_searches, search_table  # noqa: PLC0415

    rows = measure_searches(options.procedures)
    return rows, search_table(rows)


def _large_log(options: Options, _console: Console) -> Reported:
    from tests.bench.large_log import CASES, large_log_table, measure_large_log  # noqa: PLC0415

    rows = measure_large_log(options.cases or CASES)
    return rows, large_log_table(rows)


def _start(options: Options, _console: Console) -> Reported:
    from tests.bench.starting import ROUNDS, measure_starts, start_table  # noqa: PLC0415

    rows = measure_starts(options.rounds or ROUNDS)
    return rows, start_table(rows)


def _calendar(options: Options, _console: Console) -> Reported:
    from tests.bench.counting import ROUNDS, counting_table, measure_counting  # noqa: PLC0415

    rows = measure_counting(options.rounds or ROUNDS)
    return rows, counting_table(rows)


def _clocks(options: Options, _console: Console) -> Reported:
    from tests.bench.open_clocks.measuring import CLOCKS, measure_open_clocks, open_clocks_table  # noqa: PLC0415
    from tests.bench.servers import bench_folder  # noqa: PLC0415

    with bench_folder() as folder:
        rows = asyncio.run(measure_open_clocks(folder, options.cases or CLOCKS))
    return rows, open_clocks_table(rows)


def _due(options: Options, _console: Console) -> Reported:
    from tests.bench.falling_due import CASES, falling_due_table, measure_falling_due  # noqa: PLC0415
    from tests.bench.servers import bench_folder  # noqa: PLC0415

    with bench_folder() as folder:
        rows = asyncio.run(measure_falling_due(folder, options.cases or CASES))
    return rows, falling_due_table(rows)


PARTS: dict[str, Callable[[Options, Console], Reported]] = {
    "servers": _against_floor("servers"),
    "embedded": _against_floor("embedded"),
    "peers": _peers,
    "round-trips": _round_trips,
    "hot-path": _hot_path,
    "search": _search,
    "large-log": _large_log,
    "start": _start,
    "calendar": _calendar,
    "clocks": _clocks,
    "due": _due,
}


def _markdown(table: Table) -> str:
    """The table as it is written into a page."""
    rows = [[str(column.header) for column in table.columns], ["---"] * len(table.columns)]
    rows += map(list, zip(*([str(cell) for cell in column.cells] for column in table.columns), strict=True))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _machine() -> str:
    """How busy the machine is: figures of one that does other work as well are no figures."""
    load, _, _ = os.getloadavg()
    return f"{os.cpu_count()} processors, load {load:.1f}"


def _options() -> Options:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "parts",
        nargs="*",
        help="servers, embedded: steps a second over the bare library\n"
        "peers: beside Flowable, where a JDK and Maven are\n"
        "round-trips: of coordinations, beside plain steps\n"
        "hot-path: a command's cost beside the same work at an earlier commit\n"
        "search: through the public catalogue\n"
        "large-log: the import of 10,000 cases\n"
        "start: the command line's CPU, over that of the library it needs\n"
        "calendar: counting over a hundred years, over that within one\n"
        "clocks: a million open ones in the sla service's store: start, look, dues, preview, memory\n"
        "due: from a step's due instant to its overdue on Kafka; takes two minutes\n"
        "profile: where the time goes; then embedded, http, servers, trees, and `before` for the earlier\n"
        "commit's",
    )
    parser.add_argument(
        "--cases", type=int, help="cases of six steps in each run (1500; hot-path, round-trips 600)"
    )
    parser.add_argument("--rounds", type=int, help="rounds of each comparison (1, the best; else 3, medians)")
    parser.add_argument("--in-flight", type=int, default=32, help="of `profile servers` (32)")
    parser.add_argument("--procedures", type=int, default=300_000, help="searched through")
    parser.add_argument("--profiles", nargs="+", default=[], help=argparse.SUPPRESS)  # the parts' old name
    parser.add_argument("--markdown", action="store_true", help="tables as docs/reference/speed.md has them")
    parser.add_argument("--json", action="store_true", help="one JSON list on standard output")
    options = parser.parse_args()
    options.parts = [*options.parts, *options.profiles] or list(PARTS)
    unknown = [part for part in options.parts if part not in PARTS and options.parts[0] != "profile"]
    if unknown:
        parser.error(f"there is no {', no '.join(unknown)}; there are {', '.join(PARTS)} and profile")
    return options


if __name__ == "__main__":
    main()
