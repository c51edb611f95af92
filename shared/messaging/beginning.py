"""Where a consumer begins in a partition that it was given: behind its own position.

The broker remembers an offset as well. After a store was set back, that one stands behind messages whose
effects are lost; it is believed only where the last message before it was taken.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition

from shared.messaging.connection import Kafka
from shared.messaging.consumer import Consumer
from shared.messaging.sequencing import reader_name
from shared.messaging.topic_tail import last_events

_AGAIN_SECONDS = 1.0

log = structlog.get_logger()


class OwnBeginning(ConsumerRebalanceListener):  # type: ignore[misc]
    """Seeks back, at each assignment, in partitions of which the store lacks what the broker says is done."""

    def __init__(self, consumer: Consumer, kafka: Kafka) -> None:
        self.client: Callable[[], Any] = lambda: None
        self._consumer = consumer
        self._kafka = kafka
        self.unknown = False  #: whether the broker's offsets couldn't be compared yet
        self._again: asyncio.Task[None] | None = None

    async def on_partitions_revoked(self, revoked: Collection[TopicPartition]) -> None:  # noqa: ARG002
        """Whoever gets them looks anew."""
        if self._again is not None:
            self._again.cancel()

    async def on_partitions_assigned(self, assigned: Collection[TopicPartition]) -> None:
        """Look before the first record is fetched; where that fails, again until it is known."""
        self._consumer.forget_positions()
        if not await self._looked(assigned):
            self._again = asyncio.create_task(self._look_again(assigned))

    async def _look_again(self, assigned: Collection[TopicPartition]) -> None:
        while True:
            await asyncio.sleep(_AGAIN_SECONDS)
            if await self._looked(assigned):
                return

    async def _looked(self, assigned: Collection[TopicPartition]) -> bool:
        try:
            await self._look(self.client(), assigned)
            self.unknown = False
        except Exception as error:  # Kafka or the store will answer again
            self.unknown = True
            log.warning("can't compare offsets with positions yet", error=repr(error))
            return False
        return True

    async def _look(self, client: AIOKafkaConsumer, assigned: Collection[TopicPartition]) -> None:
        subscription = self._consumer.subscription
        offsets = {one: await client.committed(one) for one in assigned}
        remembered: Mapping[TopicPartition, int] = {p: offset for p, offset in offsets.items() if offset}
        if not remembered:
            return
        lasts = await last_events(self._kafka, subscription.topic.value, None, remembered)
        for partition in remembered:
            last = lasts[partition]
            reader = reader_name(
                subscription.group, last.source, partition.topic, last.partitions, partition.partition
            )
            position = await self._consumer.position(reader)
            if position < last.sequence:
                log.critical(
                    "the broker remembers more than the store; the partition is read again",
                    partition=str(partition),
                    position=position,
                    remembered=last.sequence,
                )
                client.seek(partition, (await client.beginning_offsets([partition]))[partition])
