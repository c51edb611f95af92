"""SLA in a process of its own, as on the distributed profile: tells its progress when it is asked."""

import asyncio
import json
import sys
from dataclasses import asdict

from services.sla import service as sla
from shared.contracts.topics import Service as ServiceName
from shared.garbage import spare_collections
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.settings import load_settings
from tests.bench.profiling.sampling import Sampler


async def serve() -> None:
    """Run until standard input ends; each line on it is answered with one.

    `?`: `<settled> <last>`; `sample`: from here on it is noted where the time goes; `report`: where it went.
    """
    settings = load_settings()
    host = Host(settings, [sla.build(Resources(settings))])
    await host.start()
    print("ready", flush=True)  # noqa: T201 - the parent process reads it
    sampler = Sampler()
    while asked := (await asyncio.to_thread(sys.stdin.readline)).strip():
        print(await _answer(host, sampler, asked), flush=True)  # noqa: T201
    await host.stop()


async def _answer(host: Host, sampler: Sampler, asked: str) -> str:
    if asked == "sample":
        sampler.__enter__()
        return "sampling"
    if asked == "report":
        sampler.__exit__(None, None, None)
        return json.dumps([asdict(place) for place in sampler.places()])
    progress = await host.hosted[ServiceName.SLA].progress()
    return f"{int(progress['settled'])} {progress['last']}"


if __name__ == "__main__":
    spare_collections()
    asyncio.run(serve())
