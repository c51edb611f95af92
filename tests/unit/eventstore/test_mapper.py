"""Event classes that a store can't keep are refused when it is made."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.declaring import UNTOLD, event
from shared.contracts.registry import dump
from shared.contracts.vocabulary import Instant
from shared.eventstore.mapper import EventMapper, told_data
from shared.eventstore.records import RecordedEvent
from shared.eventstore.store import storable
from tests.contract.eventstore.toy import Added

AT = datetime(2026, 12, 7, tzinfo=UTC)


def recorded(event: object) -> RecordedEvent:
    return RecordedEvent(
        stream="jar-a",
        version=1,
        event=event,
        recorded_at=AT,
        command_id="c",
        correlation_id="r",
        causation_id="x",
    )


def test_two_classes_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="are named Added"):
        EventMapper([Added, type("Added", (), {})])


def test_a_newer_form_without_its_upcast_is_refused() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Moved:
        class_version: ClassVar[int] = 3
        to: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, str]) -> None:
            state["to"] = ""

    with pytest.raises(ValueError, match="Moved has no upcast_v2_v3"):
        EventMapper([Moved])


def test_an_event_of_another_store_is_refused() -> None:
    with pytest.raises(ValueError, match="Added is not an event of this store"):
        EventMapper([]).to_stored_event(recorded(Added(amount=1)))  # type: ignore[arg-type]


@given(amount=st.integers(-(2**53), 2**53), note=st.text(st.characters(codec="utf-8")))
def test_an_event_comes_back_as_it_was(amount: int, note: str) -> None:
    mapper = EventMapper([Added])
    before = recorded(Added(amount=amount, note=note))
    assert mapper.recorded(mapper.to_stored_event(before)) == before  # type: ignore[arg-type]


@event("tthc.sla.JarMarked.v1", at="marked_at")
class JarMarked:
    by: Annotated[str, UNTOLD] = ""
    marked_at: Instant = AT
    names: Annotated[dict[str, str], UNTOLD] = field(default_factory=dict)


@event("tthc.sla.JarHidden.v1", at="hidden_at")
class JarHidden:
    hidden_at: Annotated[Instant, UNTOLD] = AT


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        (JarMarked(by="lan", names={"a": "b", "event": "c"}), b'{"marked_at":"2026-12-07T00:00:00Z"}'),
        (JarMarked(), b'{"marked_at":"2026-12-07T00:00:00Z"}'),
        (JarHidden(), b"{}"),
    ],
)
def test_what_is_kept_beside_what_is_told_comes_back_and_is_not_told(marked: Any, told: bytes) -> None:
    mapper = EventMapper([JarMarked, JarHidden])
    before = recorded(marked)
    stored = mapper.to_stored_event(before)  # type: ignore[arg-type]
    assert told_data(stored.state) == told == dump(marked)
    after = mapper.recorded(stored)
    assert (after, after.data) == (before, told)


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("case-SNV-261207-0001", True),
        ("agency-Đồng Tháp", True),
        ("a\x00", False),
        ("é" * 256, True),
        ("é" * 257, False),
    ],
)
def test_names_of_streams(name: str, yes: bool) -> None:
    assert storable(name) is yes
