"""A store against its topics: each event that is told stands there once in its place, and nothing else.

The same event once more, as a republishing leaves it, is none too many.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedRecord
from shared.contracts.registry import UnknownEventType, parse
from shared.contracts.topics import Topic
from shared.eventstore.records import RecordedEvent
from shared.messaging.publication_mapper import OutgoingRecord, PublicationMapper, partition_of
from shared.runtime.findings import Area, Findings, brief, differing
from tthc.operations.checks.topic_reading import Standing, TopicContent

Lasts = dict[tuple[int, int], int]  #: by the topic's partition count and the partition: the last sequence


class TopicCheck:
    """Walks one store's log beside what its topics hold."""

    def __init__(
        self,
        mapper: PublicationMapper,
        contents: Mapping[Topic, TopicContent],
        horizon: int,
        findings: Findings,
    ) -> None:
        self._mapper = mapper
        self._contents = contents
        self._horizon = horizon
        self._findings = findings
        self._before: dict[tuple[Topic, int, int], int] = {}
        self._standing: dict[Topic, dict[int, list[Standing]]] = {
            topic: _by_sequence(content.records.get(mapper.source, ())) for topic, content in contents.items()
        }
        self._first = {topic: _firsts(content, mapper) for topic, content in contents.items()}
        self._counts = {topic: _counts(content, mapper) for topic, content in contents.items()}

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event of the store."""
        outgoing = self._mapper.to_record(recorded)
        if outgoing is None or outgoing.topic not in self._contents:
            return
        self._findings.checked["published events"] += 1
        standing = self._standing[outgoing.topic].pop(outgoing.sequence, [])
        if not standing and not self._removed(outgoing) and outgoing.sequence <= self._horizon:
            told = f"{outgoing.event.type} {outgoing.event.subject} ({outgoing.event.id})"
            self._tell(outgoing.topic, f"event {outgoing.sequence}", told, "no record")
        for record in standing:
            self._compare(outgoing, record)
        self._move_on(outgoing)

    def finish(self) -> None:
        """Tell what stands in the topics that the store doesn't have, and what is out of order."""
        for topic, left in self._standing.items():
            for record in (one for records in left.values() for one in records):
                event = f"{record.event.type} {record.event.subject} ({record.event.id})"
                where = f"{record.place}, event {record.event.sequence}"
                self._tell(topic, where, "no record: the store has no such event", event)
        self._check_order()
        self._note_other_epochs()

    @property
    def lasts(self) -> Lasts:
        """What stands last in each partition of the service's own topic, where its key belongs."""
        found: Lasts = {}
        content = self._contents.get(self._mapper.topic)
        for record in content.records.get(self._mapper.source, ()) if content else ():
            if partition_of(record.event.key, record.partitions) == record.partition:
                place = (record.partitions, record.partition)
                found[place] = max(found.get(place, 0), record.event.sequence)
        return found

    def _compare(self, outgoing: OutgoingRecord, record: Standing) -> None:
        where = f"{record.place}, event {outgoing.sequence}"
        place = outgoing.partition(record.partitions)
        if record.partition != place:
            self._tell(outgoing.topic, where, f"partition {place}", f"partition {record.partition}")
        # Whoever sent it again may have been an older version of us, whose data have fewer fields.
        expected = replace(outgoing.event, prevsequence=record.event.prevsequence, data=b"")
        if expected != replace(record.event, data=b"", traceparent=None) or not same_data(
            outgoing.event, record.event
        ):
            told, found = differing(_plain(outgoing.event), _plain(record.event))
            self._tell(outgoing.topic, where, told, found)
        before = self._before.get((outgoing.topic, record.partitions, place), 0)
        right = (
            {before, record.before} if outgoing.topic is self._mapper.topic else {before, record.before, 0}
        )
        if record.event.prevsequence not in right:
            self._tell(
                outgoing.topic, where, f"prevsequence {before}", f"prevsequence {record.event.prevsequence}"
            )

    def _move_on(self, outgoing: OutgoingRecord) -> None:
        """The event stands last in its partition from here on, by whatever partition count was in use."""
        for count in self._counts[outgoing.topic]:
            self._before[outgoing.topic, count, outgoing.partition(count)] = outgoing.sequence

    def _removed(self, outgoing: OutgoingRecord) -> bool:
        """Whether retention has removed the record: its partition begins with a later one."""
        content = self._contents[outgoing.topic]
        if not content.partitions:
            return False
        partition = outgoing.partition(content.partitions)
        first = self._first[outgoing.topic].get(partition)
        return partition in content.emptied and (first is None or outgoing.sequence < first.event.sequence)

    def _check_order(self) -> None:
        """In each partition sequences rise, but for a republishing, which begins again with the first."""
        for topic, content in self._contents.items():
            first, high, seen = self._first[topic], dict[int, int](), defaultdict[int, set[int]](set)
            for record in content.records.get(self._mapper.source, ()):
                sequence, partition = record.event.sequence, record.partition
                again = sequence == first[partition].event.sequence or sequence in seen[partition]
                if sequence <= high.get(partition, 0) and not again:
                    found = f"{sequence} behind {high[partition]}"
                    self._tell(topic, record.place, "events in the order of the store", found)
                if sequence > high.get(partition, 0) or sequence not in seen[partition] or again:
                    high[partition] = sequence
                seen[partition].add(sequence)

    def _note_other_epochs(self) -> None:
        for topic, content in self._contents.items():
            for source, records in content.records.items():
                if source.service is self._mapper.service and source != self._mapper.source:
                    text = f"{len(records)} events of another epoch: {source}"
                    self._findings.note(Area.TOPIC, topic.value, text)

    def _tell(self, topic: Topic, where: str, expected: str, found: str) -> None:
        self._findings.disagree(Area.TOPIC, f"{topic.value} {where}", brief(expected), brief(found))


def check_foreign(
    contents: Mapping[Topic, TopicContent], known: set[tuple[str, int, int]], findings: Findings
) -> None:
    """Tell the records that are no events of this system; those that were set aside are only noted."""
    for topic, content in contents.items():
        for record in content.foreign:
            where = f"{topic.value} partition {record.partition} offset {record.offset}"
            if (topic.value, record.partition, record.offset) in known:
                findings.note(
                    Area.TOPIC, where, f"a foreign record, set aside as a dead letter: {record.reason}"
                )
            else:
                findings.disagree(Area.TOPIC, where, "no foreign record", brief(record.reason))


def _by_sequence(records: Iterable[Standing]) -> dict[int, list[Standing]]:
    found: dict[int, list[Standing]] = defaultdict(list)
    for record in records:
        found[record.event.sequence].append(record)
    return dict(found)


def _firsts(content: TopicContent, mapper: PublicationMapper) -> dict[int, Standing]:
    """The event with the least sequence in each partition."""
    found: dict[int, Standing] = {}
    for record in content.records.get(mapper.source, ()):
        known = found.get(record.partition)
        if known is None or record.event.sequence < known.event.sequence:
            found[record.partition] = record
    return found


def _counts(content: TopicContent, mapper: PublicationMapper) -> set[int]:
    """The partition counts that the topic has, and that it had when its records were sent."""
    return {content.partitions or 1, *(one.partitions for one in content.records.get(mapper.source, ()))}


def same_data(one: CloudEvent, other: CloudEvent) -> bool:
    """Whether two events say the same, in today's model."""
    if one.data == other.data:
        return True
    try:
        return bool(parse(one.type, one.data) == parse(other.type, other.data))
    except (MalformedRecord, UnknownEventType):
        return False


def _plain(event: CloudEvent) -> dict[str, object]:
    names = ("id", "type", "subject", "time", "streamversion", "correlationid", "causationid", "recordedtime")
    return {**{name: getattr(event, name) for name in names}, "data": event.data.decode("utf-8", "replace")}
