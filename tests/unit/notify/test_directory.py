from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.notify.domain.deciders import DIRECTORY
from services.notify.domain.directory import Directory, OfficialReplicated
from services.notify.domain.recipients import recipients
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.kernel import Role
from tests.scenario import Told, following_of, given

AT = datetime(2026, 11, 2, 1, 10, tzinfo=UTC)


def listed(
    official: str, *roles: Role, divisions: tuple[str, ...] = (), version: int = 2
) -> OfficialReplicated:
    return OfficialReplicated(
        agency="SNV",
        official=official,
        name="Lê Minh",
        divisions=divisions,
        roles=roles,
        agency_version=version,
        listed_at=AT,
    )


def appointed(
    official: str, *roles: Role, divisions: tuple[str, ...] = (), version: int = 2
) -> tuple[OfficialAppointed, Told]:
    event = OfficialAppointed(
        agency="SNV",
        official=official,
        name="Lê Minh",
        divisions=divisions,
        position="",
        roles=roles,
        appointed_by="binh",
        appointed_at=AT,
    )
    return event, Told(AT, version)


HOLDER = listed("minh", Role.OFFICIAL, divisions=("CCVC",))
DIVISION_HEAD = listed("thu", Role.DIVISION_HEAD, divisions=("CCVC", "TTr"))
SECOND_HEAD = listed("an", Role.DIVISION_HEAD, divisions=("CCVC",))
OTHER_HEAD = listed("nam", Role.DIVISION_HEAD, divisions=("VP",))
AGENCY_HEAD = listed("binh", Role.AGENCY_HEAD)
FULL = DIRECTORY.fold([HOLDER, DIVISION_HEAD, SECOND_HEAD, OTHER_HEAD, AGENCY_HEAD])


def test_an_appointment_lists_the_official() -> None:
    given(DIRECTORY).told(*appointed("minh", Role.OFFICIAL, divisions=("CCVC",))).then(HOLDER)


def test_a_newer_appointment_replaces_the_older() -> None:
    newer = listed("minh", Role.DIVISION_HEAD, divisions=("VP",), version=7)
    scenario = given(DIRECTORY, HOLDER).told(
        *appointed("minh", Role.DIVISION_HEAD, divisions=("VP",), version=7)
    )
    assert scenario.then(newer).state.officials == {"minh": newer}


@pytest.mark.parametrize("version", [1, 2])
def test_an_appointment_that_comes_late_or_twice_lists_nothing(version: int) -> None:
    given(DIRECTORY, HOLDER).told(*appointed("minh", Role.OFFICIAL, version=version)).then()


@for_all(st.permutations(range(1, 6)), st.lists(st.integers(1, 5)))
def test_the_newest_appointment_holds_in_whatever_order_they_arrive(
    order: list[int], repeated: list[int]
) -> None:
    directory = DIRECTORY.initial()
    for version in [*order, *repeated]:
        arriving, cause = appointed("minh", Role.OFFICIAL, divisions=(f"P{version}",), version=version)
        for event in DIRECTORY.follow(directory, following_of(DIRECTORY, OfficialAppointed), arriving, cause):
            directory = DIRECTORY.evolve(directory, event)
    assert directory.officials["minh"].divisions == ("P5",)


def test_the_holder_is_told_and_then_the_heads_of_the_division() -> None:
    assert recipients(FULL, "SNV", "CCVC", "minh") == ("minh", "an", "thu")


def test_a_head_who_holds_the_work_is_told_once() -> None:
    assert recipients(FULL, "SNV", "TTr", "thu") == ("thu",)


def test_without_a_holder_the_heads_of_the_division_are_told() -> None:
    assert recipients(FULL, "SNV", "VP", None) == ("nam",)


@pytest.mark.parametrize("division", ["KHTC", None])
def test_without_holder_and_division_head_the_heads_of_the_agency_are_told(division: str | None) -> None:
    assert recipients(FULL, "SNV", division, None) == ("binh",)


def test_a_holder_in_a_division_without_a_head_is_told_alone() -> None:
    assert recipients(FULL, "SNV", "KHTC", "lan") == ("lan",)


def test_the_people_of_another_agency_are_not_told() -> None:
    assert recipients(FULL, "SCT", "CCVC", None) == ()
    assert recipients(Directory(), "SCT", "CCVC", "hoa") == ("hoa",)


def test_an_event_comes_back_from_the_store_as_it_was() -> None:
    stored = msgspec.json.encode(DIVISION_HEAD)
    assert msgspec.json.decode(stored, type=OfficialReplicated) == DIVISION_HEAD


def test_an_event_of_another_aggregate_is_an_error() -> None:
    with pytest.raises(KeyError):
        DIRECTORY.fold([object()])
