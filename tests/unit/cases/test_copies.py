"""What this service knows of others is noted once, in whatever order it comes; numbers have no gap."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from services.cases.domain import (
    CATALOGUE,
    DIRECTORY,
    PROCEDURE,
    REGISTER,
    catalogue,
    directory,
    edition_in_force,
    procedure,
    procedure_key,
    register,
    register_key,
)
from services.cases.domain.catalogue import EditionEnded, EndEdition, EndingCause
from services.cases.domain.directory import (
    DivisionNoted,
    NoteDeparture,
    NoteDivision,
    NoteOfficial,
    OfficialNoted,
)
from services.cases.domain.procedure import AdoptProcedure, Procedure
from services.cases.domain.register import NumberTaken, TakeNumber
from services.cases.errors import OfficialNotKnownYet, OfficialNotOfDivision
from shared.aggregates import Aggregate
from shared.kernel import Role
from tests.scenario import given
from tests.unit.cases.builder import AGENCY, CODE, MONDAY, STAGES, TOTAL, adopted


def adopt(edition: int = 1) -> AdoptProcedure:
    return AdoptProcedure(
        agency=AGENCY,
        code=CODE,
        edition=edition,
        name="Bổ nhiệm công chức",
        kind=procedure.ProcedureKind.INTERNAL,
        time_limit=TOTAL,
        stages=STAGES,
        in_force_from=date(2026, 12, 1),
        working_calendar="VN",
    )


def appointed(official: str, division: str, role: Role, name: str, days: int) -> NoteOfficial:
    at = MONDAY + timedelta(days=days)
    return NoteOfficial(official=official, division=division, role=role, name=name, appointed_at=at)


def told(aggregate: Aggregate[Any], decide: Any, commands: Any) -> Any:
    state = aggregate.initial()
    for command in commands:
        for event in decide(state, command):
            state = aggregate.evolve(state, event)
    return state


def test_an_edition_is_adopted_once() -> None:
    after = given(PROCEDURE).when(procedure.decide, adopt()).then(adopted())
    after.when(procedure.decide, adopt()).then()
    after.when(procedure.decide, adopt(edition=2)).then(adopted(edition=2))


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
    first = DivisionNoted(division="VP", name="Văn phòng", added_at=MONDAY)
    known = given(DIRECTORY, first)
    known.when(directory.decide, NoteDivision(division="VP", name="Văn phòng", added_at=MONDAY)).then()
    older = NoteDivision(division="VP", name="Cũ", added_at=MONDAY - timedelta(days=1))
    known.when(directory.decide, older).then()
    later = MONDAY + timedelta(days=1)
    renamed = DivisionNoted(division="VP", name="Văn phòng Sở", added_at=later)
    known.when(directory.decide, NoteDivision(division="VP", name="Văn phòng Sở", added_at=later)).then(
        renamed
    )


def test_appointments_of_an_official_add_up_in_any_order() -> None:
    appointments = (
        appointed("lan", "VP", Role.OFFICIAL, "Nguyễn Thị Lan", 0),
        appointed("lan", "CCVC", Role.DIVISION_HEAD, "Nguyễn Thị Lan Anh", 2),
        appointed("lan", "VP", Role.OFFICIAL, "Nguyễn Thị Lan", 1),
    )
    expected = OfficialNoted(
        official="lan",
        name="Nguyễn Thị Lan Anh",
        divisions=("CCVC", "VP"),
        roles=(Role.DIVISION_HEAD, Role.OFFICIAL),
        appointed_at=MONDAY + timedelta(days=2),
    )
    for order in permutations(appointments):
        state = told(DIRECTORY, directory.decide, order)
        assert state.officials == {"lan": expected}
        assert directory.decide(state, order[0]) == []


def test_a_departure_is_noted_once_and_not_from_before_an_appointment() -> None:
    lan = directory.decide(DIRECTORY.initial(), appointed("lan", "VP", Role.OFFICIAL, "Lan", 1))[0]
    gone = replace(lan, divisions=(), roles=(), appointed_at=MONDAY + timedelta(days=2))

    def leaving(days: int) -> NoteDeparture:
        return NoteDeparture(official="lan", left_at=MONDAY + timedelta(days=days))

    given(DIRECTORY).when(directory.decide, leaving(2)).then()
    given(DIRECTORY, lan).when(directory.decide, leaving(0)).then()
    left = given(DIRECTORY, lan).when(directory.decide, leaving(2)).then(gone)
    left.when(directory.decide, leaving(2)).then()
    left.when(directory.decide, leaving(3)).then()


def test_an_official_belongs_to_the_divisions_that_are_known() -> None:
    state = told(DIRECTORY, directory.decide, [appointed("lan", "VP", Role.OFFICIAL, "Lan", 0)])
    directory.check_belongs(state, "lan", "VP")
    with pytest.raises(OfficialNotOfDivision):
        directory.check_belongs(state, "lan", "CCVC")
    with pytest.raises(OfficialNotKnownYet):
        directory.check_belongs(state, "minh", "VP")


def test_numbers_follow_one_another_through_the_year() -> None:
    first = NumberTaken(sequence=1, number="SNV-261201-0001")
    second = NumberTaken(sequence=2, number="SNV-261202-0002")
    after = given(REGISTER).when(register.decide, TakeNumber(agency="SNV", on=date(2026, 12, 1))).then(first)
    after.when(register.decide, TakeNumber(agency="SNV", on=date(2026, 12, 2))).then(second)


def test_each_year_of_an_agency_has_its_book() -> None:
    assert register_key("SNV", date(2026, 12, 31)) == "SNV-2026"
    assert register_key("SNV", date(2027, 1, 1)) == "SNV-2027"


def test_a_number_may_be_written_in_another_form() -> None:
    def national(agency: str, on: date, sequence: int) -> str:
        return f"000.00.00.H47-{on:%y%m%d}-{sequence:04d}"

    (taken,) = register.decide(REGISTER.fold(()), TakeNumber(agency="SNV", on=date(2024, 5, 1)), national)
    assert taken.number == "000.00.00.H47-240501-0001"


# --- editions that end, and texts that are mended ------------------------------------------------

END = EndEdition(agency=AGENCY, edition=1, cause=EndingCause.SUPERSEDED, at=MONDAY)
ENDED = EditionEnded(agency=AGENCY, edition=1, cause=EndingCause.SUPERSEDED, ended_at=MONDAY)


def test_an_edition_ends_once() -> None:
    after = given(CATALOGUE).when(catalogue.decide, END).then(ENDED)
    after.when(catalogue.decide, replace(END, cause=EndingCause.WITHDRAWN)).then()


def test_an_edition_that_has_ended_is_in_force_no_more_and_an_older_one_may_be() -> None:
    both = PROCEDURE.fold([adopted(edition=1), adopted(edition=2)])
    assert edition_in_force(both, date(2026, 12, 1), ended=[2]) == adopted(edition=1)
    assert edition_in_force(both, date(2026, 12, 1), ended=[1, 2]) is None


def test_a_correction_is_taken_once_and_a_later_one_again() -> None:
    mend = replace(adopt(), name="Bổ nhiệm công chức lãnh đạo", corrected_at=MONDAY)
    after = given(PROCEDURE, adopted()).when(procedure.decide, mend)
    (mended,) = procedure.decide(PROCEDURE.fold([adopted()]), mend)
    later = replace(mend, corrected_at=MONDAY + timedelta(days=1))
    then = after.then(mended)
    assert then.state.editions[1].name == mend.name
    then.when(procedure.decide, mend).then()
    then.when(procedure.decide, adopt()).then()
    (again,) = procedure.decide(then.state, later)
    assert again.corrected_at == later.corrected_at
