"""What random histories brought to light, each told by a few acts over three of the agencies."""

import pytest

from services.cases.domain.case import Phase
from services.cases.domain.deciders import CASE
from services.cases.domain.tree.links import broken_links
from services.cases.errors.coordination import AnsweredByItsCase
from shared.contracts.cases.remarks import CommentAdded
from tests.unit.cases.histories.told import Told


def test_silence_that_was_sent_back_does_not_answer_once_more(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 15:00", "snv.hung", "return_answer", coordination="C", reason="Cần ý kiến")
    for at in ("9 15:00", "9 16:00", "12 09:00"):
        asked = history.asked(at, "C")
        assert (asked.state, asked.answer, asked.late) == ("returned", "agree", True)
    history.act("12 09:00", "sxd.hung", "answer", coordination="C", kind="disagree")
    assert history.asked("12 09:00", "C").state == "answered"


def test_an_answer_that_was_sent_back_in_time_may_still_end_in_silence(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 09:30", "sxd.hung", "answer", coordination="C", kind="agree")
    history.act("9 15:00", "snv.hung", "return_answer", coordination="C", reason="Cần rõ hơn")
    assert history.asked("9 15:29", "C").state == "returned"
    asked = history.asked("9 15:30", "C")
    assert (asked.state, asked.by_silence, asked.answered_at) == ("answered", True, history.at("9 15:30"))


def test_several_silences_pass_in_the_order_of_their_dues(history: Told) -> None:
    history.ask("9 09:00", "C", limit="PT480M")
    history.ask("9 09:00", "D", limit="PT60M")
    time = history.tree("12 09:00").time["SXD"]
    assert (time.held.total_seconds(), time.waiting.total_seconds()) == (540 * 60, 0)
    history.act("12 09:00", "snv.hung", "accept", coordination="C")
    answered = [one.at for one in history.world.records() if getattr(one.event, "by_silence", False)]
    assert answered == [history.at("9 10:00"), history.at("10 09:00")]


def test_silence_does_not_answer_what_is_cancelled_while_it_stands_still(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 09:30", "snv.truong", "suspend", case="A", reason="Chờ")
    history.act("12 09:00", "snv.truong", "cancel", case="A", reason="Không cần nữa")
    asked = history.asked("12 10:00", "C")
    assert (asked.state, asked.answer, asked.due_at) == ("withdrawn", None, history.at("9 10:00"))
    assert history.tree("12 10:00").time["SXD"].held.total_seconds() == 24 * 3600


def test_what_the_asked_agency_completes_after_its_silence_is_a_comment(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 09:10", "sxd.lan", "take_request", coordination="C", case="B", procedure="SXD-02")
    for step, who in (("B1", "sxd.lan"), ("B2", "sxd.hung")):
        history.act("9 09:20", who, "receive", case="B", step=step)
        history.act("9 09:20", who, "complete", case="B", step=step)
        if step == "B1":
            history.act("9 09:20", who, "hand_off", case="B", step=step)
    history.act("9 14:00", "sxd.truong", "complete_case", case="B", answer="disagree")
    asked = history.asked("9 14:00", "C")
    assert (asked.answer, asked.by_silence, asked.answered_at) == ("agree", True, history.at("9 10:00"))
    last = history.world.records()[-1]
    assert (type(last.event), last.case_number) == (CommentAdded, history.world.cases["A"])


def test_what_the_asked_agency_gives_up_after_its_silence_declines_nothing(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 09:10", "sxd.lan", "take_request", coordination="C", case="B", procedure="SXD-02")
    history.act("9 14:00", "sxd.truong", "cancel", case="B", reason="Không cần")
    asked = history.asked("9 14:00", "C")
    assert (asked.state, asked.late) == ("answered", True)
    assert asked.case is not None
    assert asked.case.state == "cancelled"
    history.act("9 15:00", "snv.hung", "return_answer", coordination="C", reason="Cần ý kiến")
    history.act("9 16:00", "sxd.hung", "answer", coordination="C", kind="agree")
    assert history.asked("9 16:00", "C").state == "answered"


def test_with_a_case_of_its_own_the_asked_agency_answers_by_completing_it(history: Told) -> None:
    history.ask("9 09:00", "C")
    history.act("9 09:10", "sxd.lan", "take_request", coordination="C", case="B", procedure="SXD-02")
    with pytest.raises(AnsweredByItsCase):
        history.act("9 09:20", "sxd.hung", "answer", coordination="C", kind="agree")


def test_a_suspension_at_the_instant_of_a_return_moves_what_is_due(history: Told) -> None:
    history.ask("9 09:00", "C", agency="STC", step="B2")
    history.act("9 09:30", "stc.hung", "answer", coordination="C", kind="agree")
    history.act("9 14:00", "snv.hung", "return_answer", coordination="C", reason="Cần rõ hơn")
    history.act("9 14:00", "snv.truong", "suspend", case="A", reason="Chờ")
    assert history.asked("9 15:00", "C").due_at == history.at("9 14:30")
    history.act("10 08:00", "snv.truong", "resume", case="A")
    history.act("10 08:00", "stc.hung", "answer", coordination="C", kind="agree")
    assert history.asked("10 08:00", "C").due_at == history.at("10 08:30")


def test_an_extension_stands_though_the_case_was_completed_and_reopened(history: Told) -> None:
    history.ask("9 09:00", "C", limit="PT9600M", agency="STC", step="B2")
    history.act("9 09:10", "stc.lan", "take_request", coordination="C", case="B", procedure="STC-02")
    due = history.at("16 10:00")
    history.act("9 09:10", "stc.truong", "extend", case="B", due_at=due.isoformat(), reason="Phức tạp")
    for step, who in (("B1", "stc.lan"), ("B2", "stc.hung")):
        history.act("9 09:20", who, "receive", case="B", step=step)
        history.act("9 09:20", who, "complete", case="B", step=step)
        if step == "B1":
            history.act("9 09:20", who, "hand_off", case="B", step=step)
    history.act("9 10:00", "stc.truong", "complete_case", case="B")
    history.act("13 10:00", "snv.hung", "return_answer", coordination="C", reason="Thiếu")
    assert history.world.work.state(CASE, history.world.cases["B"]).phase is Phase.RUNNING
    own = history.asked("13 10:00", "C").case
    assert own is not None
    assert own.due_at == due


def test_without_an_extension_the_time_between_completion_and_reopening_does_not_count(
    history: Told,
) -> None:
    history.ask("9 09:00", "C", limit="PT9600M", agency="STC", step="B2")
    history.act("9 09:10", "stc.lan", "take_request", coordination="C", case="B", procedure="STC-02")
    before = history.asked("9 09:10", "C").case
    for step, who in (("B1", "stc.lan"), ("B2", "stc.hung")):
        history.act("9 09:20", who, "receive", case="B", step=step)
        history.act("9 09:20", who, "complete", case="B", step=step)
        if step == "B1":
            history.act("9 09:20", who, "hand_off", case="B", step=step)
    history.act("9 10:00", "stc.truong", "complete_case", case="B")
    history.act("13 10:00", "snv.hung", "return_answer", coordination="C", reason="Thiếu")
    after = history.asked("13 10:00", "C").case
    assert before is not None
    assert after is not None
    assert (before.due_at, after.due_at) == (history.at("10 11:10"), history.at("16 11:10"))
    assert broken_links(history.world.records()) == []
