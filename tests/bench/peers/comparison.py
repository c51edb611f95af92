"""Ours beside Flowable: the same PostgreSQL, the same work, in turn, round after round.

A case is opened, six steps are worked one after the other, and it is closed. For us a step is one request
to the application: receive, complete and hand off, carried out together or not at all, durable before the
next begins. It is *accepted* when answered, and *settled* when it is also published on Kafka, clocked by the
SLA service in a process of its own, and in the read models of both.
"""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from dev.local import PostgresServer
from shared.settings import Settings
from tests.bench.load import STEPS, drive_all
from tests.bench.pace import cpu_seconds, paced
from tests.bench.peers.flowable_engine import NAME, THREADS, FlowableEngine, NotHere, flowable
from tests.bench.peers.rows import GOALS, PeerRow, Round, row_of
from tests.bench.processes import Failed
from tests.bench.servers import bench_folder, servers
from tests.bench.system import System, running

IN_FLIGHT = tuple(GOALS)
#: The peer works this part of our cases, as it needs longer for each.
_PEER_SHARE = 0.5
_WARM_CASES = 300  #: at least, for what compiles as it goes


def compare_peers(cases: int, rounds: int, console: Console) -> list[PeerRow]:
    """Measure ours, and the peer where it can be built."""
    with (
        bench_folder() as folder,
        servers(folder) as (settings, _kafka, postgres),
        _peer(postgres, folder, console) as engine,
    ):
        return asyncio.run(_measure(settings, engine, cases, rounds, console))


async def _measure(
    settings: Settings, engine: FlowableEngine | None, cases: int, rounds: int, console: Console
) -> list[PeerRow]:
    found: dict[int, list[Round]] = {in_flight: [] for in_flight in IN_FLIGHT}
    async with running(settings) as system:
        await _warm(system, max(_WARM_CASES, cases // 4))
        threads = await _warm_peer(engine, max(_WARM_CASES, cases // 4), console) if engine else 0
        for turn in range(rounds):
            for in_flight in IN_FLIGHT:
                one = await _round(system, cases, in_flight)
                if engine is not None:
                    one = await _beside(one, engine, max(1, int(cases * _PEER_SHARE)), threads, console)
                found[in_flight].append(one)
                console.print(
                    f"peers, {in_flight} in flight, round {turn + 1}: {_short(one)}", soft_wrap=True
                )
    return [row_of(in_flight, done) for in_flight, done in found.items()]


async def _warm(system: System, cases: int) -> None:
    """Connections, plans, and the group's first join."""
    await drive_all(system.drive_whole_steps, cases, IN_FLIGHT[0])
    await system.settled()


async def _warm_peer(engine: FlowableEngine, cases: int, console: Console) -> int:
    """Let it compile what it does often; with how many threads it is fastest then."""
    try:
        await _peer_seconds(engine, cases, THREADS[0])
        seconds = {threads: await _peer_seconds(engine, cases, threads) for threads in THREADS}
    except (Failed, OSError) as error:
        console.print(f"peers: {NAME} failed before the first round: {error}")
        return THREADS[0]
    told = ", ".join(f"{cases * STEPS / taken:.0f} with {threads}" for threads, taken in seconds.items())
    console.print(f"peers: steps a second of {NAME} by threads: {told}")
    return min(seconds, key=seconds.__getitem__)


async def _round(system: System, cases: int, in_flight: int) -> Round:
    ours = await paced(system, system.drive_whole_steps, cases, in_flight)
    return Round(ours.accepted, ours.settled, ours.cpu)


async def _beside(ours: Round, engine: FlowableEngine, cases: int, threads: int, console: Console) -> Round:
    """The round with what the peer did in it; without, if it failed."""
    used, steps = cpu_seconds(), cases * STEPS
    try:
        seconds = await _peer_seconds(engine, cases, threads)
    except (Failed, OSError) as error:
        console.print(f"peers: this round has no peer: {error}")
        return ours
    return replace(ours, peer=steps / seconds, peer_cpu=(cpu_seconds() - used) / steps * 1e3)


async def _peer_seconds(engine: FlowableEngine, cases: int, threads: int) -> float:
    try:
        return await asyncio.to_thread(engine.work, cases, threads)
    except asyncio.CancelledError:
        engine.stop()  # else the thread would wait until it has answered
        raise


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
