"""What is overdue climbs: by true instants, against the holder alone, and never twice."""

from dataclasses import replace
from typing import Any

import pytest

from services.sla.domain.acknowledging import AcknowledgeEscalation
from services.sla.domain.deadline_policy import (
    PROVINCE,
    DeadlinePolicy,
    DeadlinePolicyAdopted,
    EscalationStep,
    PolicyRules,
)
from services.sla.domain.deciders import CLOCK
from services.sla.domain.ladder import Level
from services.sla.domain.superiors import Superiors
from services.sla.domain.sweeping import Sweep
from services.sla.errors import EscalationAcknowledgedAlready, EscalationOver, NotToldOfEscalation
from shared.contracts.escalations import EscalationAcknowledged, EscalationEnded, EscalationRaised
from shared.decider import Act, by_itself
from shared.kernel import Actor, Role
from tests.unit.sla.cases import (
    answered,
    assigned,
    case_completed,
    case_opened,
    completed,
    completion_taken_back,
    extended,
    handed_off,
    opening,
    requested,
    resumed,
    returned,
    suspended,
)
from tests.unit.sla.clocks import LADDER_EVENTS, RECORDED_AT, Known, Told, told
from tests.unit.working_time.calendars import hanoi, hours

#: Eight hours from Monday morning: the step is due at 17:30 that day, the case of a hundred much later.
OPENED = case_opened(time_limit=hours(400))
LADDER = [
    ("official", "2026-03-02 17:30"),
    ("division_head", "2026-03-03 11:30"),
    ("agency_head", "2026-03-03 17:30"),
    ("province", "2026-03-09 17:30"),
]


def raised(case: Told, step: str | None = "receive") -> list[tuple[str, Any]]:
    return [(one.level, one.raised_at) for one in case.all(EscalationRaised) if one.step == step]


def by(ladder: list[tuple[str, str]]) -> list[tuple[str, Any]]:
    return [(level, hanoi(at)) for level, at in ladder]


def ended(case: Told) -> list[tuple[str, str, bool]]:
    return [(one.level, one.reason, one.stood) for one in case.all(EscalationEnded)]


def acknowledge(case: Told, at: str, level: Level = Level.OFFICIAL, by: Actor | None = None) -> None:
    who = by or Actor("lan", "SNV", "VP", frozenset({Role.OFFICIAL}))
    act = Act(by=who, at=hanoi(at), recorded_at=hanoi(at))
    command = AcknowledgeEscalation(level=level, step="receive", visit=1)
    case._happened(CLOCK.decide(case.clock, command, act, Known()))


@pytest.mark.parametrize(
    "sweeps",
    [["2026-03-02 17:31", "2026-03-03 11:31", "2026-03-04 08:00", "2026-03-10 08:00"], ["2026-03-10 08:00"]],
)
def test_each_level_is_told_once_with_its_true_instant_though_the_sweeper_was_down(sweeps):
    case = told(OPENED)
    for at in sweeps:
        case.sweep(at)
        case.sweep(at)
    assert raised(case) == by(LADDER)
    assert {one.division for one in case.all(EscalationRaised)} == {"VP"}


def test_a_level_is_told_at_its_instant_and_not_before():
    case = told(OPENED)
    case.sweep("2026-03-03 11:29")
    assert raised(case) == by(LADDER[:1])
    [ladder] = [one.timer.ladder for one in case.clock.open.values()]
    assert ladder.alarm == hanoi("2026-03-03 11:30")
    case.sweep("2026-03-03 11:30")
    assert raised(case) == by(LADDER[:2])


def test_the_province_is_told_as_the_agency_above():
    case, known = (
        told(OPENED),
        Known(superiors={"SNV": Superiors({hanoi("2026-01-01").date(): (RECORDED_AT, "UBND")})}),
    )
    act = replace(by_itself(hanoi("2026-03-10 08:00")), recorded_at=RECORDED_AT)
    events = case._happened(CLOCK.decide(case.clock, Sweep(), act, known))
    assert [one.told_agency for one in events if isinstance(one, EscalationRaised)] == ["SNV"] * 3 + ["UBND"]


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (completed(2, "receive", "2026-03-03 13:30"), "completed"),
        (handed_off(2, "receive", "2026-03-03 13:30", opening("legal")), "handed_off"),
        (returned(2, "receive", "2026-03-03 13:30", opening("receive", visit=2)), "returned"),
        (suspended(2, "2026-03-03 13:30"), "suspended"),
        (case_completed(2, "2026-03-03 13:30"), "case_ended"),
    ],
)
def test_it_ends_with_what_ends_its_cause_and_says_why(fact, reason):
    case = told(OPENED)
    case.sweep("2026-03-03 12:00")
    before = case.all(EscalationRaised)
    case.note(fact)
    assert ended(case) == [("official", reason, True), ("division_head", reason, True)]
    case.sweep("2026-03-20 08:00")
    assert [one for one in case.all(EscalationRaised) if (one.step, one.visit) == ("receive", 1)] == before
    assert case.clock.visit("receive", 1).timer.ladder.alarm is None


def test_what_ended_before_the_sweeper_looked_is_told_with_its_end_and_to_nobody():
    case = told(OPENED, completed(2, "receive", "2026-03-03 13:30"))
    assert raised(case) == by(LADDER[:2])
    assert all(one.over for one in case.all(EscalationRaised))
    assert ended(case) == [("official", "completed", True), ("division_head", "completed", True)]


def test_a_completion_recorded_late_takes_back_what_was_raised_after_it():
    case = told(OPENED)
    case.sweep("2026-03-04 08:00")
    case.note(completed(2, "receive", "2026-03-03 10:00"))
    assert ended(case) == [
        ("division_head", "completed", False),
        ("agency_head", "completed", False),
        ("official", "completed", True),
    ]


def test_what_was_never_overdue_never_climbed():
    case = told(OPENED)
    case.sweep("2026-03-04 08:00")
    case.note(completed(2, "receive", "2026-03-02 17:00"))
    assert ended(case) == [(level, "completed_in_time", False) for level, _ in LADDER[:3]]


def test_it_goes_on_climbing_after_a_suspension_whose_time_is_left_out():
    case = told(OPENED)
    case.sweep("2026-03-03 10:00")
    case.note(suspended(2, "2026-03-03 10:30"), resumed(3, "2026-03-09 10:30"))
    case.sweep("2026-03-09 12:00")
    assert raised(case) == by([LADDER[0], ("division_head", "2026-03-09 11:30")])


def test_nothing_climbs_against_the_holder_while_the_step_waits_for_another_agency():
    case = told(OPENED)
    case.sweep("2026-03-02 17:31")
    case.note(requested(2, "2026-03-03 09:30", hours(200)))
    case.sweep("2026-03-20 08:00")
    assert raised(case) == by(LADDER[:1])
    assert ended(case) == []
    case.note(answered(3, "2026-03-20 08:00"))
    case.sweep("2026-03-20 10:00")
    assert raised(case) == by([LADDER[0], ("division_head", "2026-03-20 10:00")])


def test_who_holds_a_step_that_waits_when_it_is_due_is_told_when_the_answer_is_there():
    case = told(OPENED, requested(2, "2026-03-02 09:30", hours(200)))
    case.sweep("2026-03-10 08:00")
    assert raised(case) == []
    case.note(answered(3, "2026-03-10 09:00"))
    case.sweep("2026-03-10 09:01")
    assert raised(case) == by([("official", "2026-03-10 09:00")])


def test_a_request_recorded_late_takes_back_what_climbed_meanwhile_and_it_is_raised_at_its_true_instant():
    case = told(OPENED)
    case.sweep("2026-03-03 12:00")
    case.note(requested(2, "2026-03-03 09:30", hours(200)))
    assert ended(case) == [("division_head", "stood_still", False)]
    case.note(answered(3, "2026-03-03 13:30"))
    case.sweep("2026-03-04 08:00")
    assert raised(case) == by([*LADDER[:2], ("division_head", "2026-03-03 15:30")])


def test_an_overdue_answer_climbs_to_the_heads_of_the_agency_that_owes_it():
    case = told(OPENED, requested(2, "2026-03-02 08:30", hours(5)))
    case.sweep("2026-03-10 08:00")
    asked = [one for one in case.all(EscalationRaised) if one.coordination == 1]
    assert [(one.level, one.raised_at) for one in asked] == by(
        [("agency_head", "2026-03-03 15:30"), ("province", "2026-03-09 15:30")]
    )
    assert {(one.asked_agency, one.division) for one in asked} == {("STC", None)}
    case.note(answered(3, "2026-03-10 09:00"))
    assert [one for one in ended(case) if one[1] == "answered"] == [
        ("agency_head", "answered", True),
        ("province", "answered", True),
    ]


def test_the_case_climbs_to_the_heads_until_more_time_is_granted():
    case = told(case_opened())
    case.sweep("2026-03-05 17:31")
    assert raised(case, None) == by([("agency_head", "2026-03-05 17:30")])
    case.note(extended(2, "2026-03-06 08:00", "2026-03-10 17:30"))
    assert [one for one in ended(case) if one[1] == "extended"] == [("agency_head", "extended", False)]


def test_an_acknowledgement_holds_back_what_is_not_raised_yet():
    case = told(OPENED, assigned(2, "receive", "2026-03-02 08:00", "lan"))
    case.sweep("2026-03-02 17:31")
    acknowledge(case, "2026-03-03 08:30")
    case.sweep("2026-03-04 08:29")
    assert raised(case) == by(LADDER[:1])
    case.sweep("2026-03-04 08:30")
    assert raised(case) == by(
        [LADDER[0], ("division_head", "2026-03-04 08:30"), ("agency_head", "2026-03-04 08:30")]
    )
    assert [one.acknowledged_by for one in case.all(EscalationAcknowledged)] == ["lan"]


def test_only_who_is_told_acknowledges_and_once_and_what_is_open():
    case = told(OPENED, assigned(2, "receive", "2026-03-02 08:00", "lan"))
    case.sweep("2026-03-03 12:00")
    with pytest.raises(NotToldOfEscalation):
        acknowledge(case, "2026-03-03 13:00", Level.DIVISION_HEAD)
    head = Actor("hoa", "SNV", "VP", frozenset({Role.DIVISION_HEAD}))
    with pytest.raises(NotToldOfEscalation):
        acknowledge(case, "2026-03-03 13:00", Level.DIVISION_HEAD, replace(head, division="TC"))
    acknowledge(case, "2026-03-03 13:00", Level.DIVISION_HEAD, head)
    with pytest.raises(EscalationAcknowledgedAlready):
        acknowledge(case, "2026-03-03 13:00", Level.DIVISION_HEAD, head)
    case.note(completed(3, "receive", "2026-03-03 14:00"))
    with pytest.raises(EscalationOver):
        acknowledge(case, "2026-03-03 15:00")


def test_a_completion_that_is_taken_back_climbs_on_and_repeats_nothing():
    case = told(OPENED)
    case.sweep("2026-03-03 08:00")
    case.note(
        completed(2, "receive", "2026-03-03 09:00"), completion_taken_back(3, "receive", "2026-03-03 09:10")
    )
    case.sweep("2026-03-03 18:00")
    assert raised(case) == by(LADDER[:3])


def test_a_history_is_not_escalated():
    case = told(case_opened(history=True), completed(2, "receive", "2026-03-20 09:00"))
    case.sweep("2026-03-21 08:00")
    assert not [event for event in case.events if isinstance(event, LADDER_EVENTS)]


def policy(key: str, minutes: int, effective: str, procedure: str | None = None) -> DeadlinePolicyAdopted:
    steps = (EscalationStep(level=Level.DIVISION_HEAD, after_minutes=minutes),)
    return DeadlinePolicyAdopted(
        key=key,
        procedure=procedure,
        rules=PolicyRules(steps=steps),
        reason="Thử",
        in_force_from=hanoi(effective).date(),
        effective_at=hanoi(effective),
        adopted_by="binh",
        adopted_at=hanoi(effective),
    )


@pytest.mark.parametrize(
    ("adopted", "levels"),
    [
        ([policy("SNV", 60, "2026-03-02 17:00")], [("division_head", "2026-03-03 08:30")]),
        ([policy("SNV", 60, "2026-03-02 17:31")], LADDER[:2]),  # it was due before
        ([policy(PROVINCE, 60, "2026-03-01 17:00")], [("division_head", "2026-03-03 08:30")]),
        (
            [policy(PROVINCE, 60, "2026-03-01 17:00"), policy("SNV", 30, "2026-03-02 07:00", "SNV-07")],
            [("division_head", "2026-03-03 08:00")],
        ),
        ([policy("SNV", 30, "2026-03-02 07:00", "SNV-09")], LADDER[:2]),
        ([policy("STC", 30, "2026-03-02 07:00")], LADDER[:2]),
    ],
)
def test_it_climbs_by_the_policy_in_force_when_it_fell_due(adopted, levels):
    policies: dict[str, DeadlinePolicy] = {}
    for one in adopted:
        policies.setdefault(one.key, DeadlinePolicy()).adopted.append(one)
    case, act = told(OPENED), replace(by_itself(hanoi("2026-03-03 12:00")), recorded_at=RECORDED_AT)
    case._happened(CLOCK.decide(case.clock, Sweep(), act, Known(policies=policies)))
    assert raised(case) == by(levels)
