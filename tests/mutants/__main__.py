"""`make mutants`: draw changes, try each, tell which were noticed; the survivors last, by their places."""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.mutants.drawing import Mutant, mutants_of
from tests.mutants.rooms import rooms_in, suite_of
from tests.mutants.trying import Verdict, try_all

ROOT = Path(__file__).parents[2]


def drawn(root: Path, number: int, seed: int, only: str = "") -> list[Mutant]:
    """So many of all changes in the rooms under the path `only`; the same for the same seed and code."""
    files = [path for _, _, files in rooms_in(root) for path in files if str(path).startswith(only)]
    every = [mutant for path in files for mutant in mutants_of(path, (root / path).read_bytes())]
    return sorted(random.Random(seed).sample(every, min(number, len(every))))


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if at least `--at-least` of a hundred were noticed."""
    options = _options(arguments)
    console = Console(highlight=False, soft_wrap=True)
    mutants = drawn(ROOT, options.number, options.seed, options.only)
    console.print(f"{len(mutants)} changes, seed {options.seed} (again with --seed {options.seed})")
    if options.list:
        console.print("\n".join(map(str, mutants)), markup=False)
        return 0
    verdicts: list[Verdict] = []
    with tempfile.TemporaryDirectory(prefix="tthc-mutants-") as folder:
        for verdict in try_all(ROOT, Path(folder), mutants, suite_of, options.parallel):
            verdicts.append(verdict)
            told = f"killed by {verdict.killed_by}" if verdict.killed_by else "SURVIVED"
            console.print(f"{verdict.mutant}  {told}  ({verdict.seconds:.0f} s)", markup=False)
    return _told(console, verdicts, options.at_least)


def _told(console: Console, verdicts: Sequence[Verdict], at_least: int) -> int:
    console.print(_table(verdicts))
    survivors = sorted(verdict.mutant for verdict in verdicts if verdict.killed_by is None)
    if survivors:
        console.print("survived:")
        console.print("\n".join(map(str, survivors)), markup=False)
    return int(100 * (len(verdicts) - len(survivors)) < at_least * len(verdicts))


def _table(verdicts: Sequence[Verdict]) -> Table:
    table = Table("room", "killed", "survived")
    rooms = {verdict.mutant: "/".join(verdict.mutant.path.with_suffix("").parts[1:3]) for verdict in verdicts}
    killed = Counter(rooms[one.mutant] for one in verdicts if one.killed_by)
    survived = Counter(rooms[one.mutant] for one in verdicts if not one.killed_by)
    for room in sorted(set(rooms.values())):
        table.add_row(room, str(killed[room]), str(survived[room]))
    table.add_row("all", str(killed.total()), str(survived.total()))
    return table


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--number", type=int, default=100, help="how many changes are drawn")
    parser.add_argument("--seed", type=int, default=None, help="of the draw (default: a new one)")
    parser.add_argument("--only", default="", help="in files whose paths begin so: services/cases/domain")
    parser.add_argument("--parallel", type=int, default=2, help="how many are tried at once")
    parser.add_argument("--at-least", type=int, default=0, help="per cent that must be noticed")
    parser.add_argument("--list", action="store_true", help="draw, and try nothing")
    options = parser.parse_args(arguments)
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(2**32)
    return options


if __name__ == "__main__":
    sys.exit(main())
