from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.organisation.agency_commands import RegisterAgency
from services.catalog.domain.organisation.agency_events import AgencyKind
from services.catalog.domain.organisation.organising import decide_agency
from services.catalog.domain.organisation.staff_commands import AddDivision, AppointOfficial
from services.catalog.domain.organisation.staff_events import OfficialAppointed
from services.catalog.errors.organisation.agencies import (
    AgencyAlreadyRegistered,
    AgencyNotRegistered,
    AppointmentUnchanged,
    DivisionAlreadyExists,
    DivisionUnknown,
    HeadWithoutDivision,
    RoleNotForOfficials,
    RolesMissing,
    UnfitParent,
    UnfitWave,
)
from services.catalog.errors.organisation.rights import MayNotGrantRole, MayNotOrganise, MayNotRegisterAgency
from services.catalog.errors.procedure.texts import (
    MalformedAgencyCode,
    MalformedCode,
    MalformedOfficial,
    UnusableText,
)
from shared.kernel import Actor, Role
from tests.scenario import given
from tests.unit.catalog.examples import (
    AT,
    EDITOR,
    HEAD,
    IMPORTER,
    OPERATOR,
    OTHER_HEAD,
    REGISTERED,
    added,
)


def register(**changes: Any) -> RegisterAgency:
    values: dict[str, Any] = {
        "code": "SNV",
        "kind": AgencyKind.DEPARTMENT,
        "name_vi": "Sở Nội vụ",
        "name_en": "Department of Home Affairs",
        "parent": "UBND",
        "parent_kind": AgencyKind.PROVINCE,
        "wave": 1,
        "valid_from": date(2021, 1, 1),
        "by": OPERATOR,
        "at": AT,
    }
    return RegisterAgency(**{**values, **changes})


def test_an_operator_registers_an_agency() -> None:
    given(AGENCY).when(decide_agency, register()).then(REGISTERED)


def test_an_importer_registers_an_agency() -> None:
    expected = replace(REGISTERED, registered_by="nhap-lieu")
    given(AGENCY).when(decide_agency, register(by=IMPORTER)).then(expected)


def test_an_agency_head_registers_nothing() -> None:
    given(AGENCY).when(decide_agency, register(by=HEAD)).refused(MayNotRegisterAgency)


def test_a_code_is_registered_once() -> None:
    given(AGENCY, REGISTERED).when(decide_agency, register()).refused(AgencyAlreadyRegistered, where="code")


@pytest.mark.parametrize("code", ["", "snv", "SNV-1", "SỞ", "A.", ".A", "A..B", "A" * 36, "SNV\n"])
def test_a_malformed_agency_code_is_refused(code: str) -> None:
    given(AGENCY).when(decide_agency, register(code=code)).refused(MalformedAgencyCode, where="code")


@pytest.mark.parametrize("code", ["SNV", "H47", "000.00.00.H49", "A" * 35])
def test_codes_of_the_national_scheme_are_taken(code: str) -> None:
    given(AGENCY).when(decide_agency, register(code=code)).then(replace(REGISTERED, code=code))


@pytest.mark.parametrize("name", ["", "  ", "Sở\nNội vụ", "x" * 501, "\ud800"])
def test_a_name_is_one_line_of_text(name: str) -> None:
    given(AGENCY).when(decide_agency, register(name_vi=name)).refused(UnusableText, where="name_vi")


@pytest.mark.parametrize(
    ("kind", "parent", "parent_kind"),
    [
        (AgencyKind.PROVINCE, None, None),
        (AgencyKind.DEPARTMENT, "UBND", AgencyKind.PROVINCE),
        (AgencyKind.DISTRICT, "UBND", AgencyKind.PROVINCE),
        (AgencyKind.COMMUNE, "HOIAN", AgencyKind.DISTRICT),
        (AgencyKind.COMMUNE, "UBND", AgencyKind.PROVINCE),
    ],
)
def test_each_kind_has_its_place_in_the_tree(
    kind: AgencyKind, parent: str | None, parent_kind: AgencyKind | None
) -> None:
    command = register(kind=kind, parent=parent, parent_kind=parent_kind)
    given(AGENCY).when(decide_agency, command).then(replace(REGISTERED, kind=kind, parent=parent))


@pytest.mark.parametrize(
    ("kind", "parent", "parent_kind"),
    [
        (AgencyKind.PROVINCE, "UBND", AgencyKind.PROVINCE),
        (AgencyKind.DEPARTMENT, None, None),
        (AgencyKind.DEPARTMENT, None, AgencyKind.PROVINCE),
        (AgencyKind.DEPARTMENT, "UBND", None),
        (AgencyKind.DEPARTMENT, "SNV", AgencyKind.PROVINCE),
        (AgencyKind.DISTRICT, "SCT", AgencyKind.DEPARTMENT),
        (AgencyKind.COMMUNE, "SCT", AgencyKind.DEPARTMENT),
        (AgencyKind.COMMUNE, None, None),
    ],
)
def test_no_agency_stands_elsewhere_in_the_tree(
    kind: AgencyKind, parent: str | None, parent_kind: AgencyKind | None
) -> None:
    command = register(kind=kind, parent=parent, parent_kind=parent_kind)
    given(AGENCY).when(decide_agency, command).refused(UnfitParent, where="parent")


def test_waves_count_from_one() -> None:
    given(AGENCY).when(decide_agency, register(wave=0)).refused(UnfitWave, where="wave")


# --- divisions -----------------------------------------------------------------------------------


def add(division: str = "VP", name: str = "Văn phòng", by: Actor = HEAD) -> AddDivision:
    return AddDivision(agency="SNV", division=division, name=name, by=by, at=AT)


@pytest.mark.parametrize("by", [HEAD, OPERATOR, IMPORTER])
def test_a_division_is_added_by_who_organises_the_agency(by: Actor) -> None:
    given(AGENCY, REGISTERED).when(decide_agency, add(by=by)).then(replace(added("VP"), added_by=by.id))


@pytest.mark.parametrize("by", [OTHER_HEAD, EDITOR])
def test_others_add_no_division(by: Actor) -> None:
    given(AGENCY, REGISTERED).when(decide_agency, add(by=by)).refused(MayNotOrganise)


def test_an_agency_that_is_not_registered_has_no_divisions() -> None:
    given(AGENCY).when(decide_agency, add()).refused(AgencyNotRegistered, where="agency")


def test_a_division_is_added_once() -> None:
    scenario = given(AGENCY, REGISTERED, added("VP")).when(decide_agency, add())
    scenario.refused(DivisionAlreadyExists, where="division")


def test_a_malformed_division_is_refused() -> None:
    given(AGENCY, REGISTERED).when(decide_agency, add("Phòng 1")).refused(MalformedCode, where="division")


def test_a_division_has_a_name() -> None:
    given(AGENCY, REGISTERED).when(decide_agency, add(name=" ")).refused(UnusableText, where="name")


# --- officials -----------------------------------------------------------------------------------

ORGANISED = (REGISTERED, added("VP"), added("CCVC"))
APPOINTED = OfficialAppointed(
    agency="SNV",
    official="snv.minh",
    name="Lê Minh",
    divisions=("VP",),
    position="Chuyên viên",
    roles=(Role.OFFICIAL,),
    appointed_by="snv.binh",
    appointed_at=AT,
)


def appoint(**changes: Any) -> AppointOfficial:
    values: dict[str, Any] = {
        "agency": "SNV",
        "official": "snv.minh",
        "name": "Lê Minh",
        "divisions": ("VP",),
        "position": "Chuyên viên",
        "roles": (Role.OFFICIAL,),
        "by": HEAD,
        "at": AT,
    }
    return AppointOfficial(**{**values, **changes})


def test_the_head_appoints_an_official() -> None:
    given(AGENCY, *ORGANISED).when(decide_agency, appoint()).then(APPOINTED)


def test_another_appointment_with_more_divisions_changes_it() -> None:
    again = given(AGENCY, *ORGANISED, APPOINTED).when(decide_agency, appoint(divisions=("VP", "CCVC")))
    state = again.then(replace(APPOINTED, divisions=("CCVC", "VP"))).state
    assert state.officials["snv.minh"].divisions == ("CCVC", "VP")


def test_the_same_appointment_again_changes_nothing() -> None:
    command = appoint(divisions=("VP", "VP"))
    given(AGENCY, *ORGANISED, APPOINTED).when(decide_agency, command).refused(AppointmentUnchanged)


@pytest.mark.parametrize("by", [OTHER_HEAD, EDITOR])
def test_others_appoint_nobody(by: Actor) -> None:
    given(AGENCY, *ORGANISED).when(decide_agency, appoint(by=by)).refused(MayNotOrganise)


@pytest.mark.parametrize(
    ("changes", "refusal", "where"),
    [
        ({"official": "lê minh"}, MalformedOfficial, "official"),
        ({"name": ""}, UnusableText, "name"),
        ({"divisions": ("VP", "KHTC")}, DivisionUnknown, "divisions"),
        ({"roles": ()}, RolesMissing, "roles"),
        ({"roles": (Role.DIVISION_HEAD,), "divisions": ()}, HeadWithoutDivision, "divisions"),
        ({"roles": (Role.SYSTEM,), "by": OPERATOR}, RoleNotForOfficials, "roles"),
        ({"roles": (Role.AGENCY_HEAD,)}, MayNotGrantRole, "roles"),
    ],
)
def test_a_faulty_appointment_is_refused(changes: dict[str, Any], refusal: Any, where: str) -> None:
    given(AGENCY, *ORGANISED).when(decide_agency, appoint(**changes)).refused(refusal, where=where)


def test_a_head_does_not_take_a_wider_role_away() -> None:
    head_too = replace(APPOINTED, roles=(Role.AGENCY_HEAD, Role.OFFICIAL))
    given(AGENCY, *ORGANISED, head_too).when(decide_agency, appoint()).refused(MayNotGrantRole)


def test_an_operator_appoints_the_head() -> None:
    command = appoint(roles=(Role.AGENCY_HEAD,), divisions=(), by=OPERATOR)
    expected = replace(APPOINTED, roles=(Role.AGENCY_HEAD,), divisions=(), appointed_by="quan-tri")
    given(AGENCY, *ORGANISED).when(decide_agency, command).then(expected)


def test_an_event_of_another_aggregate_is_an_error() -> None:
    with pytest.raises(TypeError):
        AGENCY.fold([object()])
