"""Where the time goes on real servers: cases here, SLA beside, Kafka and PostgreSQL."""

import asyncio
import time
from collections.abc import Mapping

from dev.local import LocalServer
from tests.bench.load import STEPS, Drive, drive_all
from tests.bench.profiling.processor_time import seconds_of_family
from tests.bench.profiling.report import Profile, places_of
from tests.bench.profiling.sampling import Sampler
from tests.bench.servers import bench_folder, servers
from tests.bench.system import System, running
from tests.bench.trees import Trees


async def profile_servers(
    cases: int, in_flight: int, *, in_trees: bool
) -> tuple[list[Profile], Mapping[str, float]]:
    """Work cases as the peers do, a step a request; both processes' profiles, and µs a step by process.

    `in_trees`: each step is a coordination's round trip.
    """
    with bench_folder() as folder, servers(folder) as (settings, kafka, postgres):
        async with running(settings) as system:
            trees = Trees(system)
            await trees.prepare()
            drive = trees.drive if in_trees else system.drive_whole_steps
            await drive_all(drive, cases // 4, in_flight)
            await system.settled()
            return await _profiled(system, {"Kafka": kafka, "PostgreSQL": postgres}, drive, cases, in_flight)


async def _profiled(
    system: System, beside: Mapping[str, LocalServer], drive: Drive, cases: int, in_flight: int
) -> tuple[list[Profile], Mapping[str, float]]:
    sla = system.beside
    assert sla is not None, "SLA is in a process of its own where there is Kafka"
    families = {"sla": sla.pid, **{name: server.pid for name, server in beside.items()}}
    used = {name: seconds_of_family(pid) for name, pid in families.items()}
    began, own = time.perf_counter(), time.process_time()
    await asyncio.to_thread(sla.ask, "sample")
    with Sampler() as sampler:
        await drive_all(drive, cases, in_flight)
        seconds = await system.settled() - began
    there = places_of(await asyncio.to_thread(sla.ask, "report"))
    own = time.process_time() - own
    used = {name: seconds_of_family(pid) - used[name] for name, pid in families.items()}
    steps = cases * STEPS
    profiles = [
        Profile("cases (a command is a step here)", steps, seconds, own, sampler.places()),
        Profile("sla", steps, seconds, used["sla"], there),
    ]
    return profiles, {name: value / steps * 1e6 for name, value in {"cases": own, **used}.items()}
