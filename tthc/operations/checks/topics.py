"""A store against its topics: each event that is told stands there once in its place, and nothing else.

The same event once more, as a republishing leaves it, is none too many.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from shared.contracts.envelope import CloudEvent
from shared.contracts.topics import Topic
from shared.eventstore.records import RecordedEvent
from shared.messaging.publication_mapper import OutgoingRecord, PublicationMapper
from shared.messaging.taken import same_data
from shared.runtime.findings import Area, Findings, brief, differing
from tthc.operations.checks.letters import SetAside
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
        self._foreign: list[tuple[Standing, str, str]] = []  #: a record, what should be there, and what is
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
        in_place = any(record.partition == outgoing.partition(record.partitions) for record in standing)
        for record in standing:
            self._compare(outgoing, record, in_place=in_place)
        self._move_on(outgoing)

    def finish(self, aside: SetAside | None = None) -> None:
        """Tell what stands in the topics that the store doesn't have, and what is out of order.

        Of a record about which an operator has decided by its dead letters there is only a note.
        """
        for left in self._standing.values():
            for record in (one for records in left.values() for one in records):
                event = f"{record.event.type} {record.event.subject} ({record.event.id})"
                self._foreign.append((record, "no record: the store has no such event", event))
        for record, expected, found in self._foreign:
            where = f"{record.place}, event {record.event.sequence}"
            if aside is not None and aside.settled(record):
                text = f"a foreign record, dealt with as a dead letter: {brief(found)}"
                self._findings.note(Area.TOPIC, f"{record.topic.value} {where}", text)
            else:
                self._tell(record.topic, where, expected, found)
        self._check_order()
        self._note_other_epochs()

    @property
    def lasts(self) -> Lasts:
        """What stands last in each partition of the service's own topic, where its key belongs."""
        found: Lasts = {}
        content = self._contents.get(self._mapper.topic)
        for record in content.records.get(self._mapper.source, ()) if content else ():
            if record.ordered:
                place = (record.partitions, record.partition)
                found[place] = max(found.get(place, 0), record.event.sequence)
        return found

    def _compare(self, outgoing: OutgoingRecord, record: Standing, *, in_place: bool) -> None:
        place = outgoing.partition(record.partitions)
        # Whoever sent it again may have been an older version of us, whose data have fewer fields.
        expected = replace(outgoing.event, prevsequence=record.event.prevsequence, data=b"")
        if expected != replace(record.event, data=b"", traceparent=None) or not same_data(
            outgoing.event, record.event
        ):
            told, found = differing(_plain(outgoing.event), _plain(record.event))
            self._foreign.append((record, told, found))
        elif record.partition != place and not in_place:
            self._foreign.append((record, f"partition {place}", f"partition {record.partition}"))
        elif record.partition != place:
            text = f"a copy of an event of partition {place}: nobody obeys it"
            self._findings.note(Area.TOPIC, f"{record.topic.value} {record.place}", text)
        elif record.event.prevsequence not in self._right(outgoing, record, place):
            before = self._before.get((outgoing.topic, record.partitions, place), 0)
            found = f"prevsequence {record.event.prevsequence}"
            self._foreign.append((record, f"prevsequence {before}", found))

    def _right(self, outgoing: OutgoingRecord, record: Standing, place: int) -> set[int]:
        """What a record may name as the one before it; on other topics than its own a relay begins anew."""
        right = {self._before.get((outgoing.topic, record.partitions, place), 0), record.before}
        return right if outgoing.topic is self._mapper.topic else {*right, 0}

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
            for record in _ordered(content, self._mapper):
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


def _ordered(content: TopicContent, mapper: PublicationMapper) -> Iterable[Standing]:
    return (record for record in content.records.get(mapper.source, ()) if record.ordered)


def _firsts(content: TopicContent, mapper: PublicationMapper) -> dict[int, Standing]:
    """The event with the least sequence in each partition."""
    found: dict[int, Standing] = {}
    for record in _ordered(content, mapper):
        known = found.get(record.partition)
        if known is None or record.event.sequence < known.event.sequence:
            found[record.partition] = record
    return found


def _counts(content: TopicContent, mapper: PublicationMapper) -> set[int]:
    """The partition counts that the topic has, and that it had when its records were sent."""
    return {content.partitions or 1, *(one.partitions for one in content.records.get(mapper.source, ()))}


def _plain(event: CloudEvent) -> dict[str, object]:
    names = ("id", "type", "subject", "time", "streamversion", "correlationid", "causationid", "recordedtime")
    return {**{name: getattr(event, name) for name in names}, "data": event.data.decode("utf-8", "replace")}
