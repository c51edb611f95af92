"""`make bench`: steps a second with everything on, and searches, as ratios to the floor of the same run."""

import argparse
import asyncio
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dev.local import KafkaServer, PostgresServer, running_together
from shared.eventstore.environment import environment
from shared.settings import Settings, load_settings
from shared.telemetry import metrics
from tests.bench.floor import run_floor
from tests.bench.load import Measured, Stopwatch, drive_all
from tests.bench.searching import measure_searches, search_table
from tests.bench.starting import measure_starts, start_table
from tests.bench.system import running

IN_FLIGHT = (32, 500)
GOAL = 1.3


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison."""

    profile: str
    in_flight: int
    system: Measured
    floor: Measured

    @property
    def ratio(self) -> float:
        """Ours, with everything on, over the floor."""
        return self.system.steps_a_second / self.floor.steps_a_second


def main() -> None:
    """Measure both profiles and print the table."""
    options = _options()
    console = Console(stderr=options.json)
    rows: list[Row] = []
    searched = measure_searches(options.procedures) if "search" in options.profiles else []
    starts = measure_starts() if "start" in options.profiles else []
    for profile in options.profiles:
        if profile in ("search", "start"):
            continue
        with _settings(profile) as settings:
            rows += asyncio.run(_measure(profile, settings, options.cases, options.rounds, console))
    if options.json:
        Console().print_json(json.dumps([*map(_plain, rows), *(one.plain for one in (*searched, *starts))]))
        return
    if rows:
        console.print(_table(rows))
    if searched:
        console.print(search_table(searched))
    if starts:
        console.print(start_table(starts))


async def _measure(profile: str, settings: Settings, cases: int, rounds: int, console: Console) -> list[Row]:
    rows = []
    async with running(settings) as system:
        # Warm: connections, plans, the group's first join, and Kafka's runtime, which compiles as it goes.
        await drive_all(system.drive, cases // 4, IN_FLIGHT[0])
        await system.settled()
        for in_flight in IN_FLIGHT:
            best: Row | None = None
            for turn in range(rounds):
                before = _groups()
                watch = Stopwatch()
                await drive_all(system.drive, cases, in_flight)
                await system.settled()
                seconds = watch.seconds
                ours = Measured(cases, in_flight, seconds, _mean_group(before, _groups()))
                place = environment(
                    settings.postgres_url, settings.data_dir / f"floor-{in_flight}-{turn}", "floor"
                )
                if "SQLITE_DBNAME" in place:
                    Path(place["SQLITE_DBNAME"]).parent.mkdir(parents=True, exist_ok=True)
                bare = {
                    **place,
                    "PERSISTENCE_MODULE": place["PERSISTENCE_MODULE"].replace(
                        "shared.eventstore", "eventsourcing"
                    ),
                }
                group = max(1, min(in_flight, round(ours.mean_group)))
                floor = await asyncio.to_thread(run_floor, bare, cases // 2, in_flight, group)
                row = Row(profile, in_flight, ours, floor)
                console.print(f"{profile}, {in_flight} in flight, round {turn + 1}: {row.ratio:.2f} ×")
                if best is None or row.ratio > best.ratio:
                    best = row
            assert best is not None
            rows.append(best)
    return rows


def _groups() -> tuple[float, float]:
    """Saves so far, and events in them, of the cases service."""
    samples = {
        sample.name: sample.value
        for metric in metrics.GROUP_COMMIT_SIZE.collect()
        for sample in metric.samples
        if sample.labels.get("service") == "cases"
    }
    name = "tthc_group_commit_commands"
    return samples.get(f"{name}_count", 0.0), samples.get(f"{name}_sum", 0.0)


def _mean_group(before: tuple[float, float], after: tuple[float, float]) -> float:
    saves = after[0] - before[0]
    return (after[1] - before[1]) / saves if saves else 1.0


@contextmanager
def _settings(profile: str) -> Iterator[Settings]:
    folder = Path(tempfile.mkdtemp(prefix="tthc-bench-"))
    try:
        if profile == "embedded":
            yield load_settings(data_dir=folder / "data")
            return
        kafka, postgres = KafkaServer(folder / "kafka"), PostgresServer(folder / "postgres")
        with running_together(kafka, postgres):
            postgres.create_database("tthc_floor")
            yield load_settings(
                data_dir=folder / "data",
                kafka_bootstrap_servers=kafka.bootstrap_servers,
                postgres_url=postgres.url("tthc"),
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plain(row: Row) -> dict[str, float | str]:
    return {
        "profile": row.profile,
        "in_flight": row.in_flight,
        "steps_a_second": round(row.system.steps_a_second),
        "floor_steps_a_second": round(row.floor.steps_a_second),
        "ratio": round(row.ratio, 2),
        "commands_a_save": round(row.system.mean_group, 1),
    }


def _table(rows: list[Row]) -> Table:
    table = Table(title=f"Steps a second with everything on, over the bare library (goal {GOAL} ×)")
    for name in ("profile", "in flight", "steps/s", "floor steps/s", "ratio", "commands a save"):
        table.add_column(name, justify="right")
    for row in rows:
        plain = _plain(row)
        table.add_row(*(str(value) for value in plain.values()))
    return table


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1500, help="cases of six steps in each run")
    parser.add_argument("--rounds", type=int, default=1, help="rounds of each comparison; the best counts")
    parser.add_argument("--procedures", type=int, default=300_000, help="searched through")
    parser.add_argument(
        "--profiles",
        nargs="+",
        default=["servers", "embedded", "search", "start"],
        help="servers, embedded: steps a second; search: the public catalogue; start: the command line",
    )
    parser.add_argument("--json", action="store_true", help="one JSON list on standard output")
    return parser.parse_args()


if __name__ == "__main__":
    main()
