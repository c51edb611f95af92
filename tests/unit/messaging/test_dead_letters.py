"""Dead letters: what is kept of a message, whatever it is, and that it fits into a save."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases import consumers as cases
from services.catalog import consumers as catalog
from services.sla import consumers as sla
from shared.contracts.publication import Origin
from shared.contracts.registry import EVENT_TYPES
from shared.messaging.dead_letters import DeadLetterAdded, dead_letter, published
from tthc.operations.dead_letters import service_of_letter

SUBSCRIPTIONS = (*catalog.SUBSCRIPTIONS, *cases.SUBSCRIPTIONS, *sla.SUBSCRIPTIONS)
AT = datetime(2026, 11, 2, tzinfo=UTC)
EVENT_ID = "6d9d2334-67b8-577b-a1eb-c04c74afa08b"


@dataclass(frozen=True)
class Record:
    value: bytes | None = b"{}"
    key: bytes | None = b"SNV-0001"
    headers: Any = ()
    topic: str = "tthc.cases"
    partition: int = 3
    offset: int = 17
    timestamp: int = field(default=1_000)


def letter(record: Record, error: Exception | None = None, event_id: str | None = None) -> DeadLetterAdded:
    return dead_letter("sla", record, "reason", error or ValueError("no"), event_id, AT)


headers = st.lists(st.tuples(st.text(max_size=300), st.none() | st.binary(max_size=3_000)), max_size=80)
large = st.binary(max_size=100).map(lambda part: part * 3_000)


@given(key=st.none() | large, value=st.none() | large, names=headers, text=st.text(max_size=2_000))
def test_it_fits_into_an_event_whatever_it_holds(
    key: bytes | None, value: bytes | None, names: Any, text: str
) -> None:
    worst = "\x00\ud800" * 5_000 + text
    made = letter(Record(value=value, key=key, headers=names), ValueError(worst))
    assert len(msgspec.json.encode(made)) < 64 * 1024


def test_an_event_has_one_letter_wherever_it_stands() -> None:
    one, other = Record(), Record(partition=5, offset=99, timestamp=2_000)
    assert letter(one, event_id=EVENT_ID).key == letter(other, event_id=EVENT_ID).key
    assert letter(one).key != letter(other).key


def test_an_event_that_was_forged_under_the_same_id_has_its_own() -> None:
    forged = Record(value=b'{"a":1}')
    assert letter(Record(), event_id=EVENT_ID).key != letter(forged, event_id=EVENT_ID).key


def test_a_recreated_topic_may_hold_another_record_at_the_same_place() -> None:
    assert letter(Record()).key != letter(Record(timestamp=2_000)).key


@pytest.mark.parametrize("group", sorted({one.group for one in SUBSCRIPTIONS}))
def test_a_letter_of_any_group_is_told_as_its_service_s_and_found_there(group: str) -> None:
    """Of the group `catalog-current` a type was told that nobody can read; no command found its letters."""
    set_aside = dead_letter(group, Record(), "reason", ValueError("no"), EVENT_ID, AT)
    told = published(set_aside, Origin(set_aside.key, AT))
    assert told.event_type in EVENT_TYPES
    assert told.event_type == f"tthc.{service_of_letter(set_aside.key)}.DeadLetterAdded.v1"


def test_all_headers_of_an_event_are_kept() -> None:
    names = tuple((f"ce_{number}", b"x" * 500) for number in range(18))
    assert len(letter(Record(headers=names)).headers) == 18
