"""SLA in a process of its own, as on the distributed profile: tells its progress when it is asked."""

import asyncio
import sys

from services.sla import service as sla
from shared.contracts.topics import Service as ServiceName
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.settings import load_settings


async def serve() -> None:
    """Run until standard input ends; each line on it is answered with `<settled> <last>`."""
    settings = load_settings()
    host = Host(settings, [sla.build(Resources(settings))])
    await host.start()
    print("ready", flush=True)  # noqa: T201 - the parent process reads it
    while await asyncio.to_thread(sys.stdin.readline):
        progress = await host.hosted[ServiceName.SLA].progress()
        print(int(progress["settled"]), progress["last"], flush=True)  # noqa: T201
    await host.stop()


if __name__ == "__main__":
    asyncio.run(serve())
