"""Ours beside Flowable: the same PostgreSQL, the same work, in turn, round after round.

A case is opened, six steps are worked one after the other, and it is closed. For us a step is one request
to the application: receive, complete and hand off, carried out together or not at all, durable before the
next begins. It is *accepted* when answered, and *settled* when it is also published on Kafka, clocked by the
SLA service in a process of its own, and in the read models of both.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from shared.settings import Settings
from tests.bench.load import STEPS, drive_all
from tests.bench.pairs import Pair, medians
from tests.bench.peers.flowable_engine import NAME, FlowableEngine, NotHere, flowable
from tests.bench.processes import Failed
from tests.bench.servers import bench_folder, servers
from tests.bench.system import System, running
from tthc.local import PostgresServer

IN_FLIGHT = (32, 500)
GOALS = {32: 4.0, 500: 5.0}
#: The peer works this part of our cases, as it needs longer for each.
_PEER_SHARE = 0.5
_WARM_CASES = 300  #: at least, for what compiles as it goes


@dataclass(frozen=True, slots=True)
class Round:
    """Steps a second of one round; the peer's is None where there is none."""

    accepted: float
    settled: float
    peer: float | None


@dataclass(frozen=True, slots=True)
class PeerRow:
    """The medians of all rounds with so many cases in flight."""

    in_flight: int
    accepted: float
    settled: float
    peer: float | None
    ratio: float | None
    rounds: int

    @property
    def plain(self) -> dict[str, float | str | None]:
        """As a row of the table."""
        return {
            "profile": "peers",
            "in_flight": self.in_flight,
            "accepted_steps_a_second": round(self.accepted),
            "steps_a_second": round(self.settled),
            "peer_steps_a_second": None if self.peer is None else round(self.peer),
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "goal": GOALS[self.in_flight],
            "rounds": self.rounds,
        }


def compare_peers(cases: int, rounds: int, console: Console) -> list[PeerRow]:
    """Measure ours, and the peer where it can be built."""
    with (
        bench_folder() as folder,
        servers(folder) as (settings, _kafka, postgres),
        _peer(postgres, folder, console) as engine,
    ):
        return asyncio.run(_measure(settings, engine, cases, rounds, console))


def peer_table(rows: Sequence[PeerRow]) -> Table:
    """For people."""
    table = Table(title=f"Steps a second beside {NAME}, medians of the rounds")
    names = ("in flight", "accepted", "settled", NAME, "settled over it", "goal", "rounds")
    for name in names:
        table.add_column(name, justify="right")
    for row in rows:
        values = list(row.plain.values())[1:]
        table.add_row(*("–" if value is None else str(value) for value in values))
    return table


async def _measure(
    settings: Settings, engine: FlowableEngine | None, cases: int, rounds: int, console: Console
) -> list[PeerRow]:
    found: dict[int, list[Round]] = {in_flight: [] for in_flight in IN_FLIGHT}
    async with running(settings) as system:
        await _warm(system, engine, max(_WARM_CASES, cases // 4))
        for turn in range(rounds):
            for in_flight in IN_FLIGHT:
                one = await _round(system, engine, cases, in_flight, console)
                found[in_flight].append(one)
                console.print(
                    f"peers, {in_flight} in flight, round {turn + 1}: {_short(one)}", soft_wrap=True
                )
    return [row_of(in_flight, done) for in_flight, done in found.items()]


async def _warm(system: System, engine: FlowableEngine | None, cases: int) -> None:
    """Connections, plans, the group's first join, and what compiles as it goes."""
    await drive_all(system.drive_whole_steps, cases, IN_FLIGHT[0])
    await system.settled()
    if engine is not None:
        await _peer_seconds(engine, cases)


async def _round(
    system: System, engine: FlowableEngine | None, cases: int, in_flight: int, console: Console
) -> Round:
    began = time.perf_counter()
    await drive_all(system.drive_whole_steps, cases, in_flight)
    accepted = time.perf_counter() - began
    settled = await system.settled() - began
    steps, theirs = cases * STEPS, max(1, int(cases * _PEER_SHARE))
    peer: float | None = None
    if engine is not None:
        try:
            peer = theirs * STEPS / await _peer_seconds(engine, theirs)
        except (Failed, OSError) as error:
            console.print(f"peers: this round has no peer: {error}")
    return Round(steps / accepted, steps / settled, peer)


async def _peer_seconds(engine: FlowableEngine, cases: int) -> float:
    try:
        return await asyncio.to_thread(engine.work, cases)
    except asyncio.CancelledError:
        engine.stop()  # else the thread would wait until it has answered
        raise


def row_of(in_flight: int, rounds: Sequence[Round]) -> PeerRow:
    """The medians of rounds that have all been measured with the peer, or all without it."""
    accepted = medians([Pair(one.accepted, one.settled) for one in rounds])
    pairs = [Pair(one.settled, one.peer) for one in rounds if one.peer is not None]
    beside = medians(pairs) if pairs else None
    return PeerRow(
        in_flight=in_flight,
        accepted=accepted.ours,
        settled=accepted.other,
        peer=beside.other if beside else None,
        ratio=beside.ratio if beside else None,
        rounds=len(rounds),
    )


def _short(one: Round) -> str:
    ours = f"accepted {one.accepted:.0f}, settled {one.settled:.0f}"
    return ours if one.peer is None else f"{ours}, {NAME} {one.peer:.0f} ({one.settled / one.peer:.2f} ×)"


@contextmanager
def _peer(postgres: PostgresServer, folder: Path, console: Console) -> Iterator[FlowableEngine | None]:
    """The peer's engine, or None, after it was said why there is none."""
    with ExitStack() as stack:
        engine: FlowableEngine | None = None
        try:
            engine = stack.enter_context(flowable(postgres, folder))
        except (NotHere, Failed) as error:
            console.print(f"peers: ours is measured alone, as {NAME} can't run: {error}")
        yield engine
