from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.agency import Agency, AgencyKind, KnownNow
from services.catalog.domain.organisation.divisions import AddDivision
from services.catalog.domain.organisation.officials import AppointOfficial
from services.catalog.domain.organisation.registering import RegisterAgency
from services.catalog.errors.organisation.agencies import (
    AgencyAlreadyRegistered,
    AgencyNotRegistered,
    AppointmentUnchanged,
    DivisionAlreadyExists,
    DivisionUnknown,
    HeadWithoutDivision,
    MayNotGrantRole,
    MayNotOrganise,
    MayNotRegisterAgency,
    RoleNotForOfficials,
    RolesMissing,
    UnfitParent,
    UnfitWave,
)
from services.catalog.errors.procedure.texts import (
    MalformedAgencyCode,
    MalformedCode,
    MalformedOfficial,
    UnusableText,
)
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.errors import EffectiveInFuture, RecordedTooLate
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
    act,
    added,
)

NOW = act(OPERATOR)


def under(parent: str | None, kind: AgencyKind | None) -> KnownNow:
    """What is known where an agency of that kind is registered, and nothing where it is None."""
    return KnownNow(agencies={parent: Agency(code=parent, kind=kind)} if parent and kind else {})


PROVINCE = under("UBND", AgencyKind.PROVINCE)


def register(**changes: Any) -> RegisterAgency:
    values: dict[str, Any] = {
        "code": "SNV",
        "kind": AgencyKind.DEPARTMENT,
        "name_vi": "Sở Nội vụ",
        "name_en": "Department of Home Affairs",
        "parent": "UBND",
        "wave": 1,
        "valid_from": date(2021, 1, 1),
    }
    return RegisterAgency(**{**values, **changes})


def test_an_operator_registers_an_agency() -> None:
    given(AGENCY).when(register(), NOW, PROVINCE).then(REGISTERED)


def test_an_importer_registers_an_agency() -> None:
    expected = replace(REGISTERED, registered_by="nhap-lieu")
    given(AGENCY).when(register(), act(IMPORTER), PROVINCE).then(expected)


def test_an_agency_head_registers_nothing() -> None:
    given(AGENCY).when(register(), act(HEAD), PROVINCE).refused(MayNotRegisterAgency)


def test_a_code_is_registered_once() -> None:
    given(AGENCY, REGISTERED).when(register(), NOW, PROVINCE).refused(AgencyAlreadyRegistered, where="code")


@pytest.mark.parametrize("code", ["", "snv", "SNV-1", "SỞ", "A.", ".A", "A..B", "A" * 36, "SNV\n"])
def test_a_malformed_agency_code_is_refused(code: str) -> None:
    given(AGENCY).when(register(code=code), NOW, PROVINCE).refused(MalformedAgencyCode, where="code")


@pytest.mark.parametrize("code", ["SNV", "H47", "000.00.00.H49", "A" * 35])
def test_codes_of_the_national_scheme_are_taken(code: str) -> None:
    given(AGENCY).when(register(code=code), NOW, PROVINCE).then(replace(REGISTERED, agency=code))


@pytest.mark.parametrize("name", ["", "  ", "Sở\nNội vụ", "x" * 501, "\ud800"])
def test_a_name_is_one_line_of_text(name: str) -> None:
    given(AGENCY).when(register(name_vi=name), NOW, PROVINCE).refused(UnusableText, where="name_vi")


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
    command = register(kind=kind, parent=parent)
    given(AGENCY).when(command, NOW, under(parent, parent_kind)).then(
        replace(REGISTERED, kind=kind, parent=parent)
    )


@pytest.mark.parametrize(
    ("kind", "parent", "parent_kind"),
    [
        (AgencyKind.PROVINCE, "UBND", AgencyKind.PROVINCE),
        (AgencyKind.DEPARTMENT, None, None),
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
    command = register(kind=kind, parent=parent)
    given(AGENCY).when(command, NOW, under(parent, parent_kind)).refused(UnfitParent, where="parent")


def test_waves_count_from_one() -> None:
    given(AGENCY).when(register(wave=0), NOW, PROVINCE).refused(UnfitWave, where="wave")


def test_an_agency_without_a_first_day_has_that_of_its_registration() -> None:
    expected = replace(REGISTERED, valid_from=date(2026, 11, 20))
    given(AGENCY).when(register(valid_from=None), NOW, PROVINCE).then(expected)


def test_a_registration_is_recorded_in_time_unless_it_is_imported() -> None:
    before = given(AGENCY)
    late = act(OPERATOR, at=AT - timedelta(days=5), recorded_at=AT)
    before.when(register(), late, PROVINCE).refused(RecordedTooLate, where="at")
    before.when(register(), act(OPERATOR, AT + timedelta(hours=1), AT), PROVINCE).refused(EffectiveInFuture)
    imported = replace(REGISTERED, registered_by="nhap-lieu", registered_at=late.at)
    before.when(register(), replace(late, by=IMPORTER), PROVINCE).then(imported)


# --- divisions -----------------------------------------------------------------------------------


def add(division: str = "VP", name: str = "Văn phòng") -> AddDivision:
    return AddDivision(agency="SNV", division=division, name=name)


@pytest.mark.parametrize("by", [HEAD, OPERATOR, IMPORTER])
def test_a_division_is_added_by_who_organises_the_agency(by: Actor) -> None:
    given(AGENCY, REGISTERED).when(add(), act(by)).then(replace(added("VP"), added_by=by.id))


@pytest.mark.parametrize("by", [OTHER_HEAD, EDITOR])
def test_others_add_no_division(by: Actor) -> None:
    given(AGENCY, REGISTERED).when(add(), act(by)).refused(MayNotOrganise)


def test_an_agency_that_is_not_registered_has_no_divisions() -> None:
    given(AGENCY).when(add(), act()).refused(AgencyNotRegistered, where="agency")


def test_a_division_is_added_once() -> None:
    scenario = given(AGENCY, REGISTERED, added("VP")).when(add(), act())
    scenario.refused(DivisionAlreadyExists, where="division")


def test_a_malformed_division_is_refused() -> None:
    given(AGENCY, REGISTERED).when(add("Phòng 1"), act()).refused(MalformedCode, where="division")


def test_a_division_has_a_name() -> None:
    given(AGENCY, REGISTERED).when(add(name=" "), act()).refused(UnusableText, where="name")


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
    }
    return AppointOfficial(**{**values, **changes})


def test_the_head_appoints_an_official() -> None:
    given(AGENCY, *ORGANISED).when(appoint(), act()).then(APPOINTED)


def test_another_appointment_with_more_divisions_changes_it() -> None:
    again = given(AGENCY, *ORGANISED, APPOINTED).when(appoint(divisions=("VP", "CCVC")), act())
    state = again.then(replace(APPOINTED, divisions=("CCVC", "VP"))).state
    assert state.officials["snv.minh"].divisions == ("CCVC", "VP")


def test_the_same_appointment_again_changes_nothing() -> None:
    command = appoint(divisions=("VP", "VP"))
    given(AGENCY, *ORGANISED, APPOINTED).when(command, act()).refused(AppointmentUnchanged)


@pytest.mark.parametrize("by", [OTHER_HEAD, EDITOR])
def test_others_appoint_nobody(by: Actor) -> None:
    given(AGENCY, *ORGANISED).when(appoint(), act(by)).refused(MayNotOrganise)


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
    asked = {**changes}
    by = asked.pop("by", HEAD)
    given(AGENCY, *ORGANISED).when(appoint(**asked), act(by)).refused(refusal, where=where)


def test_a_head_does_not_take_a_wider_role_away() -> None:
    head_too = replace(APPOINTED, roles=(Role.AGENCY_HEAD, Role.OFFICIAL))
    given(AGENCY, *ORGANISED, head_too).when(appoint(), act()).refused(MayNotGrantRole)


def test_an_operator_appoints_the_head() -> None:
    command = appoint(roles=(Role.AGENCY_HEAD,), divisions=())
    expected = replace(APPOINTED, roles=(Role.AGENCY_HEAD,), divisions=(), appointed_by="quan-tri")
    given(AGENCY, *ORGANISED).when(command, NOW).then(expected)


def test_an_event_of_another_aggregate_is_an_error() -> None:
    with pytest.raises(KeyError):
        AGENCY.fold([object()])
