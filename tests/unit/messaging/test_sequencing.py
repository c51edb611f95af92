"""The rules of order: duplicates, holes, copies beside the order, positions by partition count."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedRecord
from shared.eventstore.records import Position
from shared.messaging.message import Message
from shared.messaging.publication_mapper import PARTITION_COUNT_HEADER, partition_of
from shared.messaging.sequencing import (
    SequenceGap,
    check_sequence,
    out_of_band,
    partition_count,
    positions_after,
    reader_of,
)
from tests.unit.contracts.records import EVENT

KEY = EVENT.key
PLACE = partition_of(KEY, 6)


@dataclass(frozen=True)
class Record:
    partition: int = PLACE
    offset: int = 0
    key: bytes = KEY
    value: bytes = b"{}"
    topic: str = "tthc.cases"
    timestamp: int = 0
    headers: Any = ()


def message(sequence: int, before: int, partition: int = PLACE, count: int = 6) -> Message:
    cloud = replace(EVENT, sequence=sequence, prevsequence=before)
    return Message(cloud, None, Record(partition), count)


def chain(*sequences: int) -> list[Message]:
    return [message(now, before) for before, now in zip((0, *sequences), sequences, strict=False)]


READER = reader_of("sla", message(1, 0))


def sequences(items: list[Any]) -> list[int]:
    return [item.cloud.sequence for item in items]


def test_what_follows_the_position_is_taken() -> None:
    found = check_sequence("sla", chain(1, 4, 7), {READER: 0})
    assert (sequences(found.items), found.passed, found.gap) == ([1, 4, 7], 3, None)


def test_what_lies_behind_the_position_is_a_duplicate() -> None:
    found = check_sequence("sla", chain(1, 4, 7), {READER: 4})
    assert (sequences(found.items), found.duplicates, found.places) == ([7], 2, [2])


def test_nothing_behind_a_hole_is_taken() -> None:
    found = check_sequence("sla", [message(1, 0), message(7, 4), message(9, 7)], {READER: 0})
    assert (sequences(found.items), found.passed) == ([1], 1)
    assert found.gap == SequenceGap(READER, 1)


def test_a_message_twice_in_a_chunk_is_taken_once() -> None:
    found = check_sequence("sla", [message(1, 0), message(1, 0), message(2, 1)], {READER: 0})
    assert (sequences(found.items), found.duplicates) == ([1, 2], 1)


def test_what_stands_elsewhere_is_never_taken_and_moves_no_position() -> None:
    copy = message(40, 30, partition=(PLACE + 1) % 6)
    assert out_of_band(copy)
    found = check_sequence("sla", [copy], {})
    assert (found.items, sequences(found.elsewhere), found.passed) == ([], [40], 1)
    assert positions_after("sla", [copy]) == []


@pytest.mark.parametrize(("position", "before"), [(10, 0), (10, 9), (1, 0)])
def test_what_names_an_earlier_predecessor_is_a_fork(position: int, before: int) -> None:
    """It moves no position: what truly follows is taken behind it."""
    found = check_sequence("sla", [message(51, before), message(52, position)], {READER: position})
    fork, true = found.items
    assert isinstance(fork, Message)
    assert (fork.stray, fork.letter and fork.letter.reason, fork.effects) == (True, "fork", ())
    assert (true, found.passed, found.gap) == (message(52, position), 2, None)
    assert positions_after("sla", found.items) == [Position(READER, 52)]


def test_the_first_of_a_partition_has_no_predecessor() -> None:
    assert check_sequence("sla", [message(51, 7)], {READER: 0}).gap == SequenceGap(READER, 0)


def test_positions_are_those_of_one_partition_count() -> None:
    assert reader_of("sla", message(1, 0, count=6)) != reader_of("sla", message(1, 0, count=8))


def test_halves_keep_their_places() -> None:
    found = check_sequence("sla", chain(1, 4, 7, 9), {READER: 1})
    first, second = found.halves()
    assert (first.places, second.places) == ([1], [2, 3])
    assert second.index(second.items[1]) == 3


@given(st.lists(st.integers(1, 30)), st.integers(0, 30), st.randoms())
def test_whatever_comes_nothing_is_taken_twice_or_behind_a_hole(
    noise: list[int], position: int, random: Any
) -> None:
    """All of a partition in order, with any of it again at any place: what is taken is what was missing."""
    items = chain(*range(1, 31))
    for sequence in noise:
        items.insert(random.randrange(len(items) + 1), message(sequence, sequence - 1))
    taken = [one.sequence for one in take_all(items, position)]
    assert taken == list(range(position + 1, position + 1 + len(taken)))


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 89))), st.integers(0, 30), st.randoms())
def test_whatever_is_forged_each_that_is_taken_names_the_one_before(
    forged: list[tuple[int, int]], position: int, random: Any
) -> None:
    items = chain(*range(1, 31))
    for sequence, before in forged:
        items.insert(random.randrange(len(items) + 1), message(sequence, min(before, sequence - 1)))
    taken = take_all(items, position)
    assert [one.prevsequence for one in taken] == [position, *(one.sequence for one in taken)][: len(taken)]


def take_all(items: list[Message], position: int) -> list[CloudEvent]:
    """What is taken of a partition that comes in chunks."""
    taken: list[CloudEvent] = []
    for start in range(0, len(items), 7):
        at = taken[-1].sequence if taken else position
        found = check_sequence("sla", items[start : start + 7], {READER: at})
        taken += [item.cloud for item in found.items if isinstance(item, Message) and not item.stray]
        if found.gap is not None:
            break
    return taken


def test_a_partition_count_is_read() -> None:
    assert partition_count(Record(headers=[(PARTITION_COUNT_HEADER, b"6")])) == 6


@pytest.mark.parametrize(
    "count",
    [b"9" * 5_000, "²".encode(), "٣".encode(), b"0", b"10001", b"-1", b"1_0", b"", None],
    ids=lambda count: repr(count)[:12],
)
def test_what_is_no_partition_count_makes_a_malformed_record(count: bytes | None) -> None:
    with pytest.raises(MalformedRecord) as refused:
        partition_count(Record(headers=[(PARTITION_COUNT_HEADER, count)]))
    assert refused.value.where == PARTITION_COUNT_HEADER
