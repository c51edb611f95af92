"""Under whom agencies stand and since when they are live: each decision once, in whatever order it comes."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from services.cases.domain.agencies import (
    AGENCY,
    Agency,
    AgencyLiveFrom,
    AgencyPlaced,
    AgencyPlanned,
    superior_of,
)
from shared.contracts.catalog.agencies import AgencyRegistered
from shared.contracts.catalog.reorganisation import AgencyMoved, AgencyWentLive, WavePlanned
from tests.scenario import Told, following_of, given
from tests.unit.cases.builder import MONDAY
from tests.unit.cases.coordination.asking import TREE, placed

BEGINNING, MOVED, LIVE = date(2021, 1, 1), date(2025, 7, 1), date(2026, 1, 1)
DECIDED: dict[str, Any] = {"agency": "TANHIEP", "decision_number": "12/QĐ", "decision_date": MOVED}
REGISTERED = AgencyRegistered(
    agency="TANHIEP",
    kind="commune",
    name_vi="Xã Tân Hiệp",
    parent="HOIAN",
    wave=3,
    working_calendar="VN",
    valid_from=BEGINNING,
    registered_by="quan-tri",
    registered_at=MONDAY,
)
MOVE = AgencyMoved(**DECIDED, effective_from=MOVED, parent="UBND", moved_by="quan-tri", moved_at=MONDAY)
LIVES = AgencyWentLive(**DECIDED, effective_from=LIVE, recorded_by="quan-tri", recorded_at=MONDAY)


def planned(wave: int | None) -> WavePlanned:
    return WavePlanned(agency="TANHIEP", wave=wave, planned_by="quan-tri", planned_at=MONDAY)


def at(hours: int, version: int = 1) -> Told:
    return Told(MONDAY + timedelta(hours=hours), version)


def followed(*told: tuple[Any, Told]) -> Agency:
    state = AGENCY.initial()
    for event, cause in told:
        for own in AGENCY.follow(state, following_of(AGENCY, type(event)), event, cause):
            state = AGENCY.evolve(state, own)
    return state


def test_what_was_decided_is_noted_once() -> None:
    first = AgencyPlaced(agency="TANHIEP", parent="HOIAN", effective_from=BEGINNING, placed_at=MONDAY)
    third = AgencyPlanned(agency="TANHIEP", wave=3, agency_version=1)
    given(AGENCY).told(REGISTERED, at(0)).then(first, third).told(REGISTERED, at(0)).then()
    live = AgencyLiveFrom(agency="TANHIEP", live_from=LIVE)
    given(AGENCY).told(LIVES, at(0)).then(live).told(LIVES, at(1)).then()


def test_it_stands_under_another_from_a_day_on_in_whatever_order_that_was_told() -> None:
    for order in permutations([(REGISTERED, at(0)), (MOVE, at(1)), (LIVES, at(2))]):
        agency = followed(*order)
        days = (BEGINNING - timedelta(days=1), BEGINNING, MOVED - timedelta(days=1), MOVED)
        assert [agency.parent(day) for day in days] == [None, "HOIAN", "HOIAN", "UBND"]
        assert [agency.is_outside(day) for day in (MOVED, LIVE)] == [True, False]


def test_without_a_wave_it_is_live_from_its_first_day() -> None:
    agency = followed((replace(REGISTERED, wave=None), at(0)))
    days = (BEGINNING - timedelta(days=1), BEGINNING)
    assert [agency.is_outside(day) for day in days] == [True, False]


@pytest.mark.parametrize(("wave", "outside"), [(2, True), (None, False)])
def test_the_latest_plan_holds_in_whatever_order_it_was_told(wave: int | None, outside: bool) -> None:
    told = [(REGISTERED, at(0)), (planned(4), at(0, 2)), (planned(wave), at(0, 3))]
    for order in permutations(told):
        assert followed(*order).is_outside(MOVED) is outside


def test_a_later_decision_for_the_same_day_replaces_the_earlier_one() -> None:
    other = AgencyMoved(**DECIDED, effective_from=MOVED, parent="HOIAN1", moved_by="x", moved_at=MONDAY)
    for order in permutations([(MOVE, at(1)), (other, at(2))]):
        assert followed(*order).parent(MOVED) == "HOIAN1"


def test_of_whom_nothing_is_told_nothing_is_said() -> None:
    assert not Agency().is_outside(LIVE)
    assert Agency().parent(LIVE) is None


WIDER = {
    **TREE,
    "CC": placed("CC", "SNV"),
    "HOIAN": placed("HOIAN", "UBND"),
    "TANHIEP": placed("TANHIEP", "HOIAN"),
    "A": placed("A", "B"),
    "B": placed("B", "A"),
}


@pytest.mark.parametrize(
    ("one", "other", "above"),
    [
        ("SNV", "STC", "UBND"),
        ("CC", "STC", "UBND"),
        ("TANHIEP", "CC", "UBND"),
        ("CC", "SNV", "SNV"),
        ("UBND", "STC", "UBND"),
        ("SNV", "A", None),
        ("A", "B", "A"),
        ("SNV", "unknown", None),
    ],
)
def test_the_nearest_above_both_is_found(one: str, other: str, above: str | None) -> None:
    assert superior_of(lambda code: WIDER.get(code) or Agency(), one, other, LIVE) == above
