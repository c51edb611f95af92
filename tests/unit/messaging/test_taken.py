"""What a consumer remembers of what it took: copies are told from what claims their place."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import shared.contracts.examples
from shared.contracts.envelope import CloudEvent
from shared.messaging.taken import TakenLately
from tests.unit.contracts.records import EVENT

EXAMPLE = Path(shared.contracts.examples.__file__).parent / f"{EVENT.type}.json"
DATA = json.dumps(json.loads(EXAMPLE.read_text())["data"]).encode()
READER = "sla|…|0"


def told(sequence: int, before: int = 0, **other: object) -> CloudEvent:
    return replace(
        EVENT, **{"id": f"{sequence}", "data": DATA, "sequence": sequence, "prevsequence": before, **other}
    )


@pytest.fixture
def taken() -> TakenLately:
    """Remembers three: 4, 7 and, behind a jump, 40."""
    taken = TakenLately(3)
    for event in (told(2, 1), told(4, 2), told(7, 4), told(40, 7)):
        taken.note(READER, event)
    return taken


@pytest.mark.parametrize("event", [told(7), told(7, 6), told(7, data=b" " + DATA)])
def test_a_copy_may_be_what_was_taken(taken: TakenLately, event: CloudEvent) -> None:
    assert taken.may_be(READER, event)


@pytest.mark.parametrize(
    "event",
    [told(7, id="x"), told(7, type="tthc.cases.CaseCancelled.v1"), told(7, data=b"{}"), told(7, subject="y")],
)
def test_another_event_is_not(taken: TakenLately, event: CloudEvent) -> None:
    assert not taken.may_be(READER, event)


def test_what_was_jumped_over_was_never_taken(taken: TakenLately) -> None:
    assert not taken.may_be(READER, told(11))


def test_of_older_ones_nothing_is_known(taken: TakenLately) -> None:
    assert taken.may_be(READER, told(1, id="x"))
    assert taken.may_be("another", told(7, id="x"))


def test_what_another_one_may_have_taken_is_not_known(taken: TakenLately) -> None:
    taken.stands_at(READER, 40)
    assert not taken.may_be(READER, told(11))
    taken.stands_at(READER, 41)
    assert taken.may_be(READER, told(11))


def test_large_events_are_remembered_for_less_long() -> None:
    taken = TakenLately(3, remembered_bytes=2 * len(DATA))
    for event in (told(1), told(2, 1), told(3, 2)):
        taken.note(READER, event)
    assert taken.may_be(READER, told(1, id="x"))  # only that it was taken is known
    assert not taken.may_be(READER, told(2, id="x"))
    taken.note(READER, told(4, 3, data=b" " * 9 * len(DATA)))
    assert not taken.may_be(READER, told(4, id="x"))
    assert taken.may_be(READER, told(3, id="x"))
