"""Which stored events are told, and as what."""

from dataclasses import dataclass
from datetime import UTC, datetime

from shared.contracts.cases.course import CaseCompleted
from shared.contracts.publication import Publication
from shared.contracts.topics import Service
from shared.eventstore.records import RecordedEvent
from shared.messaging.publication_mapper import PublicationMapper
from tests.unit.contracts.records import ADDRESS

AT = datetime(2026, 12, 1, 2, tzinfo=UTC)
TOLD = CaseCompleted(
    case_number="SNV-1", agency="SNV", procedure="P01", edition=1, completed_by="snv.lan", completed_at=AT
)


@dataclass(frozen=True)
class Translated:
    """Told as something else."""


@dataclass(frozen=True)
class Untold:
    """Nobody else's business."""


MAPPER = PublicationMapper(
    Service.CASES, {Translated: lambda _event, _origin: Publication(TOLD, AT)}, ADDRESS, 1
)


def recorded(event: object) -> RecordedEvent:
    ids = {"command_id": "c", "correlation_id": "SNV-1", "causation_id": "c"}
    return RecordedEvent(stream="case-SNV-1", version=1, event=event, recorded_at=AT, **ids)


def test_an_event_with_a_type_is_told_as_it_stands() -> None:
    assert MAPPER.tells(CaseCompleted)
    publication = MAPPER.publication(recorded(TOLD))
    assert publication is not None
    assert publication.event is TOLD
    assert publication.time == AT


def test_one_of_the_table_is_told_as_the_table_says() -> None:
    assert MAPPER.tells(Translated)
    publication = MAPPER.publication(recorded(Translated()))
    assert publication is not None
    assert publication.event is TOLD


def test_any_other_is_not_told() -> None:
    assert not MAPPER.tells(Untold)
    assert MAPPER.publication(recorded(Untold())) is None
