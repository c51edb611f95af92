"""A toy source service and a toy sink service on real stores, joined by Kafka or in memory.

    async with messaging_world(tmp_path, kafka=kafka.bootstrap_servers) as world:
        await world.complete("SNV-0001", times=3)
        await world.settle()
        check_effects(await world.effects(), await world.told())

The source counts completions of cases and tells each; the sink counts each message once, without looking
whether it had it before: what is counted twice shows that a message was taken twice.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from shared.contracts.cases.course import CaseCompleted
from shared.contracts.publication import Origin, Publication
from shared.contracts.topics import Service as ServiceName
from shared.contracts.topics import Topic
from shared.eventstore.application import Application
from shared.eventstore.records import RecordedEvent
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message
from shared.messaging.relay import Relay
from shared.messaging.subscription import Subscription
from shared.runtime.host import Host
from shared.runtime.hosted import HostedService
from shared.runtime.resources import Resources
from shared.runtime.service import Service
from shared.settings import load_settings
from tests.aggregates import Aggregate

ADDRESS = "https://tthc.example.gov.vn"
AT = datetime(2026, 11, 2, 1, tzinfo=UTC)
PATIENCE = 60.0  #: seconds that anything may take to settle
GROUP = "sla"
STRANGE_TYPE = "tthc.cases.CaseForetold.v1"  #: of a version that doesn't exist yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """Told to others."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """Told to others under a type that they don't know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """The source's own matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The sink took a message about a case."""

    version: int


def _append(state: list[Any], event: Any) -> list[Any]:
    state.append(event)
    return state


DOSSIER: Aggregate[list[Any]] = Aggregate("case", list, _append, (Completed, Foretold, Noted))
TALLY: Aggregate[list[Any]] = Aggregate("tally", list, _append, (Counted,))


def _completed(event: Completed, origin: Origin) -> Publication:
    told = CaseCompleted(
        case_number=origin.key,
        agency="SNV",
        procedure="SNV-07",
        edition=1,
        recorded_by="lan",
        completed_by=event.note or "lan",
        completed_at=AT,
    )
    return Publication(told, AT)


def _foretold(_event: Foretold, origin: Origin) -> Publication:
    return Publication(_completed(Completed(), origin).event, AT, event_type=STRANGE_TYPE)


TRANSLATIONS: dict[type, Callable[[Any, Origin], Publication]] = {Completed: _completed, Foretold: _foretold}


@dataclass(slots=True)
class Behaviour:
    """What the sink does about a message before it counts it; a test may change it at any time."""

    react: Callable[[UnitOfWork, Message], None] = lambda _work, _message: None
    idempotent: bool = False  #: as a service's own reactions are: what was counted isn't counted again
    seen: list[str] = field(default_factory=list)  #: cases of messages in the order of their reactions

    def __call__(self, work: UnitOfWork, event: CaseCompleted, message: Message) -> None:
        self.seen.append(event.case_number)
        counted = work.state(TALLY, event.case_number)
        if self.idempotent and any(one.version == message.version for one in counted):
            return
        self.react(work, message)
        work.append(TALLY, event.case_number, [Counted(version=message.version)])


class MessagingWorld:
    """Both services, hosted; what was told and what came of it, straight from the stores."""

    def __init__(self, host: Host, behaviour: Behaviour) -> None:
        self.host = host
        self.behaviour = behaviour

    @property
    def source(self) -> HostedService:
        return self.host.hosted[ServiceName.CASES]

    @property
    def sink(self) -> HostedService:
        return self.host.hosted[ServiceName.SLA]

    @property
    def relay(self) -> Relay:
        assert self.source.relay is not None
        return self.source.relay

    async def append(self, case: str, *events: Any) -> None:
        """One command to the source."""
        await append(self.source.service.application, case, *events)

    async def complete(self, case: str, times: int = 1) -> None:
        """So many commands to the source, one after the other."""
        for _ in range(times):
            await self.append(case, Completed())

    async def complete_all(self, cases: Iterable[str], times: int = 1) -> None:
        """The same for many cases, side by side."""
        await asyncio.gather(*(self.complete(case, times) for case in cases))

    async def settle(self, within: float = PATIENCE) -> None:
        """Return when everything has had its effect; TimeoutError if that takes longer."""
        async with asyncio.timeout(within):
            await self.host.settle()

    async def told(self) -> list[RecordedEvent]:
        """What the source must have told, by its store."""
        return await told_by(self.source.service.application)

    async def effects(self) -> dict[str, list[int]]:
        """The versions that the sink counted for each case, in the order in which it did, by its store."""
        return await effects_in(self.sink.service.application)

    async def letters(self) -> list[dict[str, Any]]:
        """The sink's dead letters that wait, by its read model."""
        found = await self.sink.service.documents.find("dead_letters@1", [], [], 20_000)
        return [item.body for item in found if item.body["status"] == "waiting"]


async def append(application: Application, case: str, *events: Any) -> None:
    """One command to a source's application."""
    await application.execute(lambda work: work.append(DOSSIER, case, events, correlation=case))


async def told_by(application: Application) -> list[RecordedEvent]:
    """What a source's store says was to be told, in order."""
    return [event for event in await _whole_log(application) if type(event.event) in TRANSLATIONS]


async def effects_in(application: Application) -> dict[str, list[int]]:
    """What a sink's store says was counted."""
    found: dict[str, list[int]] = {}
    for recorded in await _whole_log(application):
        if isinstance(recorded.event, Counted):
            found.setdefault(recorded.key, []).append(recorded.event.version)
    return found


async def _whole_log(application: Application) -> list[RecordedEvent]:
    events: list[RecordedEvent] = []
    while batch := await application.read(
        application.store.log, (events[-1].notification_id or 0) if events else 0, 5_000
    ):
        events += batch
    return events


async def until(condition: Callable[[], Awaitable[bool] | bool], within: float = PATIENCE) -> None:
    """Wait for a condition; TimeoutError if it isn't met within so many seconds."""
    async with asyncio.timeout(within):
        while True:
            met = condition()
            if met is True or (not isinstance(met, bool) and await met):
                return
            await asyncio.sleep(0.02)


def build(
    resources: Resources, behaviour: Behaviour, *, source: bool = True, sink: bool = True
) -> list[Service]:
    """The services, wired and not started."""
    services = []
    if source:
        services.append(
            Service(
                name=ServiceName.CASES,
                application=resources.application(Application, ServiceName.CASES, (DOSSIER,)),
                documents=resources.documents(ServiceName.CASES),
                translations=TRANSLATIONS,
            )
        )
    if sink:
        services.append(
            Service(
                name=ServiceName.SLA,
                application=resources.application(Application, ServiceName.SLA, (TALLY,)),
                documents=resources.documents(ServiceName.SLA),
                translations={},
                subscriptions=(Subscription(Topic.CASES, GROUP, {CaseCompleted: behaviour}),),
            )
        )
    return services


@asynccontextmanager
async def messaging_world(
    folder: Path,
    *,
    kafka: str | None = None,
    postgres: str | None = None,
    behaviour: Behaviour | None = None,
    **options: Any,
) -> AsyncIterator[MessagingWorld]:
    """Host both services (or one: `source=False`, `sink=False`); the same stores go on where they were."""
    parts = {name: options.pop(name) for name in ("source", "sink") if name in options}
    settings = load_settings(
        **{
            "data_dir": folder,
            "address": ADDRESS,
            "kafka_bootstrap_servers": kafka,
            "postgres_url": postgres,
            **options,
        }
    )
    behaviour = behaviour or Behaviour()
    services = build(Resources(settings), behaviour, **parts)
    host = Host(settings, services)
    logging = structlog.get_config()
    structlog.configure(processors=[_one_line])  # the default one draws pictures of each error, for seconds
    try:
        await host.start()
        await until_consuming(host)
        yield MessagingWorld(host, behaviour)
    finally:
        await host.stop()
        structlog.configure(**logging)


def _one_line(_logger: Any, method: str, event: dict[str, Any]) -> str:
    return f"{datetime.now(UTC):%H:%M:%S} {method}: {event}"[:400]


async def until_consuming(host: Host) -> None:
    """Return when every consumer is a member of its group; commands wouldn't wait for it."""
    if host.settings.kafka_bootstrap_servers:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(hosted.consuming.wait() for hosted in host.hosted.values()))
