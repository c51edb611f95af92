"""Opens the services' stores and read models for a command of this process, without setting them to work."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from shared.contracts.topics import Service as ServiceName
from shared.deployment import PUBLISHERS
from shared.runtime.ownership import Ownership
from shared.runtime.service import Service
from shared.settings import Settings
from tthc.operations.composition import build_publishers


@asynccontextmanager
async def opened(
    settings: Settings,
    names: Sequence[ServiceName] = PUBLISHERS,
    *,
    writing: bool = False,
    owned: bool = False,
) -> AsyncIterator[list[Service]]:
    """The named services that have events, with open stores and documents; with `writing`, taking commands.

    Where they are files, the data directory is held meanwhile, unless it is `owned` by this process already:
    `DirectoryOwned` names who has it.
    """
    async with AsyncExitStack() as held:
        if in_files(settings) and not owned:
            held.enter_context(Ownership(settings.data_dir))
        services = build_publishers(settings, names)
        for service in services:
            held.push_async_callback(service.application.close)
            held.push_async_callback(service.documents.close)
            await service.documents.open()
            if service.access_log is not None:
                held.push_async_callback(service.access_log.close)
                await service.access_log.open()
            if writing:
                service.application.start()
        yield services


def in_files(settings: Settings) -> bool:
    """Whether events or read models lie in files, which are for one process alone."""
    return not (settings.postgres_url and settings.mongo_url)
