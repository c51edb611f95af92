"""A service that runs: its consumers, its relay or feeds, its views, and how far each has come."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from faststream.kafka import KafkaBroker

from shared.clock import WALL_CLOCK
from shared.errors import Unavailable
from shared.eventstore.errors import RUNBOOK
from shared.eventstore.listener import listen
from shared.eventstore.records import recording_time
from shared.http.probes import Check
from shared.messaging.broker import BatchSubscriber, build_broker, stop_broker
from shared.messaging.connection import KafkaConnection
from shared.messaging.consumer import Consumer
from shared.messaging.embedded import EmbeddedFeed, Translated
from shared.messaging.relay import Relay
from shared.messaging.sequencing import reader_name
from shared.messaging.strays import PositionAhead
from shared.messaging.topic_tail import last_events
from shared.messaging.topic_watch import watch_topic
from shared.runtime.access_log import keep_as_policy_says
from shared.runtime.hosted_web import HostedWebService
from shared.runtime.observing import observe_consumer
from shared.runtime.projecting import ViewFollower
from shared.runtime.recorded_times import RecordedTimes
from shared.runtime.resources import Resources
from shared.runtime.service import Service
from shared.settings import Settings

_CONSUME_AGAIN_SECONDS = 1.0

log = structlog.get_logger()


class ReadModelsRebuilding(Unavailable):
    """They showed a history that the store doesn't have any more."""

    code = "read-models-rebuilding"
    vi = "Dữ liệu tra cứu đang được dựng lại từ kho; hãy thử lại sau {retry_after} giây."
    en = "The read models are built anew from the store; try again in {retry_after} seconds."


class HostedService(HostedWebService):
    """One service with events of its own in this process."""

    service: Service

    def __init__(self, service: Service, settings: Settings) -> None:
        super().__init__(service)
        self.settings = settings
        self.views = service.all_views
        self.epoch = service.application.store.epoch  #: of the service's store
        self.mapper = service.mapper(settings.address)
        self.translated = Translated(self.mapper)
        self.consumers = [
            Consumer(
                service.application,
                subscription,
                settings.address,
                observe_consumer(service.name, subscription),
            )
            for subscription in service.subscriptions
        ]
        self.recorded_times = RecordedTimes(service.application)
        self.follower = ViewFollower(service.application, service.documents, self.views)
        self.relay: Relay | None = None
        self.feeds: list[EmbeddedFeed] = []
        self.batch_subscribers: Sequence[BatchSubscriber] = ()
        self.consuming = asyncio.Event()  #: set while the consumers are members of their groups
        self.sources: Mapping[str, HostedService] = {}  #: those that this process knows, by topic
        self._kafka = KafkaConnection.of(settings)
        self._broker: KafkaBroker | None = None
        self._consuming: asyncio.Task[Any] | None = None

    async def connect(self) -> None:
        """Open the documents, and find how far they have come."""
        await self.service.documents.open()
        if self.service.access_log is not None:
            await self.service.access_log.open()
        await self.follower.start()

    async def open(self) -> None:
        """Commands may come from here on; those to a store that was set back are refused."""
        self.service.application.start()
        if self.service.application.store.continuity.found is None:
            await super().open()

    async def start(self) -> None:
        """Begin to follow, publish and consume."""
        self.run_beside(self.follower.run())
        if self.service.access_log is not None:
            self.run_beside(keep_as_policy_says(self.service.access_log))
        await super().start()
        if self.settings.postgres_url:
            environment = Resources(self.settings).store_environment(self.service.name)
            wakeup = self.service.application.wakeup
            self.run_beside(listen(environment, self.service.name.value, wakeup))
        if self._kafka is not None:
            self._start_kafka(self._kafka)

    def _start_kafka(self, kafka: KafkaConnection) -> None:
        self.relay = Relay(self.service.application, self.mapper, kafka, self.settings.relay_chunk)
        self.run_beside(self.relay.run())
        self.run_beside(watch_topic(self.service.application, self.mapper, kafka))
        self._build_broker(kafka)
        self._consuming = self.run_beside(self._consume(kafka))

    async def _consume(self, kafka: KafkaConnection) -> None:
        """Consume until cancelled. Commands don't wait for it: after a crash, Kafka lets a member in again
        only when the dead one's session is over, and it may be away altogether.
        """
        while True:
            assert self._broker is not None
            try:
                await self._broker.start()
                self.consuming.set()
                await asyncio.Event().wait()
            except Exception as error:
                log.warning("can't consume yet", service=self.service.name.value, error=repr(error))
            finally:
                self.consuming.clear()
                await stop_broker(self._broker)
            await asyncio.sleep(_CONSUME_AGAIN_SECONDS)
            self._build_broker(kafka)

    def _build_broker(self, kafka: KafkaConnection) -> None:
        session = self.settings.consumer_session_seconds
        self._broker, self.batch_subscribers = build_broker(kafka, self.consumers, session)

    def feed_from(self, sources: Mapping[str, "HostedService"]) -> list[EmbeddedFeed]:
        """The feeds that bring other services' events here on the embedded profile."""
        self.knows(sources)
        for consumer in self.consumers:
            source = self.sources.get(consumer.subscription.topic)
            if source is None:
                log.warning("nobody here publishes it", topic=consumer.subscription.topic.value)
                continue
            feed = EmbeddedFeed(
                source.service.application, source.translated, self.service.application, consumer
            )
            self.feeds.append(feed)
        return self.feeds

    def knows(self, sources: Mapping[str, "HostedService"]) -> None:
        """These run in this process: their stores can be asked."""
        self.sources = {source.mapper.topic: source for source in sources.values()}

    def republish(self) -> None:
        """Publish the whole store again; without Kafka there is no topic to fill."""
        if self.relay is not None:
            self.relay.republish()

    async def stop(self) -> None:
        """Stop consuming, then all other work in the background; the store stays open."""
        if self._consuming is not None:
            self._consuming.cancel()
            await asyncio.gather(self._consuming, return_exceptions=True)
        await super().stop()

    async def close(self) -> None:
        """Finish what was begun, then close store and documents."""
        await self.service.application.close()
        if self.service.access_log is not None:
            await self.service.access_log.close()
        await self.service.documents.close()

    @property
    def written(self) -> int:
        """The notification id of the newest event that this process has saved."""
        return self.service.application.store.newest

    def checks(self) -> dict[str, Check]:
        """What must be well for the service to be ready, by name."""
        own: dict[str, Check] = {
            "store": self.last,
            "continuity": self._check_continuity,
            "saves": self.service.application.check_saving,
            "read-models": self._check_read_models,
            "relay": self._check_relay,
            "clock": _check_clock,
            "consumers": self._check_consumers,
        }
        return {**own, **super().checks()}

    def notes(self) -> dict[str, str]:
        """What is worth knowing of a service whether it is ready or not, by name."""
        jumped, ahead = WALL_CLOCK.ahead(), self.recorded_times.ahead
        notes = {}
        if jumped:
            notes["clock"] = f"the wall clock was set by {jumped:+.0f} s"
        if ahead:
            notes["store-ahead"] = f"the newest recorded time lies {ahead:.0f} s ahead of now"
        return notes

    async def last(self) -> int:
        """The notification id of the store's newest event, whoever saved it."""
        application = self.service.application
        return await application.read(application.store.last_notification_id)

    async def _check_continuity(self) -> None:
        self.service.application.store.continuity.require_for_writing()

    async def _check_read_models(self) -> None:
        if self.follower.outdated:
            raise ReadModelsRebuilding(retry_after=5)
        await self.service.documents.get("_read_models", "-")
        if self.follower.failure is not None:
            raise self.follower.failure

    async def _check_relay(self) -> None:
        if self.relay is not None and self.relay.failure is not None:
            raise RuntimeError(self.relay.failure)

    async def _check_consumers(self) -> None:
        """No consumer stands beyond what its source has told: what comes next would be passed over."""
        for consumer in self.consumers:
            for reader in consumer.moved_ahead:
                raise PositionAhead(reader=reader)
            source = self.sources.get(consumer.subscription.topic)
            if source is not None:
                furthest = consumer.furthest(str(source.mapper.source))
                if furthest.sequence > await source.last():  # asked last: it may grow meanwhile
                    raise PositionAhead(reader=furthest.reader)

    async def reach(self, place: int) -> None:
        """Return when all read models have the events up to `place`."""
        await self.follower.reach(place)

    async def lags(self) -> dict[str, dict[int, int]]:
        """How many messages each subscription has not taken yet, by topic and partition."""
        topics = {feed.consumer.subscription.topic.value: {0: await feed.lag()} for feed in self.feeds}
        for consumer, batch_subscriber in zip(self.consumers, self.batch_subscribers, strict=False):
            topics[consumer.subscription.topic.value] = await batch_subscriber.lag()
        return topics

    async def progress(self) -> dict[str, Any]:
        """How far everything has come; `settled` when nothing is left to do for now."""
        # Whatever is counted holds for the store as it was before: if it has grown since, that may owe more.
        last = await self.last()
        published_to = self.relay.position if self.relay is not None else last
        views = {view.name: self.follower.position for view in self.views}
        published = published_to >= last and not (self.relay is not None and self.relay.republishing)
        behind, owed = await self._behind(), await self.service.owed()
        done = published and all(at >= last for at in views.values()) and not any(behind.values())
        whole = self.service.application.store.continuity.found is None
        settled = done and whole and not owed and await self.last() == last
        return {
            "service": self.service.name.value,
            "last": last,
            "published": published_to,
            "failure": self._failure(),
            "views": views,
            "behind": behind,
            "owed": owed,
            "settled": settled,
        }

    def _failure(self) -> str | None:
        """What keeps it from coming to rest by itself."""
        found = self.service.application.store.continuity.found
        if found is not None:
            return f"the store was set back: {found.follower} has event {found.seen}, see {RUNBOOK}"
        return self.relay.failure if self.relay is not None else None

    async def _behind(self) -> dict[str, int]:
        """How many events each subscription has not taken yet (on Kafka: in how many partitions)."""
        behind: dict[str, int] = {}
        for feed in self.feeds:
            behind[feed.consumer.subscription.topic.value] = await feed.lag()
        for consumer in self.consumers if self._kafka is not None else ():
            topic = consumer.subscription.topic.value
            behind[topic] = 0
            for partition, last_event in (await last_events(self._kafka or "", topic, None)).items():
                reader = reader_name(
                    consumer.subscription.group,
                    last_event.source,
                    topic,
                    last_event.partitions,
                    partition.partition,
                )
                position = await self.service.application.position(reader)
                behind[topic] += int(position < last_event.sequence)
        return behind


async def _check_clock() -> None:
    recording_time()
