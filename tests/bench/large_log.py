"""A generated log of a department's two years: its import by `tthc import-log`, in time and in memory."""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from rich.table import Table

from tests.bench.processes import Failed
from tests.bench.servers import bench_folder

CASES = 10_000
GOAL_SECONDS = 120
GOAL_MEGABYTES = 600
#: So many events the cases have in turn: 5.5 each.
_LENGTHS = (4, 5, 6, 7)
_BEGINNING = datetime(2024, 1, 2, 1, tzinfo=UTC)
_DAYS = 700
_ROUTE = ("Tiếp nhận", "Kiểm tra", "Thẩm định", "Xin ý kiến", "Dự thảo", "Trình ký", "Trả kết quả")
_GROUPS = ("Văn phòng", "Chuyên môn", "Thanh tra")
_OFFICIALS = 12  #: of each group
#: A small process that starts the command: a large one would count its own memory as the command's.
_STARTER = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, used = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as file:
    json.dump({"cpu": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}, file)
sys.exit(os.waitstatus_to_exitcode(status))
"""
_COMMAND = (sys.executable, "-c", "from tthc.cli import main; main()", "import-log")


@dataclass(frozen=True, slots=True)
class LogFigures:
    """What is in a log, as whoever wrote it knows."""

    cases: int
    events: int
    late_cases: int


@dataclass(frozen=True, slots=True)
class LargeImport:
    """The import of one."""

    log: LogFigures
    seconds: float
    cpu: float  #: seconds of it, of all threads
    megabytes: float  #: of memory, at most
    told: dict[str, Any]  #: the command's own summary

    @property
    def plain(self) -> dict[str, float | str]:
        """As a row of the table."""
        return {
            "cases": self.log.cases,
            "events": self.log.events,
            "seconds": round(self.seconds, 1),
            "cpu_seconds": round(self.cpu, 1),
            "events_a_second": round(self.log.events / self.seconds),
            "megabytes": round(self.megabytes),
        }


def write_large_log(path: Path, cases: int = CASES, seed: int = 1) -> LogFigures:
    """Write a log as systems export it: by time, its cases overlap. A tenth of them goes back once."""
    random = Random(seed)
    written = [_case(random, number) for number in range(cases)]
    rows = sorted((row for case in written for row in case), key=lambda row: row[4])
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(
            ("case_id", "activity", "group", "resource", "timestamp", "case_start", "case_deadline")
        )
        writer.writerows(rows)
    return LogFigures(cases, len(rows), sum(case[-1][4] > case[-1][6] for case in written))


Row = tuple[str, str, str, str, str, str, str]


def _case(random: Random, number: int) -> list[Row]:
    began = _BEGINNING + timedelta(days=random.randrange(_DAYS), minutes=random.randrange(8 * 60))
    deadline = began + timedelta(days=random.choice((10, 20, 30)))
    at, rows = began, list[Row]()
    for activity in _way(random, _LENGTHS[number % len(_LENGTHS)]):
        at += timedelta(minutes=random.randrange(20, 5 * 24 * 60))
        group = _GROUPS[_ROUTE.index(activity) % len(_GROUPS)]
        official = f"{group} {random.randrange(_OFFICIALS) + 1}"
        times = (one.isoformat(timespec="seconds") for one in (at, began, deadline))
        rows.append((f"HS-{number:05}", activity, group, official, *times))
    return rows


def _way(random: Random, length: int) -> Iterator[str]:
    """The first steps of the route; some go back to the second one, and on from there."""
    back = random.randrange(2, length - 1) if random.random() < 0.1 else length
    yield from _ROUTE[:back]
    yield from _ROUTE[1 : 1 + length - back]


def import_large_log(folder: Path, cases: int = CASES) -> LargeImport:
    """Write one and import it on the embedded profile, in a process of its own."""
    path, summary, used = folder / "log.csv", folder / "summary.json", folder / "used.json"
    log = write_large_log(path, cases)
    environment = {**os.environ, "TTHC_DATA_DIR": str(folder / "var")}
    command = (sys.executable, "-c", _STARTER, str(used), *_COMMAND, str(path), "--json")
    began = time.perf_counter()
    with summary.open("w") as out:
        ended = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=out, env=environment)
    seconds = time.perf_counter() - began
    if ended.returncode != 0:
        raise Failed(f"the import ended with {ended.returncode}: {summary.read_text()[-1500:]}")
    took = json.loads(used.read_text())
    return LargeImport(log, seconds, took["cpu"], took["megabytes"], json.loads(summary.read_text()))


def measure_large_log(cases: int) -> list[LargeImport]:
    """One import."""
    with bench_folder() as folder:
        return [import_large_log(folder, cases)]


def large_log_table(rows: Sequence[LargeImport]) -> Table:
    """For people."""
    table = Table(title=f"A large log (goal: {GOAL_SECONDS} s, {GOAL_MEGABYTES} MB)")
    for name in ("cases", "events", "seconds", "CPU, s", "events/s", "MB at most"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*map(str, row.plain.values()))
    return table
