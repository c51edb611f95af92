"""Who gets a step is told of it once, with when it is due; of a history, nobody is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.sla.domain.events import StepClockAssigned
from shared.contracts.cases.steps import StepReleased
from shared.contracts.sla import StepGiven
from tests.unit.sla.cases import (
    CaseTold,
    assigned,
    case_opened,
    completed,
    handed_off,
    of_step,
    opening,
    received,
    reopened,
    returned,
)
from tests.unit.sla.clocks import RECORDED_AT, told
from tests.unit.working_time.calendars import hanoi


def released(version: int, step: str, at: str, official: str) -> CaseTold:
    event = StepReleased(**of_step(step), released_from=official, released_by="system", released_at=hanoi(at))
    return CaseTold(version, event)


HANDED_OFF = handed_off(3, "receive", "2026-03-02 09:00", opening("appraise", official="minh"))
BEGUN = (case_opened(step_names={"appraise": "Thẩm định"}), completed(2, "receive", "2026-03-02 08:30"))


def ways(*facts: CaseTold) -> list[tuple[str, str, str | None, str]]:
    found = told(*facts).all(StepGiven)
    return [(one.way, one.step, one.official, one.given_by) for one in found]


def test_a_step_that_is_handed_off_is_told_with_its_name_and_its_due_instant() -> None:
    (given,) = told(*BEGUN, HANDED_OFF).all(StepGiven)
    assert (given.way, given.step_name, given.official, given.given_by) == (
        "handed_off",
        "Thẩm định",
        "minh",
        "lan",
    )
    assert (given.given_at, given.due_at) == (hanoi("2026-03-02 09:00"), hanoi("2026-03-03 09:00"))


def test_so_is_what_comes_back_is_done_again_or_assigned() -> None:
    assert ways(
        *BEGUN,
        HANDED_OFF,
        returned(4, "appraise", "2026-03-02 10:00", opening("receive", 2)),
        completed(5, "receive", "2026-03-02 11:00", visit=2),
        reopened(6, "receive", "2026-03-02 13:30", opening("receive", 3, official="lan")),
        assigned(7, "receive", "2026-03-02 14:00", "thu", visit=3),
    )[1:] == [
        ("returned", "receive", None, "lan"),
        ("reopened", "receive", "lan", "hoa"),
        ("assigned", "receive", "thu", "hoa"),
    ]


def test_a_step_of_who_left_is_held_by_nobody_and_told_as_such() -> None:
    clock = told(
        *BEGUN, HANDED_OFF, received(4, "appraise", "2026-03-02 09:30", "minh"),
        released(5, "appraise", "2026-03-02 10:00", "minh"),
    )  # fmt: skip
    assert clock.events[-2] == StepClockAssigned(
        source_version=5, step="appraise", visit=1, official=None, held_at=hanoi("2026-03-02 10:00")
    )
    assert (clock.events[-1].way, clock.events[-1].given_by) == ("released", "minh")
    assert clock.clock.open["1 appraise"].official is None


def test_a_completed_step_in_the_hand_of_who_left_is_told_though_its_time_has_ended() -> None:
    clock = told(*BEGUN, released(3, "receive", "2026-03-02 10:00", "lan"))
    assert [type(event) for event in clock.events[-1:]] == [StepGiven]
    assert clock.clock.applied == 3


@pytest.mark.parametrize("how", [{"history": True}, {"imported": True, "history": False}])
def test_nobody_is_told_of_a_history_nor_of_what_an_importer_brought_in(how: dict[str, bool]) -> None:
    opened = case_opened(**how)
    assert ways(opened, *BEGUN[1:], HANDED_OFF) == []


def test_what_is_done_on_an_imported_case_from_then_on_is_news() -> None:
    now = RECORDED_AT - timedelta(minutes=5)
    event = replace(HANDED_OFF.event, handed_off_at=now)
    opened = case_opened(imported=True, history=False)
    assert [one[0] for one in ways(opened, *BEGUN[1:], CaseTold(3, event))] == ["handed_off"]


@pytest.mark.parametrize(
    ("official", "told_of_it"),
    [("minh", [("opened", "receive", "minh", "lan")]), ("lan", []), (None, [])],
)
def test_who_is_named_at_the_opening_is_told_unless_they_opened_it(
    official: str | None, told_of_it: list[tuple[str, str, str | None, str]]
) -> None:
    assert ways(case_opened("2026-03-02 07:30", opening("receive", official=official))) == told_of_it


def test_of_a_history_nobody_is_told_at_its_opening() -> None:
    assert ways(case_opened("2026-03-02 07:30", opening("receive", official="minh"), history=True)) == []
