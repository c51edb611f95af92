"""People leave and come back while a case goes its random way: nobody who has left holds a step of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases.domain.case import Case
from services.cases.domain.deciders import CASE
from services.cases.domain.directory import Directory, LeftDivision
from services.cases.domain.known import KnownNow
from services.cases.domain.procedure import PROCEDURE
from services.cases.domain.releasing import departures_over
from shared.contracts.cases.steps import StepReleased
from shared.contracts.catalog.procedures import Stage
from tests.unit.cases.builder import AGENCY, adopted, stage, step
from tests.unit.cases.ledger import Ledger
from tests.unit.cases.test_random_walk import decided
from tests.unit.cases.walker import NOW, PEOPLE, Walker, procedures


def changed(staff: Directory, random: Random, now: datetime) -> Directory:
    """Somebody has left what they worked in since, or has come back."""
    name = random.choice(sorted(staff.officials))
    known, worked_in = staff.officials[name], PEOPLE.officials[name].divisions
    if known.divisions:
        left = tuple(LeftDivision(division=one, left_at=now) for one in worked_in)
        known = replace(known, divisions=(), left=left)
    else:
        known = PEOPLE.officials[name]
    return Directory(officials={**staff.officials, name: known})


def holders_gone(case: Case, staff: Directory) -> list[str]:
    """The steps whose holders have left their division."""
    return [
        visit.step
        for visit in case.visits.values()
        if visit.official in staff.officials and staff.officials[visit.official].left_at(visit.division)
    ]


@settings(max_examples=60, deadline=None)
@given(procedures(), st.integers(0, 2**32), st.integers(10, 80))
def test_nobody_who_has_left_holds_a_step(stages: tuple[Stage, ...], seed: int, length: int) -> None:
    procedure = PROCEDURE.fold([adopted(stages=stages, in_force_from=date(2026, 1, 1))])
    walker, random, ledger = Walker(Random(seed), stages), Random(seed), Ledger(stages, NOW)
    case, staff, history = Case(), PEOPLE, list[Any]()

    def happen(events: list[Any]) -> None:
        nonlocal case
        for event in events:
            ledger.take(event)
            case = CASE.evolve(case, event)
            history.append(event)

    for hour in range(length):
        now = NOW + timedelta(hours=hour)
        if random.random() < 0.3:
            staff = changed(staff, random, now)
        known = KnownNow(directories={AGENCY: staff})
        happen(departures_over(case, now, known))
        assert holders_gone(case, staff) == []
        assert departures_over(case, now, known) == [], "it is let go once"
        happen(decided(walker, case, procedure, now))
    assert CASE.fold(history) == case, "the state follows from the events alone"
    assert set(case.open_steps()) == set(ledger.open)


def test_the_walk_meets_departures() -> None:
    met = 0
    for seed in range(30):
        random = Random(seed)
        case = Case()
        stages = (stage("g0", step("g0b0", "A", "B")),)
        procedure = PROCEDURE.fold([adopted(stages=stages, in_force_from=date(2026, 1, 1))])
        walker, staff = Walker(random, stages), PEOPLE
        for hour in range(30):
            now = NOW + timedelta(hours=hour)
            staff = changed(staff, random, now) if hour % 3 == 0 else staff
            happened = departures_over(case, now, KnownNow(directories={AGENCY: staff}))
            met += sum(isinstance(one, StepReleased) for one in happened)
            for event in happened:
                case = CASE.evolve(case, event)
            for event in decided(walker, case, procedure, now):
                case = CASE.evolve(case, event)
    assert met > 10
