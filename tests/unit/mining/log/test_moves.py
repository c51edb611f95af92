"""First, forward, return, repeat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.mining.log.writers import event
from tthc.mining.log.errors import ActivityUnknown
from tthc.mining.log.moves import MoveKind, moves

ORDER = ("a", "b", "c", "d")


def kinds(*activities: str) -> list[str]:
    events = [event(activity, hour) for hour, activity in enumerate(activities)]
    return [move.kind.value for move in moves(events, ORDER)]


def test_on_to_the_next_step() -> None:
    assert kinds("a", "b", "c") == ["first", "forward", "forward"]


def test_back_to_an_earlier_step() -> None:
    assert kinds("a", "c", "a", "d") == ["first", "forward", "return", "forward"]


def test_the_same_step_again() -> None:
    assert kinds("b", "b", "a", "a") == ["first", "repeat", "return", "repeat"]


def test_forward_moves_and_the_first_say_what_they_skip() -> None:
    told = moves([event("b"), event("d", 1), event("a", 2), event("b", 3)], ORDER)
    assert [move.skipped for move in told] == [("a",), ("c",), (), ()]


def test_moves_go_by_time_and_equal_times_by_the_file() -> None:
    told = moves([event("c", 1), event("b", 0), event("a", 0)], ORDER)
    assert [move.activity for move in told] == ["b", "a", "c"]
    assert [move.previous and move.previous.activity for move in told] == [None, "b", "a"]


def test_an_activity_outside_the_order_is_refused_at_its_place() -> None:
    with pytest.raises(ActivityUnknown) as caught:
        moves([event("z", place="log.csv:9:4")], ORDER)
    assert caught.value.where == "log.csv:9:4"


@given(st.lists(st.sampled_from(ORDER), min_size=1))
def test_each_event_has_one_move_and_only_the_first_is_first(activities: list[str]) -> None:
    told = kinds(*activities)
    assert len(told) == len(activities)
    assert [number for number, kind in enumerate(told) if kind == MoveKind.FIRST] == [0]
