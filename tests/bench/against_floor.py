"""Steps a second with everything on, over the bare library's on the same servers."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from shared.eventstore.environment import environment
from shared.settings import Settings, load_settings
from shared.telemetry import metrics
from tests.bench.floor import run_floor
from tests.bench.load import Measured, Stopwatch, drive_all
from tests.bench.servers import bench_folder, servers
from tests.bench.system import System, running

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

    @property
    def plain(self) -> dict[str, float | str]:
        """As a row of the table."""
        return {
            "profile": self.profile,
            "in_flight": self.in_flight,
            "steps_a_second": round(self.system.steps_a_second),
            "floor_steps_a_second": round(self.floor.steps_a_second),
            "ratio": round(self.ratio, 2),
            "commands_a_save": round(self.system.mean_group, 1),
        }


def compare_with_floor(profile: str, cases: int, rounds: int, console: Console) -> list[Row]:
    """Measure one profile, with so many in flight each time; the best of the rounds counts."""
    with _settings(profile) as settings:
        return asyncio.run(_measure(profile, settings, cases, rounds, console))


def floor_table(rows: Sequence[Row]) -> Table:
    """For people."""
    table = Table(title=f"Steps a second with everything on, over the bare library (goal {GOAL} ×)")
    for name in ("profile", "in flight", "steps/s", "floor steps/s", "ratio", "commands a save"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*(str(value) for value in row.plain.values()))
    return table


async def _measure(profile: str, settings: Settings, cases: int, rounds: int, console: Console) -> list[Row]:
    rows: list[Row] = []
    async with running(settings) as system:
        # Warm: connections, plans, the group's first join, and Kafka's runtime, which compiles as it goes.
        await drive_all(system.drive, cases // 4, IN_FLIGHT[0])
        await system.settled()
        for in_flight in IN_FLIGHT:
            done: list[Row] = []
            for turn in range(rounds):
                ours = await _ours(system, cases, in_flight)
                floor = await _floor(settings, ours, turn)
                done.append(Row(profile, in_flight, ours, floor))
                console.print(f"{profile}, {in_flight} in flight, round {turn + 1}: {done[-1].ratio:.2f} ×")
            rows.append(max(done, key=lambda row: row.ratio))
    return rows


async def _ours(system: System, cases: int, in_flight: int) -> Measured:
    before = _groups()
    watch = Stopwatch()
    await drive_all(system.drive, cases, in_flight)
    await system.settled()
    return Measured(cases, in_flight, watch.seconds, _mean_group(before, _groups()))


async def _floor(settings: Settings, ours: Measured, turn: int) -> Measured:
    """Half of the work on a store of its own, as many commands a save as ours had."""
    folder = settings.data_dir / f"floor-{ours.in_flight}-{turn}"
    place = environment(settings.postgres_url, folder, "floor")
    if "SQLITE_DBNAME" in place:
        Path(place["SQLITE_DBNAME"]).parent.mkdir(parents=True, exist_ok=True)
    module = place["PERSISTENCE_MODULE"].replace("shared.eventstore", "eventsourcing")
    group = max(1, min(ours.in_flight, round(ours.mean_group)))
    bare = {**place, "PERSISTENCE_MODULE": module}
    return await asyncio.to_thread(run_floor, bare, ours.cases // 2, ours.in_flight, group)


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
    with bench_folder() as folder:
        if profile == "embedded":
            yield load_settings(data_dir=folder / "data")
            return
        with servers(folder) as (settings, _kafka, postgres):
            postgres.create_database("tthc_floor")
            yield settings
