"""Who may say how overdue work climbs, and what can be said."""

from datetime import timedelta
from typing import Any

import pytest

from services.sla.domain.adopting_policy import AdoptDeadlinePolicy
from services.sla.domain.deadline_policy import (
    DEADLINE_POLICY,
    PROVINCE,
    DeadlinePolicyAdopted,
    EscalationStep,
)
from services.sla.domain.ladder import Level
from services.sla.errors import LevelsOutOfOrder, MayNotAdoptPolicies, PolicyInThePast, PolicySaysNothing
from shared.decider import Act
from shared.errors import Refusal
from shared.kernel import Actor, Role
from tests.unit.working_time.calendars import hanoi

AT = hanoi("2026-03-02 10:00")
HEAD = Actor("binh", "SNV", None, frozenset({Role.AGENCY_HEAD}))
OPERATOR = Actor("op", None, None, frozenset({Role.OPERATOR}))
STEPS = ((Level.OFFICIAL, 0), (Level.DIVISION_HEAD, 120))


def adopt(key: str = "SNV", by: Actor = HEAD, state: Any = None, **said: Any) -> DeadlinePolicyAdopted:
    steps = said.pop("steps", STEPS)
    asked: dict[str, Any] = {
        "in_force_from": AT.date(),
        "reason": "Thử",
        "steps": tuple(EscalationStep(level=level, after_minutes=minutes) for level, minutes in steps),
    }
    command = AdoptDeadlinePolicy(**(asked | said))
    act = Act(by=by, at=AT, recorded_at=AT)
    (event,) = DEADLINE_POLICY.decide(state or DEADLINE_POLICY.initial(), command, act, key)
    return event


@pytest.mark.parametrize(
    ("key", "by", "may"),
    [
        ("SNV", HEAD, True),
        ("STC", HEAD, False),
        (PROVINCE, HEAD, False),
        ("SNV", OPERATOR, True),
        (PROVINCE, OPERATOR, True),
        ("SNV", Actor("hoa", "SNV", "VP", frozenset({Role.DIVISION_HEAD})), False),
    ],
)
def test_a_head_adopts_for_the_agency_and_the_province_for_all(key: str, by: Actor, may: bool) -> None:
    if may:
        assert adopt(key, by).key == key
    else:
        with pytest.raises(MayNotAdoptPolicies):
            adopt(key, by)


def test_it_is_in_force_from_its_day_and_never_backwards() -> None:
    assert adopt().effective_at == AT + timedelta(minutes=1)
    tomorrow = hanoi("2026-03-03 00:00")
    assert adopt(in_force_from=hanoi("2026-03-03 08:00").date()).effective_at == tomorrow
    with pytest.raises(PolicyInThePast):
        adopt(in_force_from=hanoi("2026-03-01 08:00").date())


@pytest.mark.parametrize(
    ("steps", "refusal"),
    [
        ((), LevelsOutOfOrder),
        (((Level.DIVISION_HEAD, 0), (Level.OFFICIAL, 60)), LevelsOutOfOrder),
        (((Level.OFFICIAL, 0), (Level.OFFICIAL, 60)), LevelsOutOfOrder),
        (((Level.OFFICIAL, 60), (Level.PROVINCE, 30)), LevelsOutOfOrder),
    ],
)
def test_levels_go_upwards_each_once(steps: Any, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        adopt(steps=steps)


def test_what_holds_already_is_not_adopted_again() -> None:
    state = DEADLINE_POLICY.evolve(DEADLINE_POLICY.initial(), adopt())
    with pytest.raises(PolicySaysNothing):
        adopt(state=state)
    assert adopt(state=state, procedure="SNV-07").procedure == "SNV-07"
