"""`tthc verify`: reads everything, and tells what disagrees.

Stores and topics, positions, read models, clocks, notifications, numbers: each is computed anew from the
stores' own rows. On a running system the ends of the logs are noted first; readers may come up to them
within a deadline, and what happens later is not missed by anybody.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from shared.contracts.topics import CURRENT_TOPICS, SERVICE_TOPICS, Topic
from shared.contracts.topics import Service as ServiceName
from shared.deployment import PUBLISHERS
from shared.eventstore.records import utc_now
from shared.messaging.connection import KafkaConnection
from shared.messaging.publication_mapper import PublicationMapper
from shared.runtime.findings import Findings
from shared.runtime.service import Service
from shared.settings import Settings
from tthc.operations.checks.answers import AnswerCheck
from tthc.operations.checks.compacted import CompactedCheck
from tthc.operations.checks.letters import LetterCheck, SetAside
from tthc.operations.checks.log import StoreLog, Taker
from tthc.operations.checks.of_services import ServiceChecks
from tthc.operations.checks.positions import ReaderCheck, consumer_checks, last_told
from tthc.operations.checks.set_back import SetBackCheck
from tthc.operations.checks.streams import StreamCheck
from tthc.operations.checks.topic_reading import TopicContent, partition_counts, read_topics
from tthc.operations.checks.topics import Lasts, TopicCheck, check_foreign
from tthc.operations.checks.views import ViewCheck
from tthc.operations.checks.waiting import Deadline

#: What is done, and how much of it there is in all.
Progress = Callable[[int, int], None]


async def verify(
    services: Sequence[Service],
    settings: Settings,
    *,
    within: float = 30.0,
    running: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Findings:
    """Check services whose stores and documents are open.

    `within`: seconds that readers may still take; `running`: the services are at work.
    """
    by_name = {service.name: service for service in services}
    ordered = [by_name[name] for name in PUBLISHERS if name in by_name]
    return await _Verification(ordered, settings, Deadline(within), progress, running=running).run()


@dataclass(slots=True)
class _Checks:
    """All checks of one run."""

    takers: dict[ServiceName, list[Taker]] = field(default_factory=dict)
    topics: dict[ServiceName, TopicCheck] = field(default_factory=dict)
    compacted: list[CompactedCheck] = field(default_factory=list)
    views: list[tuple[ViewCheck, StoreLog]] = field(default_factory=list)
    readers: list[ReaderCheck] = field(default_factory=list)
    letters: list[LetterCheck] = field(default_factory=list)
    aside: SetAside = field(default_factory=SetAside)


class _Verification:
    def __init__(
        self,
        services: Sequence[Service],
        settings: Settings,
        deadline: Deadline,
        progress: Progress,
        *,
        running: bool,
    ) -> None:
        self._services = services
        self._settings = settings
        self._deadline = deadline
        self._tell_progress = progress
        self._running = running
        self._done = self._all = 0
        self._findings = Findings()
        self._logs = {one.name: StoreLog(one, self._findings, self._advance) for one in services}
        self._mappers = {one.name: one.mapper(settings.address) for one in services}
        self._horizons: dict[str, int] = {}
        self._contents: Mapping[Topic, TopicContent] = {}

    async def run(self) -> Findings:
        self._horizons = {log.name: await log.end() for log in self._logs.values()}
        checks = _Checks()
        self._set_up_views(checks)
        await self._read_topics(checks)
        await self._set_up_readers(checks)
        await SetBackCheck(self._services, self._findings).compare(self._contents)
        for reader in checks.readers:
            await reader.wait(self._deadline)
        for view, _ in checks.views:
            await view.wait(self._deadline)
        await self._walk(checks)
        for view, log in checks.views:
            await view.compare(log)
        for reader in checks.readers:
            await reader.compare(self._findings)
        return self._findings

    def _set_up_views(self, checks: _Checks) -> None:
        for service in self._services:
            log, horizon = self._logs[service.name], self._horizons[service.name.value]
            views = [ViewCheck(service, one, horizon, self._findings) for one in service.all_views]
            letters = LetterCheck(service.name.value, self._findings, checks.aside)
            checks.letters.append(letters)
            checks.views += [(view, log) for view in views]
            checks.takers[service.name] = [
                StreamCheck(service.name.value, self._findings),
                AnswerCheck(service.name.value, self._findings),
                letters,
                *views,
            ]

    async def _read_topics(self, checks: _Checks) -> None:
        """Everything on Kafka, once the relays have come to where the logs ended."""
        kafka = KafkaConnection.of(self._settings)
        if kafka is None:
            return
        own = [SERVICE_TOPICS[service.name] for service in self._services]
        counts = await partition_counts(kafka, own)
        for service in self._services:
            log, mapper = self._logs[service.name], self._mappers[service.name]
            horizon = self._horizons[log.name]
            relay = ReaderCheck(service, log, mapper.reader(counts[mapper.topic]), horizon, horizon)
            await relay.wait(self._deadline)
            checks.readers.append(relay)
        told = [*own, *(topic.dead_letters for topic in own)]
        current = [topic for service in self._services for topic in CURRENT_TOPICS.get(service.name, ())]
        self._contents = await read_topics(kafka, [*told, *current], self._settings.address)
        for service in self._services:
            horizon = self._horizons[service.name.value]
            mapper = self._mappers[service.name]
            in_order = {topic: self._contents[topic] for topic in told}
            check = TopicCheck(mapper, in_order, horizon, self._findings)
            newest = CompactedCheck(mapper, self._contents, horizon, self._findings)
            checks.topics[service.name] = check
            checks.compacted.append(newest)
            checks.takers[service.name] += [check, newest]

    async def _set_up_readers(self, checks: _Checks) -> None:
        sources: dict[str, tuple[StoreLog, PublicationMapper, Lasts]] = {}
        for service in self._services:
            log, mapper = self._logs[service.name], self._mappers[service.name]
            sources[mapper.topic.value] = (log, mapper, await self._lasts(log, mapper, checks))
        for service in self._services:
            checks.readers += consumer_checks(service, sources, self._horizons)

    async def _lasts(self, log: StoreLog, mapper: PublicationMapper, checks: _Checks) -> Lasts:
        """What stands last in each partition; without Kafka there is one, fed from the store."""
        if self._settings.kafka_bootstrap_servers:
            return checks.topics[log.service.name].lasts
        last = await last_told(log, mapper, self._horizons[log.name])
        return {(1, 0): last} if last else {}

    async def _walk(self, checks: _Checks) -> None:
        """Show every check its store's log; a source's is read to a later moment than its followers'."""
        for service in reversed(self._services):
            self._logs[service.name].ended = await self._logs[service.name].end()
        self._all = sum(log.ended for log in self._logs.values())
        own = ServiceChecks(self._services, self._mappers, self._horizons, self._findings)
        for service in self._services:
            log = self._logs[service.name]
            await log.walk([*checks.takers[service.name], *own.takers(service.name)], 0, log.ended)
        for letters in checks.letters:
            letters.finish()
        for topic in checks.topics.values():
            topic.finish(checks.aside)
        for newest in checks.compacted:
            newest.finish()
        check_foreign(self._contents, checks.aside.origins, self._findings)
        await own.finish(utc_now(), running=self._running)

    def _advance(self, events: int) -> None:
        self._done += events
        self._findings.checked["events"] += events
        self._tell_progress(min(self._done, self._all), self._all)
