"""Divisions change, officials leave and are away, and colleagues act for them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.absences import AbsenceKind, RecordAbsence, WithdrawAbsence
from services.catalog.domain.organisation.delegations import GrantDelegation, RevokeDelegation
from services.catalog.domain.organisation.divisions import AddDivision, CloseDivision, RenameDivision
from services.catalog.domain.organisation.officials import EndAppointment
from services.catalog.errors.organisation.absences import (
    AbsenceNotFound,
    AbsencesOverlap,
    DaysReversed,
    DelegateAbsent,
    DelegateUnfit,
    DelegationNotFound,
    DelegationsChained,
    DelegationsOverlap,
    MayNotDelegate,
    NotTheirsToDelegate,
    StandsInForAnother,
)
from services.catalog.errors.organisation.agencies import (
    DivisionNameUnchanged,
    DivisionStillStaffed,
    DivisionUnknown,
    MayNotGrantRole,
    MayNotOrganise,
    OfficialNotAppointed,
)
from services.catalog.errors.organisation.reorganisation import AgencyHasEnded
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.errors import Refusal
from shared.kernel import Actor, Role
from tests.scenario import given
from tests.unit.catalog.examples import AT, HEAD, IMPORTER, OPERATOR, OTHER_HEAD, REGISTERED, act, added
from tests.unit.catalog.examples_organisation import (
    ABSENCE_WITHDRAWN,
    ABSENT,
    DELEGATED,
    DISSOLVED,
    DIVISION_CLOSED,
    DIVISION_RENAMED,
    LEFT,
    REVOKED,
)

LAN = Actor("snv.lan", agency="SNV", roles=frozenset({Role.OFFICIAL}))
MINH = Actor("snv.minh", agency="SNV", roles=frozenset({Role.OFFICIAL}))
STRANGER = Actor("snv.lan", agency="SCT", roles=frozenset({Role.OFFICIAL}))


def appointed(official: str, *roles: Role, divisions: tuple[str, ...] = ("VP",)) -> OfficialAppointed:
    return OfficialAppointed(
        agency="SNV",
        official=official,
        name="Lê Minh",
        divisions=divisions,
        position="",
        roles=roles or (Role.OFFICIAL,),
        appointed_by="snv.binh",
        appointed_at=AT,
    )


STAFFED = (REGISTERED, added("VP"), added("TTr"), *map(appointed, ("snv.lan", "snv.minh", "snv.nga")))
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 4)


HERS = act(LAN)  #: what Lan says for herself


def order(kind: Any, /, **changes: Any) -> Any:
    return kind(**{"agency": "SNV", **changes})


def absence(**changes: Any) -> Any:
    usual = {"official": "snv.lan", "first_day": FIRST, "last_day": LAST, "kind": AbsenceKind.LEAVE}
    return order(RecordAbsence, **{**usual, **changes})


def delegation(**changes: Any) -> Any:
    usual = {"official": "snv.lan", "delegate": "snv.minh", "first_day": FIRST, "last_day": LAST}
    return order(GrantDelegation, **{**usual, **changes})


# --- divisions -----------------------------------------------------------------------------------


def test_a_division_is_renamed_and_keeps_its_code() -> None:
    command = order(RenameDivision, division="VP", name="Văn phòng Sở")
    state = given(AGENCY, *STAFFED).when(command, act()).then(DIVISION_RENAMED).state
    assert state.divisions["VP"] == "Văn phòng Sở"
    given(AGENCY, *STAFFED, DIVISION_RENAMED).when(command, act()).refused(DivisionNameUnchanged)
    given(AGENCY, *STAFFED).when(command, HERS).refused(MayNotOrganise)


def test_a_division_is_closed_when_nobody_works_in_it() -> None:
    closed = given(AGENCY, *STAFFED).when(order(CloseDivision, division="TTr"), act())
    closed.then(DIVISION_CLOSED).when(order(CloseDivision, division="TTr"), act()).refused(DivisionUnknown)
    refusal = given(AGENCY, *STAFFED).when(order(CloseDivision, division="VP"), act())
    assert "snv.lan" in str(refusal.refused(DivisionStillStaffed, where="division"))


def test_an_agency_that_has_ended_is_wound_up_and_nothing_else() -> None:
    ended = given(AGENCY, *STAFFED, replace(DISSOLVED, effective_from=date(2026, 11, 20)))
    ended.when(order(AddDivision, division="X", name="X"), act()).refused(AgencyHasEnded)
    ended.when(delegation(), HERS).refused(AgencyHasEnded)
    ended.when(order(CloseDivision, division="TTr"), act()).then(DIVISION_CLOSED)
    ended.when(order(EndAppointment, official="snv.lan"), act()).then(replace(LEFT, left_by="snv.binh"))


# --- officials who leave -------------------------------------------------------------------------


def test_who_leaves_takes_all_delegations_along() -> None:
    passed_on = replace(DELEGATED, official="snv.nga", delegate="snv.lan", first_day=date(2026, 12, 8))
    scenario = given(AGENCY, *STAFFED, DELEGATED, ABSENT, passed_on)
    state = (
        scenario.when(order(EndAppointment, official="snv.lan"), act(OPERATOR))
        .then(
            replace(REVOKED, revoked_by="quan-tri"),
            replace(
                REVOKED,
                official="snv.nga",
                delegate="snv.lan",
                first_day=date(2026, 12, 8),
                revoked_by="quan-tri",
            ),
            LEFT,
        )
        .state
    )
    assert "snv.lan" not in state.officials
    assert (state.absences, state.delegations) == ({}, {})


def test_only_who_organises_lets_officials_go_and_only_an_operator_a_head() -> None:
    leaving = order(EndAppointment, official="snv.lan")
    given(AGENCY, *STAFFED).when(leaving, HERS).refused(MayNotOrganise)
    stranger = order(EndAppointment, official="snv.x")
    given(AGENCY, *STAFFED).when(stranger, act()).refused(OfficialNotAppointed)
    head = (*STAFFED, appointed("snv.lan", Role.AGENCY_HEAD, divisions=()))
    given(AGENCY, *head).when(leaving, act()).refused(MayNotGrantRole)


# --- absences ------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [LAN, HEAD, OPERATOR, IMPORTER])
def test_officials_say_when_they_are_away_or_who_organises_them_does(by: Actor) -> None:
    given(AGENCY, *STAFFED).when(absence(), act(by)).then(replace(ABSENT, recorded_by=by.id))


@pytest.mark.parametrize("by", [MINH, OTHER_HEAD, STRANGER])
def test_others_do_not(by: Actor) -> None:
    given(AGENCY, *STAFFED).when(absence(), act(by)).refused(MayNotDelegate)
    given(AGENCY, *STAFFED).when(delegation(), act(by)).refused(MayNotDelegate)


def test_absences_do_not_overlap_until_one_is_withdrawn() -> None:
    away = given(AGENCY, *STAFFED, ABSENT)
    away.when(absence(first_day=LAST, last_day=LAST), HERS).refused(AbsencesOverlap)
    withdrawing = order(WithdrawAbsence, official="snv.lan", first_day=FIRST)
    withdrawn = away.when(withdrawing, HERS)
    withdrawn.then(ABSENCE_WITHDRAWN).when(absence(), HERS).then(ABSENT)
    given(AGENCY, *STAFFED).when(withdrawing, act()).refused(AbsenceNotFound)


@pytest.mark.parametrize("last_day", [date(2026, 11, 30), date(2027, 12, 3)])
def test_an_absence_is_of_one_day_to_a_year(last_day: date) -> None:
    given(AGENCY, *STAFFED).when(absence(last_day=last_day), HERS).refused(DaysReversed)
    given(AGENCY, *STAFFED).when(delegation(last_day=last_day), HERS).refused(DaysReversed)


# --- delegations ---------------------------------------------------------------------------------


def test_a_delegation_without_roles_is_of_all_that_the_official_has() -> None:
    given(AGENCY, *STAFFED).when(delegation(), HERS).then(DELEGATED)


@pytest.mark.parametrize(
    ("before", "changes", "refusal"),
    [
        ((), {"delegate": "snv.lan"}, DelegateUnfit),
        ((), {"delegate": "sct.hoa"}, OfficialNotAppointed),
        ((), {"official": "sct.hoa", "by": HEAD}, OfficialNotAppointed),
        ((), {"roles": (Role.DIVISION_HEAD,)}, NotTheirsToDelegate),
        ((), {"divisions": ("TTr",)}, NotTheirsToDelegate),
        ((replace(ABSENT, official="snv.minh"),), {}, DelegateAbsent),
        ((DELEGATED,), {"delegate": "snv.nga", "first_day": LAST}, DelegationsOverlap),
        ((replace(DELEGATED, official="snv.minh", delegate="snv.nga"),), {}, DelegationsChained),
        ((replace(DELEGATED, official="snv.nga", delegate="snv.lan"),), {}, DelegationsChained),
    ],
)
def test_a_delegation_that_does_not_hold_is_refused(
    before: Any, changes: Any, refusal: type[Refusal]
) -> None:
    asked = {**changes}
    by = asked.pop("by", LAN)
    given(AGENCY, *STAFFED, *before).when(delegation(**asked), act(by)).refused(refusal)


def test_the_day_after_another_delegation_is_free() -> None:
    later = delegation(delegate="snv.nga", first_day=date(2026, 12, 5), last_day=date(2026, 12, 5))
    given(AGENCY, *STAFFED, DELEGATED).when(later, HERS).then(
        replace(DELEGATED, delegate="snv.nga", first_day=later.first_day, last_day=later.last_day)
    )


def test_a_delegate_is_not_away_meanwhile() -> None:
    command = absence(official="snv.minh")
    given(AGENCY, *STAFFED, DELEGATED).when(command, act(MINH)).refused(StandsInForAnother)


def test_a_delegation_is_revoked_once() -> None:
    command = order(RevokeDelegation, official="snv.lan", first_day=FIRST)
    revoked = given(AGENCY, *STAFFED, DELEGATED).when(command, HERS).then(REVOKED)
    revoked.when(command, HERS).refused(DelegationNotFound)
