"""The whole system, started and stopped as one.

    async with Deployment(settings, DeploymentOptions(kafka=True, postgres=True, mongo=True)) as deployment:
        await deployment.settled()

Without Kafka everything runs in this process; with Kafka each service is a process of its own, watched over.
"""

import asyncio
import os
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from types import TracebackType

import httpx

from shared.client.tokens import uses_demo_issuer
from shared.deployment import PUBLISHERS
from shared.eventstore.errors import StoreSetBack
from shared.runtime.findings import Findings
from shared.runtime.host import Host
from shared.runtime.ownership import Ownership
from shared.settings import Settings
from tthc.operations.access import Operator
from tthc.operations.addresses import check_addresses
from tthc.operations.composition import ALL_SERVICES, build_services
from tthc.operations.deployment_options import DeploymentOptions
from tthc.operations.development import local_servers
from tthc.operations.environment import environment_of, resolved
from tthc.operations.errors import NotOfItsOwnProcess, ServiceDidNotStart
from tthc.operations.opening import in_files, opened
from tthc.operations.record import remove_record, write_record
from tthc.operations.serving import ALL, ISSUER, serve_all
from tthc.operations.settling import settled
from tthc.operations.supervisor import Supervised
from tthc.operations.verify import Progress, verify

#: Until every service must be ready, in seconds.
READY_WITHIN = 90.0
_POLL_SECONDS = 0.1


class Deployment:
    """All services, the issuer, and the local servers that `options` ask for.

    `separate`: processes of their own, which can be killed (without Kafka: one for all); by default only
    with Kafka. `environments`: further variables for a process, by its name; what tests need.
    """

    def __init__(
        self,
        settings: Settings,
        options: DeploymentOptions | None = None,
        *,
        separate: bool | None = None,
        environments: Mapping[str, Mapping[str, str]] | None = None,
        ready_within: float = READY_WITHIN,
    ) -> None:
        self.settings = resolved(settings, data_dir=settings.data_dir.absolute())
        self.processes: dict[str, Supervised] = {}
        self.host: Host | None = None  #: where everything runs in this process
        self.set_back: list[str] = []  #: services whose stores were, which take no command
        self._options = options or DeploymentOptions()
        self._separate = separate
        self._environments = environments or {}
        self._ready_within = ready_within
        self._stack = AsyncExitStack()
        self._serving: asyncio.Task[None] | None = None
        self._stop = asyncio.Event()

    async def __aenter__(self) -> "Deployment":
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    @property
    def urls(self) -> dict[str, str]:
        """Where each service listens, by its name; and the issuer."""
        urls = {name: self.settings.url_of(name) for name in ALL_SERVICES}
        return {**urls, ISSUER: self.settings.oidc_issuer.rstrip("/")}

    @property
    def pids(self) -> dict[str, int]:
        """The process of each service, and of the issuer."""
        names = [*ALL_SERVICES, ISSUER] if self._runs_issuer else ALL_SERVICES
        return {name: self._pid(name) for name in names}

    async def settled(self, seconds: float = 300.0) -> None:
        """Return when every event has had all its effects. Raises NotSettled after `seconds`."""
        async with Operator(self.settings) as operator:
            await settled(operator, PUBLISHERS, seconds)

    async def verify(self, within: float = 30.0, progress: Progress = lambda _done, _all: None) -> Findings:
        """Read everything, and say what disagrees (`tthc.operations.verify`)."""
        if self.host is not None:
            services = [hosted.service for hosted in self.host.hosted.values()]
            await self.settled(within)
            return await verify(services, self.settings, within=within, running=True, progress=progress)
        files = in_files(self.settings)  # those are for one process: the services make room for a while
        if files:
            await self.settled(max(within, READY_WITHIN))
            await self._stop_processes()
        try:
            async with opened(self.settings, owned=bool(self.settings.kafka_bootstrap_servers)) as services:
                return await verify(
                    services, self.settings, within=within, running=not files, progress=progress
                )
        finally:
            if files:
                await self._start_again()

    async def ready(self, seconds: float | None = None) -> None:
        """Return when every service is ready, or waits for an operator. Raises ServiceDidNotStart."""
        give_up = time.monotonic() + (seconds or self._ready_within)
        waiting = dict(self.urls if self._runs_issuer else list(self.urls.items())[:-1])
        async with httpx.AsyncClient(timeout=3.0) as client:
            while waiting:
                for name, failed in [(name, await _failed(client, url)) for name, url in waiting.items()]:
                    if not failed or StoreSetBack.code in failed.values():
                        del waiting[name]
                        self._mark_ready(name)
                        self.set_back = [*self.set_back, name] if failed else self.set_back
                self._check(waiting, late=time.monotonic() > give_up)
                await asyncio.sleep(_POLL_SECONDS if waiting else 0)

    async def kill(self, service: str, *, stay_down: bool = False) -> None:
        """SIGKILL; the process is started again at once, unless it is to stay down until `restart`."""
        await self._process(service).kill(stay_down=stay_down)

    async def stop(self, service: str) -> None:
        """SIGTERM; the process stays down until `restart`."""
        await self._process(service).stop()

    async def restart(self, service: str) -> None:
        """Stop the process in order if it runs, start it, and wait until it is ready."""
        process = self._process(service)
        await process.stop()
        await process.start()
        await self.ready()

    async def pause(self, service: str) -> None:
        """SIGSTOP: the process keeps its connections and answers nothing."""
        await self._process(service).pause()

    async def resume(self, service: str) -> None:
        """SIGCONT."""
        await self._process(service).resume()

    async def wait(self) -> None:
        """Wait until the services that run in this process end; for ever where they are processes."""
        await (self._serving if self._serving is not None else asyncio.Event().wait())

    async def _start(self) -> None:
        keep = self._stack
        check_addresses(self.settings)
        if self._options.lacking(self.settings):
            servers = local_servers(self.settings, self._options)
            self.settings = await keep.enter_async_context(servers)
        kafka = bool(self.settings.kafka_bootstrap_servers)
        separate = kafka if self._separate is None else self._separate
        if kafka or not separate:
            keep.enter_context(Ownership(self.settings.data_dir))
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        write_record(self.settings)
        keep.callback(remove_record, self.settings.data_dir)
        if separate or kafka:
            await self._start_processes([*ALL_SERVICES] if kafka else [ALL], issuer=kafka)
        else:
            await self._start_here()
        await self.ready()

    async def _start_here(self) -> None:
        self.host = Host(self.settings, build_services(self.settings))
        serving = serve_all(self.settings, self._stop, self.host)
        self._serving = asyncio.create_task(serving)
        self._stack.push_async_callback(self._stop_here)

    async def _stop_here(self) -> None:
        self._stop.set()
        if self._serving is not None:
            await self._serving

    async def _start_processes(self, names: list[str], *, issuer: bool) -> None:
        if issuer and uses_demo_issuer(self.settings):
            names = [ISSUER, *names]
        environment = environment_of(self.settings)
        for name in names:
            variables = {**environment, **self._environments.get(name, {})}
            log_file = self.settings.data_dir / "logs" / f"{name}.log"
            self.processes[name] = Supervised(name, variables, log_file)
        self._stack.push_async_callback(self._stop_processes)
        await asyncio.gather(*(process.start() for process in self.processes.values()))

    async def _stop_processes(self) -> None:
        """The services side by side, and then the issuer."""
        services = [process for name, process in self.processes.items() if name != ISSUER]
        await asyncio.gather(*(process.stop() for process in services))
        await asyncio.gather(*(process.stop() for process in self.processes.values()))

    async def _start_again(self) -> None:
        await asyncio.gather(*(process.start() for process in self.processes.values()))
        await self.ready()

    @property
    def _runs_issuer(self) -> bool:
        return uses_demo_issuer(self.settings)

    def _process(self, service: str) -> Supervised:
        found = self.processes.get(service) or self.processes.get(ALL)
        if found is None:
            raise NotOfItsOwnProcess(service=service)
        return found

    def _pid(self, service: str) -> int:
        return os.getpid() if self.host is not None else self._process(service).pid

    def _mark_ready(self, name: str) -> None:
        if self.host is None:
            self._process(name).was_ready = True

    def _check(self, waiting: Mapping[str, str], *, late: bool) -> None:
        """Raise when waiting has no sense any more."""
        if self._serving is not None and self._serving.done():
            self._serving.result()
        for process in self.processes.values():
            process.check()
        if waiting and late:
            name = next(iter(waiting))
            reason = f"not ready within {self._ready_within:.0f} s"
            if self.host is not None:
                raise ServiceDidNotStart(service=name, reason=reason, log="-", tail="")
            raise self._process(name).failure(reason)


async def _failed(client: httpx.AsyncClient, url: str) -> Mapping[str, str]:
    """Why the service at the address isn't ready, by its checks; empty: it is."""
    try:
        answer = await client.get(f"{url}/readyz")
    except httpx.HTTPError as error:
        return {"answer": type(error).__name__}
    if answer.status_code == httpx.codes.OK:
        return {}
    if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
        return {"ready": "not yet", **answer.json().get("failed", {})}
    return {"answer": str(answer.status_code)}
