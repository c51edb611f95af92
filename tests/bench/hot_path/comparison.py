"""The hot path of this code and of the earlier commit's, measured in turn, each time in a new process."""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.hot_path.earlier import COMMIT, ROOT, NoHistory, unpack_earlier
from tests.bench.hot_path.measuring import COUNTING, Figures
from tests.bench.pairs import Pair, medians
from tests.bench.processes import Failed, run_bounded

_SECONDS = 300
_COUNTED_CASES = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a measurement. `goal` is of what another machine measured at the earlier commit."""

    measurement: str
    figure: str
    name: str
    goal: str = ""


LINES = (
    Line("cpu", "microseconds", "CPU a command, µs", "≤ 200 of 480"),
    Line("cpu", "commands_a_second", "commands a second, settled"),
    Line("http", "microseconds", "event loop a command over HTTP, µs", "≤ 350 of 880"),
    Line("http", "commands_a_second", "commands a second over HTTP, answered"),
    Line("encodes", "encodes", "JSON encodes a command", "≤ 4 of 7.2"),
    Line("quiet", "documents", "document commits of a quiet command", "2 of 5"),
    Line("quiet", "stores", "event store commits of a quiet command"),
    Line("idle", "statements", "statements a second, three services idle", "< 10 of 44"),
    Line("idle", "stores", "reads of event stores among them"),
    Line("idle", "documents", "reads of documents among them"),
    Line("idle-of-four", "statements", "statements a second, four services idle"),
    Line("idle-of-four", "reads", "reads among them"),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of both, as medians of the rounds; `before` is None where the earlier code couldn't run."""

    line: Line
    now: float
    before: float | None
    ratio: float | None

    @property
    def plain(self) -> dict[str, float | str | None]:
        """As a row of the table."""
        return {
            "profile": "hot-path",
            "figure": f"{self.line.measurement} {self.line.figure}",
            "name": self.line.name,
            "before": None if self.before is None else round(self.before, 1),
            "now": round(self.now, 1),
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "goal": self.line.goal,
        }


def compare_hot_path(cases: int, rounds: int, console: Console) -> list[Compared]:
    """Measure both in turn; only this code where the earlier commit can't be had."""
    found: dict[str, list[tuple[Figures, Figures | None]]] = {}
    with _versions(console) as versions:
        for measurement in dict.fromkeys(line.measurement for line in LINES):
            counts = measurement in COUNTING
            for turn in range(1 if counts else rounds):
                pair = _measured(versions, measurement, _COUNTED_CASES if counts else cases, console)
                found.setdefault(measurement, []).append(pair)
                console.print(f"hot path, {measurement}, round {turn + 1}: {_short(pair)}")
    return [_compared(line, found[line.measurement]) for line in LINES]


def hot_path_table(rows: Sequence[Compared]) -> Table:
    """For people."""
    table = Table(title=f"The hot path, beside the same work at {COMMIT}")
    for name in ("", f"at {COMMIT}", "now", "ratio", "goal"):
        table.add_column(name, justify="right" if name else "left")
    for row in rows:
        plain = row.plain
        shown = [plain[name] for name in ("name", "before", "now", "ratio", "goal")]
        table.add_row(*("–" if value is None else str(value) for value in shown))
    return table


def measure_in_process(code: Path, adapter: str, measurement: str, cases: int) -> Figures:
    """One measurement in a new process. Raises `Failed`."""
    limit = str(_SECONDS)
    worker = "tests.bench.hot_path.worker"
    command = [sys.executable, "-m", worker, str(code), adapter, measurement, str(cases), limit]
    output = run_bounded(command, seconds=_SECONDS, folder=ROOT)
    figures: Figures = json.loads(output.strip().splitlines()[-1])
    return figures


@contextmanager
def _versions(console: Console) -> Iterator[Mapping[str, Path]]:
    """Each version's adapter and folder, the earlier one first."""
    with tempfile.TemporaryDirectory(prefix="tthc-bench-") as folder:
        versions = {"now": ROOT}
        try:
            versions = {"before": unpack_earlier(Path(folder)), **versions}
        except NoHistory as error:
            console.print(f"hot path: {COMMIT} can't be had, so this code is measured alone ({error})")
        yield versions


def _measured(
    versions: Mapping[str, Path], measurement: str, cases: int, console: Console
) -> tuple[Figures, Figures | None]:
    before: Figures | None = None
    if "before" in versions:
        try:
            before = measure_in_process(versions["before"], "before", measurement, cases)
        except Failed as error:
            console.print(f"hot path, {measurement}: {COMMIT} doesn't run in this environment ({error})")
    return measure_in_process(versions["now"], "now", measurement, cases), before


def _compared(line: Line, rounds: Sequence[tuple[Figures, Figures | None]]) -> Compared:
    figure = line.figure
    pairs = [
        Pair(now[figure], before[figure]) for now, before in rounds if before is not None and before[figure]
    ]
    if not pairs:
        alone = medians([Pair(now[figure], 1) for now, _ in rounds])
        return Compared(line, alone.ours, None, None)
    middle = medians(pairs)
    return Compared(line, middle.ours, middle.other, middle.ratio)


def _short(pair: tuple[Figures, Figures | None]) -> str:
    now, before = pair
    return ", ".join(
        f"{name} {before[name]:.1f} → {value:.1f}" if before else f"{name} {value:.1f}"
        for name, value in now.items()
    )
