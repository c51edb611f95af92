"""Silence that was recorded before what had happened until then came in, as with an export each evening."""

from typing import Any

import pytest

from services.cases.application.recording import let_time_pass_in
from services.cases.domain.tree.links import broken_links
from services.cases.errors.coordination import CoordinationNotAnswered
from shared.errors import EffectiveTooEarly
from tests.unit.cases.histories.told import Told


@pytest.fixture
def silent(history: Told) -> Told:
    """Asked at 9:00 for an hour; a week later nothing was known of an answer."""
    history.ask("9 09:00", "C")
    swept(history)
    return history


def swept(history: Told) -> None:
    let_time_pass_in(history.world.work, history.world.cases["A"], history.at("16 08:00"))


def told(history: Told, at: str) -> tuple[str | None, str | None, bool | None, bool | None]:
    asked = history.asked(at, "C")
    return asked.state, asked.answer, asked.by_silence, asked.late


def test_an_answer_that_had_been_given_in_time_is_the_answer(silent: Told) -> None:
    assert told(silent, "9 10:00") == ("answered", "agree", True, True)
    silent.act("9 09:30", "sxd.hung", "answer", coordination="C", kind="disagree")
    for at in ("9 09:30", "9 10:00", "20 08:00"):
        assert told(silent, at) == ("answered", "disagree", False, False)
    silent.act("9 09:40", "snv.hung", "return_answer", coordination="C", reason="Cần rõ hơn")
    assert told(silent, "9 09:50")[0] == "returned"
    assert told(silent, "9 10:10") == ("answered", "agree", True, True)
    assert broken_links(silent.world.records()) == []


def test_a_case_that_had_been_completed_in_time_is_the_answer(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 09:10", "sxd.lan", "take_request", coordination="C", case="B", procedure="SXD-02")
    swept(history)
    for step, who in (("B1", "sxd.lan"), ("B2", "sxd.hung")):
        history.act("9 09:20", who, "receive", case="B", step=step)
        history.act("9 09:20", who, "complete", case="B", step=step)
        if step == "B1":
            history.act("9 09:20", who, "hand_off", case="B", step=step)
    history.act("9 09:50", "sxd.hung", "complete_case", case="B", answer="disagree")
    assert told(history, "16 08:00") == ("answered", "disagree", False, False)
    assert broken_links(history.world.records()) == []


@pytest.mark.parametrize(
    ("act", "by", "state"), [("withdraw", "snv.hung", "withdrawn"), ("decline", "sxd.hung", "declined")]
)
def test_what_was_over_in_time_was_answered_by_nobody(silent: Told, act: str, by: str, state: str) -> None:
    silent.act("9 09:30", by, act, coordination="C", reason="Không cần nữa")
    for at in ("9 09:30", "16 08:00"):
        assert told(silent, at) == (state, None, False, False)
    assert broken_links(silent.world.records()) == []


def test_what_was_only_taken_up_in_time_is_answered_by_silence_all_the_same(silent: Told) -> None:
    silent.act("9 09:30", "sxd.lan", "take_request", coordination="C")
    assert told(silent, "9 09:59")[0] == "taken"
    assert told(silent, "9 10:00") == ("answered", "agree", True, True)
    swept(silent)
    silent.act("9 11:00", "snv.hung", "accept", coordination="C")
    assert told(silent, "16 08:00") == ("accepted", "agree", True, True)
    assert broken_links(silent.world.records()) == []


@pytest.mark.parametrize("resumed", ["9 09:50", "9 14:00"])
def test_a_suspension_before_it_moves_it(silent: Told, resumed: str) -> None:
    silent.act("9 09:30", "snv.truong", "suspend", case="A", reason="Chờ")
    assert told(silent, "9 09:40")[0] == "requested"
    silent.act(resumed, "snv.truong", "resume", case="A")
    later = {"9 09:50": "9 10:20", "9 14:00": "9 14:30"}[resumed]
    assert (silent.asked(later, "C").due_at, told(silent, later)[0]) == (silent.at(later), "answered")
    assert told(silent, later.replace("0:20", "0:19").replace("4:30", "4:29"))[0] == "requested"
    silent.act(later, "sxd.hung", "answer", coordination="C", kind="disagree")
    assert told(silent, "16 08:00") == ("answered", "disagree", False, False)
    assert broken_links(silent.world.records()) == []


def test_a_case_that_had_been_cancelled_by_then_asks_nobody_any_more(silent: Told) -> None:
    silent.act("9 09:30", "snv.truong", "cancel", case="A", reason="Không cần nữa")
    assert told(silent, "16 08:00") == ("withdrawn", None, False, False)
    assert broken_links(silent.world.records()) == []


@pytest.mark.parametrize(("act", "said"), [("accept", {}), ("return_answer", {"reason": "Cần ý kiến"})])
def test_nobody_could_take_it_before_it_was_there(silent: Told, act: str, said: dict[str, Any]) -> None:
    with pytest.raises((EffectiveTooEarly, CoordinationNotAnswered)):
        silent.act("9 09:30", "snv.hung", act, coordination="C", **said)


def test_what_was_taken_meanwhile_stays(silent: Told) -> None:
    silent.act("9 11:00", "snv.hung", "accept", coordination="C")
    silent.act("9 11:30", "sxd.hung", "answer", coordination="C", kind="disagree")
    assert told(silent, "16 08:00") == ("accepted", "agree", True, True)
