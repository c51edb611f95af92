"""What a table states is so afterwards; what is so already leads to nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.agency import Agency, AgencyKind, KnownNow
from services.catalog.domain.organisation.divisions import EnsureDivision
from services.catalog.domain.organisation.ensuring import EnsureAgency
from services.catalog.domain.organisation.officials import EnsureOfficial
from services.catalog.errors.organisation.agencies import (
    AgencyDiffers,
    AgencyNotRegistered,
    DivisionUnknown,
    RoleNotForOfficials,
)
from services.catalog.errors.procedure.texts import UnusableText
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.kernel import Role
from tests.scenario import given
from tests.unit.catalog.examples import AT, OPERATOR, REGISTERED, act, added
from tests.unit.catalog.examples_organisation import DIVISION_RENAMED, MOVED, PLANNED, RENAMED

NOW = act(OPERATOR)
KNOWN = KnownNow(agencies={"UBND": Agency(code="UBND", kind=AgencyKind.PROVINCE)})
APPOINTED = OfficialAppointed(
    agency="SNV",
    official="snv.minh",
    name="Lê Minh",
    divisions=("CCVC", "VP"),
    position="Chuyên viên",
    roles=(Role.OFFICIAL, Role.REVIEWER),
    appointed_by="quan-tri",
    appointed_at=AT,
)


def agency(**changes: Any) -> EnsureAgency:
    values: dict[str, Any] = {
        "code": "SNV",
        "kind": AgencyKind.DEPARTMENT,
        "name_vi": "Sở Nội vụ",
        "name_en": "Department of Home Affairs",
        "parent": "UBND",
        "wave": 1,
    }
    return EnsureAgency(**{**values, **changes})


def official(**changes: Any) -> EnsureOfficial:
    values: dict[str, Any] = {
        "agency": "SNV",
        "official": "snv.minh",
        "name": "Lê Minh",
        "divisions": ("VP", "CCVC"),
        "position": "Chuyên viên",
        "roles": (Role.REVIEWER, Role.OFFICIAL),
    }
    return EnsureOfficial(**{**values, **changes})


def test_an_agency_is_registered_once_and_planned_anew_where_the_wave_differs() -> None:
    new = given(AGENCY).when(agency(valid_from=date(2021, 1, 1)), NOW, KNOWN).then(REGISTERED)
    new.when(agency(), NOW, KNOWN).then()
    new.when(agency(wave=2), NOW, KNOWN).then(replace(PLANNED, wave=2))


def test_a_first_day_for_new_agencies_says_nothing_of_one_that_is_there() -> None:
    stated = agency(first_day_if_new=date(2020, 1, 1))
    first = replace(REGISTERED, valid_from=date(2020, 1, 1))
    given(AGENCY).when(stated, NOW, KNOWN).then(first)
    given(AGENCY, REGISTERED).when(stated, NOW, KNOWN).then()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"kind": AgencyKind.DISTRICT}, "kind"),
        ({"name_vi": "Sở Tổ chức"}, "name_vi"),
        ({"parent": "TINHMOI"}, "parent"),
        ({"working_calendar": "VN-QNA"}, "working_calendar"),
        ({"valid_from": date(2021, 1, 2)}, "valid_from"),
    ],
)
def test_what_takes_a_decision_is_not_changed_by_a_table(changes: dict[str, Any], where: str) -> None:
    given(AGENCY, REGISTERED).when(agency(**changes), NOW, KNOWN).refused(AgencyDiffers, where=where)


def test_an_agency_is_stated_as_it_is_called_and_stands_today() -> None:
    later = given(AGENCY, REGISTERED, RENAMED, MOVED)  # from New Year on
    later.when(agency(), NOW, KNOWN).then()
    last_year = given(
        AGENCY,
        REGISTERED,
        replace(RENAMED, effective_from=date(2026, 1, 1), name_vi="Sở To\u0302\u0309 chức"),
    )
    last_year.when(agency(name_vi="Sở Tổ chức", name_en="Personnel"), NOW, KNOWN).then()


def test_a_division_is_added_or_renamed_or_there() -> None:
    stated = EnsureDivision(agency="SNV", division="VP", name="Văn phòng Sở")
    expected = replace(added("VP", "Văn phòng Sở"))
    given(AGENCY, REGISTERED).when(stated, NOW).then(expected).when(stated, NOW).then()
    renamed = replace(DIVISION_RENAMED, renamed_by="quan-tri")
    given(AGENCY, REGISTERED, added("VP")).when(stated, NOW).then(renamed)
    given(AGENCY).when(stated, NOW).refused(AgencyNotRegistered)


def test_an_official_is_appointed_or_appointed_anew_or_there() -> None:
    organised = given(AGENCY, REGISTERED, added("VP"), added("CCVC"))
    there = organised.when(official(), NOW).then(APPOINTED)
    there.when(official(divisions=("CCVC", "VP", "VP")), NOW).then()
    there.when(official(position="Phó phòng"), NOW).then(replace(APPOINTED, position="Phó phòng"))
    organised.when(official(divisions=("KHTC",)), NOW).refused(DivisionUnknown, where="divisions")


@pytest.mark.parametrize(
    "stated", [agency(), EnsureDivision(agency="SNV", division="VP", name="Văn phòng"), official()]
)
def test_what_is_stated_is_there_whether_so_or_otherwise(stated: Any) -> None:
    otherwise = (REGISTERED, added("VP", "Khác"), replace(APPOINTED, name="Khác"))
    assert stated.is_there(AGENCY.fold(otherwise))
    assert not stated.is_there(Agency())


def test_all_that_is_wrong_with_an_appointment_is_told() -> None:
    stated = official(name=" ", divisions=("VP", "LA", "KHAC"), roles=(Role.SYSTEM,))
    found = stated.everything_wrong(AGENCY.fold((REGISTERED, added("VP"))), NOW)
    assert [(type(one), one.where) for one in found] == [
        (UnusableText, "name"),
        (DivisionUnknown, "divisions"),
        (DivisionUnknown, "divisions"),
        (RoleNotForOfficials, "roles"),
    ]
