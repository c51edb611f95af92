"""What this service knows of others is noted once, in whatever order it comes; numbers have no gap."""

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from services.cases.domain.catalogue import CATALOGUE, EditionEnded, EndingCause
from services.cases.domain.directory import (
    DIRECTORY,
    Directory,
    DivisionReplicated,
    LeftDivision,
    check_belongs,
)
from services.cases.domain.procedure import (
    PROCEDURE,
    Procedure,
    ProcedureReplicated,
    edition_in_force,
    procedure_key,
)
from services.cases.domain.register import REGISTER, NumberTaken, TakeNumber, register_key, take_number
from services.cases.errors.known import OfficialNotKnownYet, OfficialNotOfDivision, OfficialUnknown
from shared.contracts.catalog.agencies import DivisionAdded, OfficialAppointed
from shared.contracts.catalog.force import CatalogueSuperseded, CatalogueWithdrawn
from shared.contracts.catalog.staff import DivisionRenamed, OfficialLeft
from shared.contracts.examples import example_of
from shared.contracts.registry import read_as
from shared.decider import Decider, by_itself
from shared.kernel import Role
from tests.scenario import Told, following_of, given
from tests.unit.cases.builder import AGENCY, MONDAY, adopted


def issued(edition: int = 1, **fields: Any) -> ProcedureReplicated:
    return adopted(edition=edition, **fields)


def appointed(official: str, division: str, role: Role, name: str, days: int) -> tuple[Any, Told]:
    event = OfficialAppointed(
        agency=AGENCY,
        official=official,
        name=name,
        divisions=(division,),
        position="",
        roles=(role.value,),
        appointed_by="binh",
        appointed_at=MONDAY + timedelta(days=days),
    )
    return event, Told(event.appointed_at, version=days + 10)


def leaving(days: int) -> tuple[OfficialLeft, Told]:
    at = MONDAY + timedelta(days=days)
    left = OfficialLeft(agency=AGENCY, official="lan", transferred_to=None, left_by="binh", left_at=at)
    return left, Told(at, version=days + 10)


def division(name: str, days: int = 0, event: Any = DivisionAdded) -> tuple[Any, Told]:
    at = MONDAY + timedelta(days=days)
    named = {"agency": AGENCY, "division": "VP", "name": name}
    if event is DivisionAdded:
        return DivisionAdded(**named, added_by="binh", added_at=at), Told(at)
    return DivisionRenamed(**named, renamed_by="binh", renamed_at=at), Told(at)


def followed(decider: Decider[Any], *told: tuple[Any, Told]) -> Any:
    state = decider.initial()
    for event, cause in told:
        for own in decider.follow(state, following_of(decider, type(event)), event, cause):
            state = decider.evolve(state, own)
    return state


def test_an_edition_is_adopted_once() -> None:
    after = given(PROCEDURE).told(issued()).then(adopted())
    after.told(issued()).then()
    after.told(issued(edition=2)).then(adopted(edition=2))


def test_of_what_the_catalog_tells_only_what_cases_need_is_read() -> None:
    told = example_of("tthc.catalog.ProcedureIssued.v1")
    kept = read_as(ProcedureReplicated, json.dumps(told).encode())
    assert (kept.procedure, kept.edition, kept.in_force_from) == ("SNV-07", 1, date(2026, 12, 1))
    assert kept.corrected_at is None
    corrected = example_of("tthc.catalog.ProcedureCorrected.v1")
    assert read_as(ProcedureReplicated, json.dumps(corrected).encode()).corrected_at is not None


def test_an_older_edition_that_arrives_later_changes_nothing_in_force() -> None:
    both = PROCEDURE.fold([adopted(edition=2), adopted(edition=1)])
    assert edition_in_force(both, date(2026, 12, 1)) == adopted(edition=2)


@pytest.mark.parametrize(
    ("on", "edition"),
    [(date(2026, 11, 30), None), (date(2026, 12, 1), 1), (date(2027, 1, 31), 1), (date(2027, 2, 1), 2)],
)
def test_an_edition_is_in_force_from_its_first_day_until_the_next_one(on: date, edition: int | None) -> None:
    state = PROCEDURE.fold([adopted(), adopted(edition=2, in_force_from=date(2027, 2, 1))])
    found = edition_in_force(state, on)
    assert (found.edition if found else None) == edition


def test_no_edition_is_in_force_where_none_is_known() -> None:
    assert edition_in_force(Procedure(), date(2027, 1, 1)) is None
    assert procedure_key("SNV", "SNV-07") == "SNV.SNV-07"


def test_a_division_is_noted_once_and_renamed_by_a_later_event_only() -> None:
    first = DivisionReplicated(division="VP", name="Văn phòng", added_at=MONDAY)
    known = given(DIRECTORY, first)
    known.told(*division("Văn phòng")).then()
    known.told(*division("Cũ", days=-1)).then()
    renamed = DivisionReplicated(division="VP", name="Văn phòng Sở", added_at=MONDAY + timedelta(days=1))
    known.told(*division("Văn phòng Sở", days=1, event=DivisionRenamed)).then(renamed)


def test_the_latest_appointment_is_the_whole_of_it_in_any_order() -> None:
    appointments = (
        appointed("lan", "VP", Role.OFFICIAL, "Nguyễn Thị Lan", 0),
        appointed("lan", "CCVC", Role.DIVISION_HEAD, "Nguyễn Thị Lan Anh", 2),
        appointed("lan", "VP", Role.OFFICIAL, "Nguyễn Thị Lan", 1),
    )
    for order in permutations(appointments):
        state = followed(DIRECTORY, *order)
        lan = state.officials["lan"]
        assert (lan.name, lan.divisions, lan.roles) == ("Nguyễn Thị Lan Anh", ("CCVC",), ("division_head",))
        assert followed(DIRECTORY, *order, order[0]) == state


def test_a_departure_is_noted_once_and_not_from_before_an_appointment() -> None:
    (lan,) = followed(DIRECTORY, appointed("lan", "VP", Role.OFFICIAL, "Lan", 1)).officials.values()
    at = MONDAY + timedelta(days=2)
    gone = replace(
        lan,
        divisions=(),
        roles=(),
        appointed_at=at,
        left=(LeftDivision(division="VP", left_at=at),),
        agency_version=12,
    )
    given(DIRECTORY).told(*leaving(2)).then()
    given(DIRECTORY, lan).told(*leaving(0)).then()
    left = given(DIRECTORY, lan).told(*leaving(2)).then(gone)
    left.told(*leaving(2)).then()


def test_who_comes_back_to_a_division_has_not_left_it_and_who_goes_to_another_has() -> None:
    first, elsewhere = (appointed("lan", one, Role.OFFICIAL, "Lan", 1) for one in ("VP", "CCVC"))
    moved = followed(DIRECTORY, first, (elsewhere[0], Told(MONDAY + timedelta(days=2), version=12)))
    assert moved.officials["lan"].left_at("VP") == MONDAY + timedelta(days=2)
    assert moved.officials["lan"].left_at("CCVC") is None
    back = followed(DIRECTORY, first, leaving(2), appointed("lan", "VP", Role.OFFICIAL, "Lan", 3))
    assert back.officials["lan"].left == ()


def test_an_official_belongs_to_the_divisions_that_are_known() -> None:
    state = followed(DIRECTORY, appointed("lan", "VP", Role.OFFICIAL, "Lan", 0))
    check_belongs(state, "lan", "VP")
    with pytest.raises(OfficialNotOfDivision):
        check_belongs(state, "lan", "CCVC")
    with pytest.raises(OfficialUnknown, match="the nearest: lan"):
        check_belongs(state, "minh", "VP")
    with pytest.raises(OfficialNotKnownYet):
        check_belongs(Directory(), "minh", "VP")


def test_numbers_follow_one_another_through_the_year() -> None:
    first = NumberTaken(sequence=1, number="SNV-261201-0001")
    second = NumberTaken(sequence=2, number="SNV-261202-0002")
    act = by_itself(MONDAY)
    after = given(REGISTER).when(TakeNumber(agency="SNV", on=date(2026, 12, 1)), act).then(first)
    after.when(TakeNumber(agency="SNV", on=date(2026, 12, 2)), act).then(second)


def test_each_year_of_an_agency_has_its_book() -> None:
    assert register_key("SNV", date(2026, 12, 31)) == "SNV-2026"
    assert register_key("SNV", date(2027, 1, 1)) == "SNV-2027"


def test_a_number_may_be_written_in_another_form() -> None:
    def national(agency: str, on: date, sequence: int) -> str:
        return f"000.00.00.H47-{on:%y%m%d}-{sequence:04d}"

    command = TakeNumber(agency="SNV", on=date(2024, 5, 1))
    taken = take_number(REGISTER.fold(()), command, by_itself(MONDAY), national)
    assert taken.number == "000.00.00.H47-240501-0001"


# --- editions that end, and texts that are mended ------------------------------------------------

SUPERSEDED = CatalogueSuperseded(agency=AGENCY, edition=1, by_edition=2, superseded_at=MONDAY)
WITHDRAWN = CatalogueWithdrawn(
    agency=AGENCY,
    edition=1,
    reason="Sai thẩm quyền",
    decision_number="15/QĐ-SNV",
    decision_date=date(2026, 12, 7),
    withdrawn_by="binh",
    withdrawn_at=MONDAY + timedelta(hours=1),
)


def test_an_edition_ends_once() -> None:
    ended = EditionEnded(agency=AGENCY, edition=1, cause=EndingCause.SUPERSEDED, ended_at=MONDAY)
    given(CATALOGUE).told(SUPERSEDED).then(ended).told(WITHDRAWN).then()
    withdrawn = EditionEnded(
        agency=AGENCY, edition=1, cause=EndingCause.WITHDRAWN, ended_at=MONDAY + timedelta(hours=1)
    )
    given(CATALOGUE).told(WITHDRAWN).then(withdrawn).told(SUPERSEDED).then()


def test_an_edition_that_has_ended_is_in_force_no_more_and_an_older_one_may_be() -> None:
    both = PROCEDURE.fold([adopted(edition=1), adopted(edition=2)])
    assert edition_in_force(both, date(2026, 12, 1), ended=[2]) == adopted(edition=1)
    assert edition_in_force(both, date(2026, 12, 1), ended=[1, 2]) is None


def test_a_correction_is_taken_once_and_a_later_one_again() -> None:
    mend = replace(issued(), name="Bổ nhiệm công chức lãnh đạo", corrected_at=MONDAY)
    then = given(PROCEDURE, adopted()).told(mend).then(mend)
    assert then.state.editions[1].name == mend.name
    then.told(mend).then()
    then.told(issued()).then()
    later = replace(mend, corrected_at=MONDAY + timedelta(days=1))
    then.told(later).then(later)
