"""In which rollout wave an agency is, whether it has ended, and how the figures of agencies are summed."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given as law
from hypothesis import strategies as st

from services.sla.domain.rollout import ROLLOUT, EndNoted, WaveNoted
from services.sla.queries.province_rows import (
    COUNTED,
    ProvinceCounts,
    in_order,
    of_agency,
    of_waves,
    on_time_percent,
    total,
)
from services.sla.queries.visits_asked import Days
from shared.contracts.catalog.agencies import AgencyRegistered
from shared.contracts.catalog.reorganisation import AgencyDissolved, WavePlanned
from tests.scenario import Told, following_of, given
from tests.unit.cases.builder import MONDAY

REGISTERED = AgencyRegistered(
    agency="HOIAN",
    kind="district",
    name_vi="Hội An",
    parent="UBND",
    wave=2,
    working_calendar="VN",
    valid_from=date(2021, 1, 1),
    registered_by="quan-tri",
    registered_at=MONDAY,
)
ENDED = AgencyDissolved(
    agency="HOIAN",
    decision_number="12/QĐ",
    decision_date=date(2025, 6, 1),
    effective_from=date(2025, 7, 1),
    manner="dissolved",
    successors=("UBND",),
    dissolved_by="quan-tri",
    dissolved_at=MONDAY,
)
DAYS = Days(date(2026, 3, 1), date(2026, 3, 30))


def planned(wave: int | None) -> WavePlanned:
    return WavePlanned(agency="HOIAN", wave=wave, planned_by="quan-tri", planned_at=MONDAY)


def at(version: int) -> Told:
    return Told(MONDAY + timedelta(hours=version), version)


def test_what_was_decided_is_noted_once() -> None:
    told = given(ROLLOUT).told(REGISTERED, at(1)).then(WaveNoted(wave=2, agency_version=1))
    told = told.told(REGISTERED, at(1)).then()
    told = told.told(ENDED, at(3)).then(EndNoted(ended_from=date(2025, 7, 1))).told(ENDED, at(3)).then()
    assert (told.state.wave, told.state.ended_from) == (2, date(2025, 7, 1))


def test_the_last_plan_holds_in_whatever_order_it_was_told() -> None:
    for order in permutations([(REGISTERED, at(1)), (planned(3), at(2)), (planned(None), at(4))]):
        state = ROLLOUT.initial()
        for event, cause in order:
            for own in ROLLOUT.follow(state, following_of(ROLLOUT, type(event)), event, cause):
                state = ROLLOUT.evolve(state, own)
        assert (state.wave, state.noted_at) == (None, (1, 4))


@law(st.integers(0, 500), st.integers(0, 500))
def test_the_share_in_time_is_rounded_half_up_to_one_place(in_time: int, late: int) -> None:
    share = on_time_percent(in_time + late, late)
    if in_time + late == 0:
        assert share is None
        return
    assert share is not None
    tenths = round(share * 10)
    assert (2 * tenths - 1) * (in_time + late) <= 2000 * in_time < (2 * tenths + 1) * (in_time + late)


ROW = st.fixed_dictionaries({name: st.integers(0, 9) for name in COUNTED})


@law(st.lists(st.tuples(st.sampled_from([None, 1, 2, 3]), ROW), max_size=6))
def test_every_agency_counts_in_one_wave_and_in_the_total(
    drawn: list[tuple[Any, dict[str, int]]],
) -> None:
    rows = in_order(
        of_agency(f"A{number}", wave, ProvinceCounts(**counts), {}, DAYS)
        for number, (wave, counts) in enumerate(drawn)
    )
    waves = of_waves(rows)
    assert [one.wave for one in waves] == [
        wave for wave in (1, 2, 3, None) if any(row.wave == wave for row in rows)
    ]
    assert sum(one.agencies for one in waves) == len(rows)
    for name in COUNTED:
        summed = sum(getattr(one, name) for one in rows)
        assert summed == sum(getattr(one, name) for one in waves) == getattr(total(rows), name)
