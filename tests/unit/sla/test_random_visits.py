"""Visits of random histories, to the minute as a plain count has them, in whatever order they are told."""

from collections import defaultdict
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from services.cases.domain.tree.recorded import CaseRecord
from services.sla.domain.deciders import CLOCK
from tests.scenario import following_of
from tests.unit.cases.histories.five_agencies import CALENDAR, header
from tests.unit.cases.histories.oracle_visits import VisitOracle
from tests.unit.cases.histories.random_history import History, random_history
from tests.unit.sla.cases import CaseTold
from tests.unit.sla.clocks import Known, Told, cause
from tests.unit.sla.visits import back_of, documents_of, done_of

_NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("seed", [3, 11, 44])
def test_visits_are_as_a_plain_count_has_them(seed: int) -> None:
    check(seed)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(100, 400))
def test_many_visits_are_as_a_plain_count_has_them(seed: int) -> None:
    check(seed)


def check(seed: int) -> None:
    """Told in order; and mixed, some of it twice."""
    with random_history(seed, length=60 + seed % 60) as history:
        oracle = VisitOracle(header()).take(history.taken)
        in_order = _documents(history, list)
        mixed = _documents(history, _mixed(Random(seed)))
        assert mixed == in_order
        expected = sorted(oracle.done, key=_place)
        assert sorted(_done(history, in_order), key=_place) == expected
        returned = list(_returned(history, in_order))
        assert sorted(returned, key=repr) == sorted(oracle.returned, key=repr)


def _mixed(random: Random) -> Any:
    def mix(records: list[CaseRecord]) -> list[CaseRecord]:
        doubled = [*records, *random.sample(records, len(records) // 3)]
        random.shuffle(doubled)
        return doubled

    return mix


def _documents(history: History, order: Any) -> dict[str, Any]:
    by_case: dict[str, list[CaseRecord]] = defaultdict(list)
    for record in history.world.records():
        by_case[record.case_number].append(record)
    found: dict[str, Any] = {}
    for number, records in by_case.items():
        told = Told()
        for one in order(records):
            _follow(told, CaseTold(one.version, one.event))
        found |= documents_of(number, told.events)
    return found


def _follow(told: Told, one: CaseTold) -> None:
    known = Known(calendars={"VN": CALENDAR}, recorded_at=_NOW)
    following = following_of(CLOCK, type(one.event))
    for event in CLOCK.follow(told.clock, following, one.event, cause(one), known):
        CLOCK.evolve(told.clock, event)
        told.events.append(event)


def _done(history: History, documents: dict[str, Any]) -> list[dict[str, Any]]:
    names = {number: name for name, number in history.world.cases.items()}
    return [
        {
            "case": names[one.case_number],
            "step": one.step,
            "visit": one.visit,
            "agency": one.agency,
            "division": one.division,
            "official": one.official,
            "day": one.done_on,
            "used": one.used_minutes,
            "waiting": one.waiting_minutes,
            "limit": one.limit_minutes,
            "late": one.late,
            "late_through_others": one.late_through_others,
        }
        for one in done_of(documents)
    ]


def _returned(history: History, documents: dict[str, Any]) -> list[dict[str, Any]]:
    names = {number: name for name, number in history.world.cases.items()}
    return [
        {
            "case": names[one.case_number],
            "agency": one.agency,
            "division": one.division,
            "official": one.official,
            "day": one.day,
        }
        for one in back_of(documents)
        if one.way == "returned"
    ]


def _place(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["case"], one["step"], one["visit"]
