"""How far the readers of each store say that they have come, against how far there is anything to take."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.messaging.publication_mapper import PublicationMapper
from shared.runtime.findings import Area, Findings
from shared.runtime.service import Service
from tthc.operations.checks.log import StoreLog
from tthc.operations.checks.topics import Lasts
from tthc.operations.checks.waiting import Deadline


@dataclass(slots=True)
class ReaderCheck:
    """One reader's position, kept in its own store."""

    owner: Service
    source: StoreLog
    reader: str
    last: int  #: of what there was to take when the check began
    horizon: int  #: where the source's log ended then
    stood_at: int | None = None  #: where it stood when there was no more time for it; None: it was in time

    async def wait(self, deadline: Deadline) -> None:
        """Wait until the reader has taken what there was; it is told if it doesn't in time."""
        if not await deadline.until(self._passed):
            self.stood_at = await self._position()

    async def compare(self, findings: Findings) -> None:
        """Tell a reader that is behind what there was, or ahead of what there is."""
        position = await self._position() if self.stood_at is None else self.stood_at
        end = await self.source.end()
        findings.checked["positions"] += 1
        where = f"{self.owner.name.value} {self.reader}"
        if position < self.last:
            findings.disagree(Area.POSITION, where, self.last, f"{position}: behind")
        elif position > end or (position > self.last and end == self.horizon):
            findings.disagree(Area.POSITION, where, self.last, f"{position}: ahead of the source")

    async def _passed(self) -> bool:
        return await self._position() >= self.last

    async def _position(self) -> int:
        return await self.owner.application.position(self.reader)


def consumer_checks(
    owner: Service,
    sources: Mapping[str, tuple[StoreLog, PublicationMapper, Lasts]],
    horizons: Mapping[str, int],
) -> list[ReaderCheck]:
    """The positions of a service's subscriptions, for each partition of their topics.

    `sources`: by topic, the store that tells it, and what stands last in each partition.
    """
    checks = []
    for subscription in owner.subscriptions:
        topic = subscription.topic.value
        if topic not in sources:
            continue
        source, mapper, lasts = sources[topic]
        for (partitions, partition), last in sorted(lasts.items()):
            reader = f"{subscription.group}|{mapper.source}|{topic}|{partitions}|{partition}"
            checks.append(ReaderCheck(owner, source, reader, last, horizons[source.name]))
    return checks


async def last_told(log: StoreLog, mapper: PublicationMapper, horizon: int) -> int:
    """The last event up to the horizon that the service's own topic would carry; 0: none."""
    return await log.service.application.read(_last_told, log, mapper, horizon)


def _last_told(log: StoreLog, mapper: PublicationMapper, horizon: int) -> int:
    for batch in log.batches_before(horizon):
        for recorded in reversed(batch):
            outgoing = mapper.to_record(recorded)
            if outgoing is not None and outgoing.topic is mapper.topic:
                return outgoing.sequence
    return 0
