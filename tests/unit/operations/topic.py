"""A store's events and a topic's records in memory, as a relay would have put them there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from shared.contracts.cases.course import CaseResumed
from shared.contracts.topics import Service, Topic
from shared.eventstore.records import RecordedEvent
from shared.messaging.publication_mapper import Headers, PublicationMapper
from shared.runtime.findings import Area, Findings
from tthc.operations.checks.letters import SetAside
from tthc.operations.checks.topic_reading import TopicContent
from tthc.operations.checks.topics import TopicCheck, check_foreign

ADDRESS = "https://tthc.example.gov.vn"
PARTITIONS = 2
MAPPER = PublicationMapper(Service.CASES, {}, ADDRESS, 1)
NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)


def resumed(number: int, case: str | None = None) -> RecordedEvent:
    """The event with this notification id, of a case of its own or of a named one."""
    at = NINE + timedelta(minutes=number)
    key = case or f"SNV-261123-{number:04d}"
    named = {"case_number": key, "agency": "SNV", "procedure": "SNV-07", "edition": 1}
    event = CaseResumed(**named, resumed_by="snv.lan", resumed_at=at)  # type: ignore[arg-type]
    return RecordedEvent(
        stream=f"case-{key}",
        version=1,
        event=event,
        recorded_at=at,
        command_id=f"command-{number}",
        correlation_id=key,
        causation_id=f"command-{number}",
        notification_id=number,
    )


@dataclass(frozen=True, slots=True)
class Record:
    """A record as aiokafka hands it over."""

    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    topic: str = Topic.CASES.value
    timestamp: int = 0


@dataclass(slots=True)
class Filled:
    """A topic that a relay has filled."""

    records: list[Record] = field(default_factory=list)
    _previous: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def send(self, events: Iterable[RecordedEvent], *, again: bool = False) -> "Filled":
        """Put events where the relay puts them; `again`: everything from the beginning."""
        if again:
            self._previous.clear()
        for recorded in events:
            outgoing = MAPPER.to_record(recorded)
            assert outgoing is not None
            partition = outgoing.partition(PARTITIONS)
            headers = outgoing.headers(self._previous[partition], PARTITIONS)
            self._previous[partition] = outgoing.sequence
            self.records.append(
                Record(partition, len(self.records), outgoing.key, outgoing.event.data, headers)
            )
        return self

    def change_header(self, place: int, name: str, value: bytes) -> None:
        """Change one header of a record."""
        record = self.records[place]
        headers = [(known, value if known == name else old) for known, old in record.headers]
        self.records[place] = replace(record, headers=headers)


def compare(
    events: Sequence[RecordedEvent],
    topic: Filled,
    *,
    emptied: Iterable[int] = (),
    aside: SetAside | None = None,
) -> Findings:
    """What the check finds between a store with these events and the topic."""
    content = TopicContent(Topic.CASES, partitions=PARTITIONS, emptied=set(emptied))
    for record in topic.records:
        content.take(record, ADDRESS)  # type: ignore[arg-type]
    findings = Findings()
    contents = {Topic.CASES: content}
    check = TopicCheck(MAPPER, contents, len(events), findings)
    for recorded in events:
        check.take(recorded)
    check.finish(aside)
    check_foreign(contents, set(), findings)
    return findings


def told(findings: Findings) -> list[str]:
    """What was found between store and topic, each as one line."""
    return [str(one) for one in findings.disagreements if one.area is Area.TOPIC]
