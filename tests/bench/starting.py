"""What a start of the command line costs: CPU of `tthc --help` over that of `import typer`, its floor."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table

GOAL = 3.0
ROUNDS = 7
#: The floor, and what is measured against it: arguments of this Python.
_FLOOR = ("-c", "import typer")
_STARTS: Mapping[str, Sequence[str]] = {
    "tthc --help": ("-c", "from tthc.cli import main; main()", "--help"),
    "tthc discover --help": ("-c", "from tthc.cli import main; main()", "discover", "--help"),
    "tthc --version": ("-c", "from tthc.cli import main; main()", "--version"),
}


@dataclass(frozen=True, slots=True)
class Start:
    """One comparison: medians of the rounds."""

    command: str
    cpu_ms: float
    floor_ms: float

    @property
    def ratio(self) -> float:
        """Ours over the floor."""
        return self.cpu_ms / self.floor_ms

    @property
    def plain(self) -> dict[str, float | str]:
        """The comparison as a line of the report."""
        return {
            "command": self.command,
            "cpu_ms": round(self.cpu_ms),
            "floor_ms": round(self.floor_ms),
            "ratio": round(self.ratio, 2),
        }


def measure_starts(rounds: int = ROUNDS) -> list[Start]:
    """Start each command, and the floor beside it, so many times; CPU of the process, user and system."""
    for arguments in (_FLOOR, *_STARTS.values()):
        _cpu_ms(arguments)  # what is compiled once is compiled now
    measured: dict[str, list[tuple[float, float]]] = {command: [] for command in _STARTS}
    for _ in range(rounds):
        for command, arguments in _STARTS.items():
            measured[command].append((_cpu_ms(arguments), _cpu_ms(_FLOOR)))
    return [
        Start(command, *(statistics.median(side) for side in zip(*pairs, strict=True)))
        for command, pairs in measured.items()
    ]


def start_table(starts: Sequence[Start]) -> Table:
    """The comparisons as a table."""
    table = Table(title=f"CPU of a start over that of `import typer` (goal {GOAL:.0f} ×)")
    for name in ("command", "CPU ms", "floor ms", "ratio"):
        table.add_column(name, justify="left" if name == "command" else "right")
    for one in starts:
        table.add_row(*(str(value) for value in one.plain.values()))
    return table


def _cpu_ms(arguments: Sequence[str]) -> float:
    """The CPU that a process of this Python spends from its start to its end."""
    started = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    _check(arguments, started.returncode)
    return (used.ru_utime + used.ru_stime) * 1e3


def _check(arguments: Sequence[str], code: int) -> None:
    if code != 0:
        raise RuntimeError(f"{arguments} ended with {code}")
