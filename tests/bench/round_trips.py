"""The round trip of a coordination beside a plain step, on the same servers, in turn, round after round."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table

from shared.settings import Settings
from tests.bench.load import STEPS, Drive
from tests.bench.pace import Pace, paced
from tests.bench.pairs import Pair, medians
from tests.bench.servers import bench_folder, servers
from tests.bench.system import System, running
from tests.bench.trees import Trees

IN_FLIGHT = 200
#: Plain cases for each tree: a round trip takes longer than a step.
_PLAIN_CASES = 3


@dataclass(frozen=True, slots=True)
class RoundTripRow:
    """The medians of all rounds, of one of both kinds of work."""

    work: str
    in_flight: int
    accepted: float  #: a second
    settled: float
    cpu: float  #: milliseconds for each
    events: float  #: for each, the cases' alone
    over_a_step: float  #: its CPU over a plain step's, the median of the rounds

    @property
    def plain(self) -> dict[str, float | str]:
        """As a row of the table."""
        return {
            "work": self.work,
            "in_flight": self.in_flight,
            "accepted_a_second": round(self.accepted),
            "settled_a_second": round(self.settled),
            "cpu_milliseconds": round(self.cpu, 2),
            "events": round(self.events, 1),
            "cpu_over_a_step": round(self.over_a_step, 2),
        }


@dataclass(frozen=True, slots=True)
class _Done:
    """One round of one kind of work."""

    pace: Pace
    events: float


def compare_round_trips(trees: int, rounds: int, console: Console) -> list[RoundTripRow]:
    """Measure both in each round."""
    with bench_folder() as folder, servers(folder) as (settings, _kafka, _postgres):
        return asyncio.run(_measure(settings, trees, rounds, console))


def round_trip_table(rows: Sequence[RoundTripRow]) -> Table:
    """For people."""
    table = Table(title="A coordination's round trip beside a plain step, medians of the rounds")
    table.add_column("work")
    names = ("in flight", "accepted/s", "settled/s", "CPU, ms", "events", "CPU over a step's")
    for name in names:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*map(str, row.plain.values()))
    return table


async def _measure(settings: Settings, trees: int, rounds: int, console: Console) -> list[RoundTripRow]:
    steps: list[_Done] = []
    trips: list[_Done] = []
    async with running(settings) as system:
        made = Trees(system)
        await made.prepare()
        await _done(system, system.drive_whole_steps, trees)  # warm: connections, plans, what compiles
        await _done(system, made.drive, max(IN_FLIGHT, trees // 4))
        for turn in range(rounds):
            steps.append(await _done(system, system.drive_whole_steps, trees * _PLAIN_CASES))
            trips.append(await _done(system, made.drive, trees))
            told = f"{trips[-1].pace.settled:.0f} round trips/s beside {steps[-1].pace.settled:.0f} steps/s"
            console.print(f"round-trips, round {turn + 1}: {told} settled")
    dearer = medians([Pair(one.pace.cpu, other.pace.cpu) for one, other in zip(trips, steps, strict=True)])
    return [_row("plain step", steps, 1.0), _row("round trip", trips, dearer.ratio)]


async def _done(system: System, drive: Drive, cases: int) -> _Done:
    before = await _events(system)
    pace = await paced(system, drive, cases, IN_FLIGHT)
    return _Done(pace, (await _events(system) - before) / (cases * STEPS))


async def _events(system: System) -> int:
    application = system.application
    return await application.read(application.store.last_notification_id)


def _row(work: str, done: Sequence[_Done], over_a_step: float) -> RoundTripRow:
    return RoundTripRow(
        work=work,
        in_flight=IN_FLIGHT,
        accepted=median(one.pace.accepted for one in done),
        settled=median(one.pace.settled for one in done),
        cpu=median(one.pace.cpu for one in done),
        events=median(one.events for one in done),
        over_a_step=over_a_step,
    )
