"""What one decision does to several agencies, and an official who goes from one to another."""

from datetime import date
from typing import Any

import pytest

from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.domain.organisation.ending import EndingManner
from services.catalog.domain.organisation.officials import EndAppointment
from services.catalog.domain.organisation.registering import NewAgency, RegisterAgency
from services.catalog.domain.organisation.reorganisation import (
    DissolveAgency,
    MergeAgencies,
    SplitAgency,
    Transfer,
    check_whole,
    ending_of,
    foundings,
    succession_of,
)
from services.catalog.domain.organisation.transferring import TransferOfficial, arrival, departure
from services.catalog.errors.organisation.agencies import TransferToSameAgency
from services.catalog.errors.organisation.reorganisation import MergerWithoutAgencies, TransferOfNobody
from shared.contracts.catalog.reorganisation import DivisionTransfer
from shared.kernel import Role

DECISION: dict[str, Any] = {
    "decision_number": "1659/NQ-UBTVQH15",
    "decision_date": date(2025, 6, 16),
    "effective_from": date(2025, 7, 1),
}
NEW = NewAgency(code="HOIAN1", kind=AgencyKind.COMMUNE, name_vi="Phường", name_en="Ward", parent="UBND")


def merger(*agencies: str, **changes: Any) -> MergeAgencies:
    return MergeAgencies(**{**DECISION, "agencies": agencies, "into": "HOIAN1", **changes})


def split(**changes: Any) -> SplitAgency:
    return SplitAgency(**{**DECISION, "agency": "SNV", "successors": ("SB", "SA", "SB"), **changes})


def test_a_merger_ends_each_agency_and_lets_the_one_succeed_them_all() -> None:
    command = merger("MINHAN", "CAMTHANH")
    check_whole(command)
    ending = ending_of(command, "MINHAN")
    assert (ending.agency, ending.manner, ending.successors) == ("MINHAN", EndingManner.MERGED, ("HOIAN1",))
    assert (ending.decision_number, ending.effective_from) == ("1659/NQ-UBTVQH15", date(2025, 7, 1))
    succeeding = succession_of(command, "HOIAN1")
    assert (succeeding.agency, succeeding.predecessors) == ("HOIAN1", ("MINHAN", "CAMTHANH"))


def test_a_new_successor_is_one_from_the_day_on_which_it_takes_over() -> None:
    (founding,) = foundings(merger("MINHAN", founded=(NEW,)))
    assert founding == RegisterAgency(
        code="HOIAN1",
        kind=AgencyKind.COMMUNE,
        name_vi="Phường",
        name_en="Ward",
        parent="UBND",
        valid_from=date(2025, 7, 1),
    )


@pytest.mark.parametrize("agencies", [("MINHAN", "MINHAN"), ("MINHAN", "HOIAN1")])
def test_a_merger_is_of_others_each_named_once(agencies: tuple[str, ...]) -> None:
    with pytest.raises(MergerWithoutAgencies):
        check_whole(merger(*agencies))


def test_what_is_not_said_of_a_division_is_what_it_can_only_be() -> None:
    dissolved = DissolveAgency(
        **DECISION, agency="SNV", successors=("SA",), divisions=(Transfer(division="VP"),)
    )
    expected = DivisionTransfer(division="VP", successor="SA", successor_division="VP")
    assert ending_of(dissolved, "SNV").divisions == (expected,)
    unsaid = split(divisions=(Transfer(division="VP", successor_division="VP1"),))
    assert ending_of(unsaid, "SNV").divisions == (
        DivisionTransfer(division="VP", successor="", successor_division="VP1"),
    )
    assert unsaid.succeeding == ("SB", "SA")


def test_each_agency_gives_its_own_divisions_away_and_nobody_a_stranger_s() -> None:
    both = merger("A", "B", divisions=(Transfer(agency="B", division="VP"),))
    check_whole(both)
    assert ending_of(both, "A").divisions == ()
    assert [one.division for one in ending_of(both, "B").divisions] == ["VP"]
    for stranger in (Transfer(agency="C", division="VP"), Transfer(division="VP")):
        with pytest.raises(TransferOfNobody):
            check_whole(merger("A", "B", divisions=(stranger,)))


def test_who_is_transferred_leaves_the_one_agency_and_is_appointed_in_the_other() -> None:
    command = TransferOfficial(
        agency="SNV", official="snv.lan", to="MINHAN", name="Lan", roles=(Role.OFFICIAL,), position="Phó"
    )
    assert departure(command) == EndAppointment(agency="SNV", official="snv.lan", transferred_to="MINHAN")
    there = arrival(command)
    assert (there.agency, there.official, there.position) == ("MINHAN", "snv.lan", "Phó")


def test_nobody_is_transferred_to_where_they_are() -> None:
    command = TransferOfficial(agency="SNV", official="snv.lan", to="SNV", name="Lan", roles=(Role.OFFICIAL,))
    with pytest.raises(TransferToSameAgency):
        departure(command)
