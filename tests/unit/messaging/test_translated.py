"""A stored event is translated once, however many feeds carry it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from shared.contracts.cases.course import CaseCompleted
from shared.contracts.publication import Origin, Publication
from shared.contracts.topics import Service
from shared.eventstore.records import RecordedEvent
from shared.messaging.embedded import Translated
from shared.messaging.publication_mapper import PublicationMapper
from tests.unit.contracts.records import ADDRESS

AT = datetime(2026, 12, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Ended:
    by: str


class Translating:
    def __init__(self, kept: int = 10) -> None:
        self.times = 0
        self.translated = Translated(PublicationMapper(Service.CASES, {Ended: self._tell}, ADDRESS, 1), kept)

    def _tell(self, event: Any, origin: Origin) -> Publication:
        self.times += 1
        fields = {"agency": "SNV", "procedure": "P01", "edition": 1}
        told = CaseCompleted(case_number=origin.key, completed_by=event.by, completed_at=AT, **fields)
        return Publication(told, AT)


def ended(place: int, by: str = "snv.lan") -> RecordedEvent:
    ids = {"command_id": "c", "correlation_id": "SNV-1", "causation_id": "c"}
    case = RecordedEvent(stream="case-SNV-1", version=place, event=Ended(by), recorded_at=AT, **ids)
    return replace(case, notification_id=place)


def test_a_second_feed_is_given_the_same_record() -> None:
    source = Translating()
    first, second = (source.translated.to_record(ended(7), 3) for _ in range(2))
    assert first == second
    assert source.times == 1


def test_one_that_stands_elsewhere_is_told_its_own_predecessor() -> None:
    source = Translating()
    first, second = source.translated.to_record(ended(7), 3), source.translated.to_record(ended(7), 5)
    assert first is not None
    assert second is not None
    assert (first.event.prevsequence, second.event.prevsequence, source.times) == (3, 5, 1)


def test_another_event_at_the_same_place_is_translated_anew() -> None:
    source = Translating()
    source.translated.to_record(ended(7), 0)
    other = source.translated.to_record(ended(7, by="snv.minh"), 0)
    assert other is not None
    assert b"snv.minh" in other.event.data


def test_the_oldest_are_forgotten() -> None:
    source = Translating(kept=2)
    for place in (1, 2, 3, 1):
        source.translated.to_record(ended(place), 0)
    assert source.times == 4
