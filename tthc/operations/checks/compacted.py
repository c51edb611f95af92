"""A store against its compacted topics: what was told last of a key stands last under it, or has ended.

Compaction leaves older records of a key out, and some time later the record that ends it; nothing else.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from shared.contracts.topics import CURRENT_TOPICS, Topic
from shared.eventstore.records import RecordedEvent
from shared.messaging.publication_mapper import OutgoingRecord, PublicationMapper
from shared.messaging.taken import same_data
from shared.runtime.findings import Area, Findings, brief
from tthc.operations.checks.topic_reading import Standing, TopicContent

Key = tuple[Topic, bytes]


class CompactedCheck:
    """Walks one store's log beside what its compacted topics hold."""

    def __init__(
        self,
        mapper: PublicationMapper,
        contents: Mapping[Topic, TopicContent],
        horizon: int,
        findings: Findings,
    ) -> None:
        self._mapper = mapper
        self._horizon = horizon
        self._findings = findings
        self._topics = [topic for topic in CURRENT_TOPICS.get(mapper.service, ()) if topic in contents]
        self._told: dict[Key, OutgoingRecord] = {}
        self._last: dict[Key, Standing] = {}
        self._standing: dict[tuple[Topic, int], list[Standing]] = defaultdict(list)
        for topic in self._topics:
            for record in contents[topic].records.get(mapper.source, ()):
                self._last[topic, record.event.key] = record
                self._standing[topic, record.event.sequence].append(record)

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event of the store."""
        outgoing = self._mapper.to_record(recorded)
        if outgoing is None or outgoing.topic not in self._topics:
            return
        self._findings.checked["published events"] += 1
        if outgoing.sequence <= self._horizon:
            self._told[outgoing.topic, outgoing.key] = outgoing
        for record in self._standing.pop((outgoing.topic, outgoing.sequence), ()):
            if not _same(outgoing, record):
                where = f"{record.place}, event {outgoing.sequence}"
                self._tell(
                    outgoing.topic, where, _line(outgoing), f"{record.event.type} {record.event.data!r}"
                )

    def finish(self) -> None:
        """Tell of which keys the topics say something else than was told last."""
        for (topic, sequence), records in self._standing.items():
            for record in records:
                where = f"{record.place}, event {sequence}"
                found = f"{record.event.type} {record.event.subject}"
                self._tell(topic, where, "no record: the store has no such event", found)
        for (topic, key), outgoing in self._told.items():
            last = self._last.get((topic, key))
            if last is None and outgoing.event.value is None:
                continue  # compaction removes the end of a key as well, when a day has passed
            if last is None or last.event.sequence < outgoing.sequence:
                found = f"event {last.event.sequence}" if last else "no record"
                self._tell(topic, f"key {key.decode()}", _line(outgoing), found)

    def _tell(self, topic: Topic, where: str, expected: str, found: str) -> None:
        self._findings.disagree(Area.TOPIC, f"{topic.value} {where}", brief(expected), brief(found))


def _same(outgoing: OutgoingRecord, record: Standing) -> bool:
    """Whether the record is the event; the predecessor in its partition says nothing here."""
    there = replace(record.event, prevsequence=0, traceparent=None, data=b"")
    alike = replace(outgoing.event, prevsequence=0, data=b"") == there
    return alike and same_data(outgoing.event, record.event)


def _line(outgoing: OutgoingRecord) -> str:
    return (
        f"event {outgoing.sequence}, {outgoing.event.type} {outgoing.event.subject} {outgoing.event.data!r}"
    )
