"""Well-formed records that no relay wrote: as whoever reaches the broker without any right can write them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaProducer

from shared.contracts.source import event_id
from shared.contracts.topics import Service
from tests.messaging_topic import Record

OTHER_ID = "5f0c8c0e-0d9b-5b57-9a3e-2f4c1f0d7a66"


@dataclass(frozen=True, slots=True)
class _Keyed:
    """Where a forged record goes, and under which key."""

    topic: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Forged:
    """A record made from a true one, and where it is put."""

    record: "Record | _Keyed"
    partition: int
    headers: dict[str, bytes]
    value: bytes

    @classmethod
    def of(cls, record: Record) -> "Forged":
        """As like as two peas, so far."""
        return cls(record, record.partition, dict(record.headers), record.value)

    def at(self, sequence: int, before: int) -> "Forged":
        """With another place in the order."""
        return self._with(ce_sequence=f"{sequence:020d}", ce_prevsequence=f"{before:020d}")

    def version(self, version: int, id: str | None = None) -> "Forged":
        """Another event of the same case: under the id that follows from its version, or another one."""
        stream = f"case-{self.headers['ce_subject'].decode()}"
        own = id or event_id(Service.CASES, stream, version)
        return self._with(ce_streamversion=str(version), ce_id=own)

    def of_case(self, case: str, partition: int) -> "Forged":
        """About another case, whose key belongs to this partition."""
        names = ("ce_subject", "ce_partitionkey", "ce_correlationid", "correlation_id")
        told = self._with(**dict.fromkeys(names, case))
        told = Forged(_Keyed(self.record.topic, case.encode()), partition, told.headers, told.value)
        return told.saying(case_number=case).version(1)

    def told_as(self, event_type: str) -> "Forged":
        """Of another type."""
        return self._with(ce_type=event_type)

    def elsewhere(self, by: int = 1) -> "Forged":
        """In another partition than its key's."""
        return Forged(self.record, (self.partition + by) % 6, self.headers, self.value)

    def saying(self, **fields: Any) -> "Forged":
        """With other content."""
        value = json.dumps(json.loads(self.value) | fields).encode()
        return Forged(self.record, self.partition, self.headers, value)

    def _with(self, **headers: str) -> "Forged":
        changed = self.headers | {name: value.encode() for name, value in headers.items()}
        return Forged(self.record, self.partition, changed, self.value)


@dataclass(frozen=True, slots=True)
class Newest:
    """What stands last in a partition, and before it."""

    record: Record
    sequence: int
    before: int


def newest_in(records: list[Record]) -> Newest:
    """The last record of a partition."""
    last = records[-1]
    headers = dict(last.headers)
    return Newest(last, int(headers["ce_sequence"]), int(headers["ce_prevsequence"]))


#: Each way to forge, with the reason for which it must be set aside.
FORGERIES: dict[str, tuple[Callable[[Newest], Forged], str]] = {
    "forty ahead": (
        lambda last: Forged.of(last.record).version(90).at(last.sequence + 40, 0),
        "fork",
    ),
    "ahead of all": (lambda last: Forged.of(last.record).version(91).at(10**15, 0), "fork"),
    "behind one that no store can have": (
        lambda last: Forged.of(last.record).version(98).at(10**14 + 1, 10**14),
        "fork",
    ),
    "behind another one": (
        lambda last: Forged.of(last.record).version(92).at(last.sequence + 1, last.before),
        "fork",
    ),
    "the next one, under another id": (
        lambda last: Forged.of(last.record).version(93, OTHER_ID).at(last.sequence + 1, last.sequence),
        "wrong-id",
    ),
    "the same one with other content": (
        lambda last: Forged.of(last.record).saying(completed_by="mallory"),
        "fork",
    ),
    "in another partition": (
        lambda last: Forged.of(last.record).version(94).at(last.sequence + 1, last.sequence).elsewhere(),
        "wrong-partition",
    ),
    "in another partition, as if taken long ago": (
        lambda last: Forged.of(last.record).version(95).at(last.before + 1, last.before).elsewhere(2),
        "wrong-partition",
    ),
    "in another partition, under another id": (
        lambda last: Forged.of(last.record).version(96, OTHER_ID).elsewhere(),
        "wrong-id",
    ),
    "in another partition, with other content": (
        lambda last: Forged.of(last.record).saying(completed_by="trudy").elsewhere(),
        "wrong-partition",
    ),
}


def behind_a_hole(last: Newest) -> Forged:
    """As if the one before it were missing: that may be, so it isn't set aside, and nobody waits for it."""
    return Forged.of(last.record).version(99).at(last.sequence + 40, last.sequence + 39)


async def write(servers: str, forged: list[Forged]) -> None:
    """Put them on their topic."""
    producer = AIOKafkaProducer(bootstrap_servers=servers)
    await producer.start()
    try:
        for one in forged:
            topic, headers = one.record.topic, list(one.headers.items())
            await producer.send_and_wait(topic, one.value, one.record.key, one.partition, headers=headers)
    finally:
        await producer.stop()
