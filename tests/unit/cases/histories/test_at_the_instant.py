"""What happens at the very instant at which silence would answer."""

from typing import Any

import pytest

from tests.unit.cases.histories.told import Told


def test_what_is_answered_at_the_due_instant_is_in_time(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 10:00", "sxd.hung", "answer", coordination="C", kind="disagree")
    for at in ("9 10:00", "9 10:01", "12 09:00"):
        asked = history.asked(at, "C")
        assert (asked.answer, asked.by_silence, asked.late) == ("disagree", False, False)


def test_a_case_that_is_completed_at_the_due_instant_answers(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 09:10", "sxd.lan", "take_request", coordination="C", case="B", procedure="SXD-02")
    for step, who in (("B1", "sxd.lan"), ("B2", "sxd.hung")):
        history.act("9 09:20", who, "receive", case="B", step=step)
        history.act("9 09:20", who, "complete", case="B", step=step)
        if step == "B1":
            history.act("9 09:20", who, "hand_off", case="B", step=step)
    history.act("9 10:00", "sxd.hung", "complete_case", case="B", answer="disagree")
    asked = history.asked("9 10:00", "C")
    assert (asked.answer, asked.by_silence, asked.late) == ("disagree", False, False)


@pytest.mark.parametrize(
    ("act", "by", "state"), [("withdraw", "snv.hung", "withdrawn"), ("decline", "sxd.truong", "declined")]
)
def test_what_is_over_at_the_due_instant_is_answered_by_nobody(
    history: Told, act: str, by: str, state: str
) -> None:
    history.ask("9 09:00", "C")
    history.act("9 10:00", by, act, coordination="C", reason="Không cần nữa")
    asked = history.asked("9 10:00", "C")
    assert (asked.state, asked.answer, asked.late) == (state, None, False)


def test_what_is_only_taken_up_at_the_due_instant_is_answered_by_silence(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 10:00", "sxd.lan", "take_request", coordination="C")
    asked = history.asked("9 10:00", "C")
    assert (asked.state, asked.answer, asked.by_silence) == ("answered", "agree", True)


@pytest.mark.parametrize(
    ("act", "said", "state"),
    [("accept", {}, "accepted"), ("return_answer", {"reason": "Cần ý kiến"}, "returned")],
)
def test_what_builds_on_silence_may_follow_at_its_very_instant(
    history: Told, act: str, said: dict[str, Any], state: str
) -> None:
    history.ask("9 09:00", "C")
    history.act("9 10:00", "snv.hung", act, coordination="C", **said)
    asked = history.asked("9 10:00", "C")
    assert (asked.state, asked.answer, asked.late) == (state, "agree", True)
