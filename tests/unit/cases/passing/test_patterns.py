"""Which passing is buck-passing, and which is none."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest

from services.cases.domain.tree.buck_passing import buck_passing_in
from shared.contracts.source import event_id
from tests.unit.cases.passing.story import Story, story


@pytest.fixture
def told() -> Iterator[Story]:
    with story() as made:
        yield made


# ---- a unit returns to the same unit twice


def test_a_second_return_without_own_work_in_between_is_one(told: Story) -> None:
    told.opened()
    told.back("SNV.P2", "B2", "B1")
    assert told.found() == []
    told.again("SNV.P1", "B1")
    told.back("SNV.P2", "B2", "B1")
    assert told.found() == [("repeated_return", ["P2", "P1"])]


def test_own_work_in_between_makes_it_none(told: Story) -> None:
    told.opened()
    told.back("SNV.P2", "B2", "B1")
    told.again("SNV.P1", "B1")
    told.again("SNV.P2", "B2")
    told.back("SNV.P3", "B3", "B2")
    told.back("SNV.P2", "B2", "B1")
    assert told.found() == []


def test_returns_to_different_units_are_none(told: Story) -> None:
    told.opened(at="B3")
    told.back("SNV.P3", "B3", "B2")
    told.again("SNV.P2", "B2")
    told.back("SNV.P3", "B3", "B1")
    assert told.found() == []


def test_the_evidence_is_the_two_returns_and_the_leader_above_is_the_agencys_head(told: Story) -> None:
    told.opened()
    told.back("SNV.P2", "B2", "B1")
    told.again("SNV.P1", "B1")
    told.back("SNV.P2", "B2", "B1")
    (found,) = told.events()
    number = told.world.cases["A"]
    returns = [one.id for one in told.world.records() if type(one.event).__name__ == "StepReturned"]
    assert list(found.evidence) == returns
    assert (found.above, found.step, found.detected_at) == ("SNV", "B2", told.now)
    detected = told.world.records()[-1]
    assert detected.causation_id == returns[-1] == event_id("cases", f"case-{number}", detected.version - 1)


# ---- refused in turn


def test_two_units_that_refuse_the_same_step_are_one(told: Story) -> None:
    told.opened()
    told.refuse("B2", "B1", "P1")
    assert told.found() == []
    told.again("SNV.P1", "B1", to=[{"step": "B2", "division": "P4"}])
    told.refuse("B2", "B1", "P1")
    assert told.found() == [("refused_in_turn", ["P2", "P4"])]


def test_one_unit_that_refuses_twice_is_none(told: Story) -> None:
    told.opened()
    told.refuse("B2", "B1", "P1")
    told.again("SNV.P1", "B1")
    told.refuse("B2", "B1", "P1")
    assert told.found() == []


def test_a_step_that_was_completed_in_between_begins_anew(told: Story) -> None:
    told.opened()
    told.refuse("B2", "B1", "P1")
    told.again("SNV.P1", "B1")
    told.again("SNV.P2", "B2")
    told.back("SNV.P3", "B3", "B1")
    told.again("SNV.P1", "B1", to=[{"step": "B2", "division": "P4"}])
    told.refuse("B2", "B1", "P1")
    assert told.found() == []


def test_two_agencies_that_decline_the_same_question_are_one(told: Story) -> None:
    told.opened()
    told.ask("C1", "STC")
    told.decline("C1", "STC.TH", "STP")
    assert told.found() == []
    told.ask("C2", "STP")
    told.decline("C2", "STP.TH", "STC")
    assert told.found() == [("refused_in_turn", ["STC", "STP"])]
    assert told.events()[0].above is None


def test_questions_asked_at_the_same_time_are_two(told: Story) -> None:
    told.opened()
    told.ask("C0", "STC")
    told.decline("C0", "STC.TH", "STP")
    told.ask("C1", "STP")
    told.ask("C2", "STC")
    told.decline("C2", "STC.TH")
    told.decline("C1", "STP.TH")
    (found,) = told.events()
    declines = [one.id for one in told.world.records() if type(one.event).__name__ == "CoordinationDeclined"]
    assert list(found.evidence) == [declines[0], declines[2]], (
        "C1 was asked after C0, and before C2 was declined"
    )


def test_a_question_that_was_withdrawn_and_asked_again_is_none(told: Story) -> None:
    told.opened()
    told.ask("C1", "STC")
    told.act("withdraw", "SNV.P2", coordination="C1", reason="Hỏi lại")
    told.ask("C2", "STC")
    told.act("withdraw", "SNV.P2", coordination="C2", reason="Hỏi lại")
    told.ask("C3", "STC")
    told.decline("C3", "STC.TH", "STP")
    assert told.found() == []


# ---- an answer is returned


def test_one_returned_answer_is_none_and_the_second_is_asking_again(told: Story) -> None:
    told.opened()
    told.ask("C1", "STC")
    told.answer("C1", "STC.TH")
    told.send_back("C1")
    assert told.found() == []
    told.answer("C1", "STC.TH")
    told.send_back("C1")
    assert told.found() == [("asked_again", ["SNV", "STC"])]


def test_answers_to_two_questions_are_returned_once_each(told: Story) -> None:
    told.opened()
    for name in ("C1", "C2"):
        told.ask(name, "STC")
        told.answer(name, "STC.TH")
        told.send_back(name)
    assert told.found() == []


# ---- a chain comes back


def test_a_refusal_to_who_returned_it_comes_back(told: Story) -> None:
    told.opened(at="B3")
    told.back("SNV.P3", "B3", "B2")
    told.refuse("B2", "B3", "P3")
    assert told.found() == [("circle", ["P3", "P2"])]


def test_a_chain_over_three_units_comes_back(told: Story) -> None:
    told.opened(at="B3")
    told.back("SNV.P3", "B3", "B2")
    told.back("SNV.P2", "B2", "B1")
    assert told.found() == []
    told.refuse("B1", "B3", "P3")
    assert told.found() == [("circle", ["P3", "P2", "P1"])]


def test_a_step_completed_in_between_ends_the_chain(told: Story) -> None:
    told.opened(at="B3")
    told.back("SNV.P3", "B3", "B2")
    told.back("SNV.P2", "B2", "B1")
    told.again("SNV.P1", "B1")
    told.refuse("B2", "B3", "P3")
    assert told.found() == []


def test_an_answer_returned_and_then_declined_comes_back(told: Story) -> None:
    told.opened()
    told.ask("C1", "STC")
    told.answer("C1", "STC.TH")
    told.send_back("C1")
    told.decline("C1", "STC.head")
    assert told.found() == [("circle", ["SNV", "STC"])]


def test_a_chain_over_two_levels_comes_back_within_the_tree(told: Story) -> None:
    told.opened()
    told.ask("C1", "STC")
    told.act("take_request", "STC.TH", coordination="C1", case="B", procedure="STC-01", subject="Ý kiến")
    told.act("receive", "STC.TH", case="B", step="X1")
    limit = {"question": "Ý kiến?", "limit": "PT8H"}
    told.act("request", "STC.TH", case="B", step="X1", coordination="D1", agency="STP", **limit)
    told.act("answer", "STP.TH", coordination="D1", kind="agree")
    told.act("return_answer", "STC.TH", coordination="D1", reason="Chưa đủ")
    told.decline("D1", "STP.head")
    assert told.found() == [("circle", ["STC", "STP"])]
    told.decline("C1", "STC.head")
    assert told.found() == [("circle", ["STC", "STP"])], "the question never left the one that asked first"


def test_a_question_that_was_answered_in_between_ends_the_chain(told: Story) -> None:
    told.opened()
    told.ask("C1", "STC")
    told.answer("C1", "STC.TH")
    told.send_back("C1")
    told.answer("C1", "STC.TH")
    told.act("accept", "SNV.P2", coordination="C1")
    told.ask("C2", "STC")
    told.decline("C2", "STC.TH")
    assert told.found() == []


def test_the_questions_of_two_steps_are_two_chains(told: Story) -> None:
    told.act("open", "SNV.P1", case="A", agency="SNV", procedure="SNV-01", subject="Hồ sơ")
    told.act("receive", "SNV.P1", case="A", step="B1")
    told.done("SNV.P1", "B1", to=[{"step": "B2"}, {"step": "B4"}])
    told.ask("C2", "STC", at="B4")
    told.ask("C1", "STC")
    told.answer("C1", "STC.TH")
    told.send_back("C1")
    told.decline("C2", "STC.TH")
    assert told.found() == []


# ---- on the last day


def test_what_lay_until_its_last_day_and_is_returned_then_is_one(told: Story) -> None:
    told.opened()
    told.now += timedelta(days=2)  # Wednesday: sixteen working hours from Monday
    told.back("SNV.P2", "B2", "B1")
    assert told.found() == [("last_day", ["P2", "P1"])]


@pytest.mark.parametrize("days", [0, 1, 3])
def test_on_any_other_day_it_is_none(told: Story, days: int) -> None:
    told.opened()
    told.now += timedelta(days=days)
    told.back("SNV.P2", "B2", "B1")
    assert told.found() == []


def test_what_was_completed_is_handed_on_also_on_the_last_day(told: Story) -> None:
    told.opened()
    told.now += timedelta(days=2)
    told.done("SNV.P2", "B2")
    assert told.found() == []


def test_what_is_completed_may_be_returned_on_its_last_day(told: Story) -> None:
    told.opened()
    told.now += timedelta(days=2)
    told.act("complete", "SNV.P2", case="A", step="B2")
    told.back("SNV.P2", "B2", "B1")
    assert told.found() == []


def test_a_request_declined_on_its_last_day_is_one(told: Story) -> None:
    told.opened()
    told.ask("C1", "STC")
    told.now += timedelta(days=2)
    told.decline("C1", "STC.TH")
    assert told.found() == [("last_day", ["STC", "SNV"])]


def test_who_had_no_whole_day_before_the_last_one_hardly_could_pass_it_on_earlier(told: Story) -> None:
    told.opened()
    told.ask("C1", "STC", limit="PT8H")
    told.now += timedelta(days=1)
    told.decline("C1", "STC.TH")
    assert told.found() == []


# ---- in the tree


def test_the_tree_has_them_in_whatever_order_events_come(told: Story) -> None:
    told.opened()
    told.back("SNV.P2", "B2", "B1")
    told.again("SNV.P1", "B1")
    told.back("SNV.P2", "B2", "B1")
    records = told.world.records()
    before = buck_passing_in(records, told.now - timedelta(seconds=1))
    Random(7).shuffle(records)
    (found,) = buck_passing_in(records, told.now)
    assert before == []
    assert (found.kind, found.between, found.detected_at) == ("repeated_return", ["P2", "P1"], told.now)
    assert len(found.events) == 2
