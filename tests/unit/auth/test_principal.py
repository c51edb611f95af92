"""An actor has the roles of one unit, and none from elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.auth import Grant, NotInAgency, Principal, RoleMissing, UnitUnclear
from shared.auth.claims import claims_of, principal_from
from shared.auth.errors import ROLE_NAMES, ActingForRefused
from shared.auth.principal import AGENCY_ROLES
from shared.errors import Language
from shared.kernel import Role

UNITS = st.sampled_from(["SNV", "SCT", "STTTT"])
DIVISIONS = st.one_of(st.none(), st.sampled_from(["VP", "TTra"]))


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    role = draw(st.sampled_from(Role))
    agency = draw(UNITS) if role in AGENCY_ROLES else draw(st.one_of(st.none(), UNITS))
    division = draw(DIVISIONS) if agency else None
    return Grant(role, agency, division or ("VP" if role is Role.DIVISION_HEAD else None))


@given(st.lists(grants(), min_size=1), UNITS, DIVISIONS)
def test_every_role_of_an_actor_is_granted_for_its_unit(
    held: list[Grant], agency: str, division: str | None
) -> None:
    try:
        actor = Principal("an", tuple(held)).actor(agency, division)
    except (NotInAgency, UnitUnclear):
        return
    for role in actor.roles:
        units = {(grant.agency, grant.division) for grant in held if grant.role is role}
        assert units & {(None, None), (agency, None), (agency, actor.division)}


@given(st.lists(grants()))
def test_grants_survive_the_way_through_a_token(held: list[Grant]) -> None:
    assert principal_from({"sub": "an", "tthc_roles": claims_of(held)}).grants == tuple(held)


def test_who_has_one_unit_need_not_name_it() -> None:
    actor = Principal("an", (Grant(Role.OFFICIAL, "SNV", "VP"),)).actor()
    assert (actor.agency, actor.division, actor.roles) == ("SNV", "VP", {Role.OFFICIAL})


def test_who_has_several_units_must_say_which() -> None:
    an = Principal("an", (Grant(Role.OFFICIAL, "SNV", "VP"), Grant(Role.DIVISION_HEAD, "SCT", "TTra")))
    with pytest.raises(UnitUnclear):
        an.actor()
    assert an.actor("SCT").roles == {Role.DIVISION_HEAD}


def test_a_role_elsewhere_is_no_role_here() -> None:
    with pytest.raises(NotInAgency):
        Principal("an", (Grant(Role.AGENCY_HEAD, "SNV"),)).actor("SCT")


def test_a_role_for_the_province_holds_in_every_agency() -> None:
    actor = Principal("importer", (Grant(Role.IMPORTER),)).actor("SNV", acting_for="an")
    assert actor.roles == {Role.IMPORTER}
    assert (actor.id, actor.name) == ("importer", "an")


def test_an_official_does_not_act_for_another() -> None:
    with pytest.raises(ActingForRefused):
        Principal("an", (Grant(Role.OFFICIAL, "SNV", "VP"),)).actor(acting_for="binh")


def test_a_role_that_is_held_in_any_unit_is_one_that_somebody_has() -> None:
    an = Principal("an", (Grant(Role.OFFICIAL, "SNV", "VP"), Grant(Role.AUDITOR)))
    assert an.has(Role.AUDITOR)
    assert an.has(Role.IMPORTER, Role.OFFICIAL)
    assert not an.has(Role.AGENCY_HEAD, Role.DIVISION_HEAD)
    assert not Principal("an").has(*Role)
    an.require(Role.AGENCY_HEAD, Role.OFFICIAL)


def test_a_missing_role_is_told_by_its_name_in_both_languages() -> None:
    with pytest.raises(RoleMissing) as refused:
        Principal("an").require(Role.AGENCY_HEAD)
    assert refused.value.message(Language.VI) == "Việc này chỉ dành cho: lãnh đạo cơ quan."
    assert refused.value.message(Language.EN) == "This is only for: agency head."


def test_a_role_is_held_in_whatever_unit_and_no_other_is() -> None:
    an = Principal("an", (Grant(Role.OFFICIAL, "SNV"), Grant(Role.AUDITOR)))
    assert an.has(Role.OFFICIAL)
    assert an.has(Role.AGENCY_HEAD, Role.AUDITOR)
    assert not an.has(Role.AGENCY_HEAD, Role.OPERATOR)
    assert not an.has()


def test_who_acts_for_oneself_acts_as_oneself() -> None:
    an = Principal("an", (Grant(Role.OFFICIAL, "SNV", "VP"),))
    assert an.actor(acting_for="an") == an.actor()
    assert an.actor(acting_for="an", delegable=True) == an.actor()


def test_only_a_colleague_may_claim_a_delegation() -> None:
    with pytest.raises(NotInAgency):
        Principal("an", (Grant(Role.OFFICIAL, "SNV", "VP"),)).actor("SCT", acting_for="binh", delegable=True)


def test_every_role_has_a_name_for_people() -> None:
    assert set(ROLE_NAMES) == set(Role)


def test_where_delegations_count_acting_for_a_colleague_is_a_claim_without_any_role() -> None:
    an = Principal("an", (Grant(Role.DIVISION_HEAD, "SNV", "VP"),))
    claim = an.actor(acting_for="binh", delegable=True)
    assert (claim.id, claim.agency, claim.acting_for, claim.roles) == ("an", "SNV", "binh", frozenset())
    with pytest.raises(ActingForRefused):
        Principal("an", (Grant(Role.REVIEWER),)).actor("SNV", acting_for="binh", delegable=True)


def test_who_stands_in_by_role_needs_no_delegation() -> None:
    actor = Principal("importer", (Grant(Role.IMPORTER),)).actor("SNV", acting_for="an", delegable=True)
    assert (actor.name, actor.roles) == ("an", {Role.IMPORTER})
