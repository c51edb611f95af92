"""What the sla service needs for many open clocks: memory, its start, a look, a minute's dues, a preview."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from shared.settings import load_settings
from tests.bench.open_clocks.laying import Laid, lay
from tests.bench.processes import Failed, end_group

CLOCKS = 1_000_000
#: Shares of all clocks: those that fall due in one minute, and those that are overdue and climb.
_FALLING_DUE, _OVERDUE = 0.01, 0.05
GOAL_START_SECONDS = 60
GOAL_LOOK_MILLISECONDS = 20
GOAL_TOLD_SECONDS = 10
GOAL_MEGABYTES = 600


@dataclass(frozen=True, slots=True)
class Figure:
    """One of what was measured."""

    what: str
    value: float
    unit: str
    goal: float | None = None  #: None: there is none

    @property
    def plain(self) -> dict[str, float | str | None]:
        """As a row of the table."""
        return {"what": self.what, "value": round(self.value, 1), "unit": self.unit, "goal": self.goal}


def laid_of(clocks: int) -> Laid:
    """So many clocks, of which the usual shares fall due and are overdue."""
    return Laid(clocks, round(clocks * _FALLING_DUE), round(clocks * _OVERDUE))


async def measure_open_clocks(folder: Path, clocks: int = CLOCKS) -> list[Figure]:
    """Lay them into a new data folder, and start the service on it in a process of its own."""
    laid = laid_of(clocks)
    began = time.perf_counter()
    await lay(load_settings(data_dir=folder), laid)
    figures = [Figure(f"{clocks:,} clocks laid", time.perf_counter() - began, "s")]
    began = time.perf_counter()
    with _service(folder) as service:
        started = service.answer()
        figures += [
            Figure("start-up", time.perf_counter() - began, "s", GOAL_START_SECONDS),
            Figure("its CPU", started["cpu"], "s"),
        ]
        look = service.ask("look")
        if look["found"]:
            raise Failed(f"{look['found']} clocks were due before anything was")
        fallen = service.ask(f"fall {laid.falling_due}")
        preview = service.ask("preview")
        memory = service.ask("memory")
    return [
        *figures,
        Figure("a look with nothing due, median", look["milliseconds"], "ms", GOAL_LOOK_MILLISECONDS),
        Figure("its CPU", look["cpu"], "ms"),
        Figure("the longest of 50", look["worst"], "ms"),
        Figure(f"{laid.falling_due:,} due in a minute told", fallen["seconds"], "s", GOAL_TOLD_SECONDS),
        Figure("its CPU", fallen["cpu"], "s"),
        Figure(f"preview of a day off, {preview['moves']:,} dues moved", preview["seconds"], "s"),
        Figure("its CPU", preview["cpu"], "s"),
        Figure("the longest look meanwhile", preview["worst_look"], "ms"),
        Figure("memory at most", memory["megabytes"], "MB", GOAL_MEGABYTES),
    ]


def open_clocks_table(figures: Sequence[Figure]) -> Table:
    """For people."""
    table = Table(title="Open clocks: the sla service alone, on the embedded profile")
    for name in ("what", "value", "unit", "goal"):
        table.add_column(name, justify="right" if name in ("value", "goal") else "left")
    for one in figures:
        goal = "" if one.goal is None else f"< {one.goal:g}"
        table.add_row(one.what, f"{one.value:,.1f}", one.unit, goal)
    return table


class _Process:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, question: str) -> dict[str, Any]:
        """Its answer to a line, see `worker`."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """Its next line. Raises `Failed` where it has ended."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("{"):
                answer: dict[str, Any] = json.loads(line)
                return answer
        raise Failed(f"the service ended with {self._process.wait()}")


@contextmanager
def _service(folder: Path) -> Iterator[_Process]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.open_clocks.worker"],
        env={**os.environ, "TTHC_DATA_DIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield _Process(process)
    finally:
        for pipe in filter(None, (process.stdin, process.stdout)):
            pipe.close()
        end_group(process)
