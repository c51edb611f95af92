"""Work that is said to be a superior's, though the catalogue makes it the unit's own."""

from collections.abc import Iterator

import pytest

from tests.unit.cases.passing.story import Story, story


@pytest.fixture
def told() -> Iterator[Story]:
    with story() as made:
        made.stands_under("STC", "UBND")
        made.stands_under("STP", "UBND")
        made.stands_under("SNV", "UBND")
        made.opened()
        yield made


def test_a_question_that_is_declined_as_the_superiors_is_one(told: Story) -> None:
    told.ask("C1", "STC")
    told.decline("C1", "STC.TH", "UBND")
    assert told.found() == [("submitted_upward", ["STC", "SNV"])]
    (found,) = told.events()
    assert (found.above, found.coordination, len(found.evidence)) == ("UBND", 1, 1)


@pytest.mark.parametrize("whose", [None, "STP"])
def test_one_that_is_declined_as_another_agencys_is_none(told: Story, whose: str | None) -> None:
    told.ask("C1", "STC")
    told.decline("C1", "STC.TH", whose)
    assert told.found() == []


def test_whom_a_decline_alone_named_may_be_the_wrong_one(told: Story) -> None:
    told.ask("C1", "STC")
    told.decline("C1", "STC.TH", "STP")
    told.ask("C2", "STP")
    told.decline("C2", "STP.TH", "UBND")
    assert told.found() == [("refused_in_turn", ["STC", "STP"])]


@pytest.mark.parametrize("above", ["SNV", "UBND"])
def test_a_step_that_is_refused_as_the_leaders_is_one(told: Story, above: str) -> None:
    told.refuse("B2", "B1", "P1", above)
    assert told.found() == [("submitted_upward", ["P2", "P1"])]
    assert told.events()[0].above == "SNV"


def test_one_that_is_refused_as_another_divisions_is_none(told: Story) -> None:
    told.refuse("B2", "B1", "P1", "P4")
    assert told.found() == []
