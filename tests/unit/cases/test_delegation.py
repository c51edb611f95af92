"""A delegate in time acts for the official; one out of time, or out of bounds, doesn't."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.cases.domain.delegation import as_delegate
from services.cases.domain.directory import DIRECTORY, LeftDivision, OfficialReplicated, check_belongs
from services.cases.errors.known import OfficialNotOfDivision
from services.cases.errors.who import DelegationUnitUnclear
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked, OfficialLeft
from shared.delegation import DelegationMissing
from shared.delegations import DelegationReplicated
from shared.kernel import Actor, Role
from tests.scenario import Told, given
from tests.unit.cases.builder import AGENCY, HOUR, MONDAY

DAY = timedelta(days=1)
NOTED = DelegationReplicated(
    official="lan",
    delegate="minh",
    first_day=date(2026, 12, 7),
    last_day=date(2026, 12, 8),
    roles=(Role.OFFICIAL,),
    divisions=("VP",),
    granted_at=MONDAY,
)
GRANTED = DelegationGranted(
    agency=AGENCY,
    official="lan",
    delegate="minh",
    first_day=NOTED.first_day,
    last_day=NOTED.last_day,
    roles=("official", "of_a_newer_version"),
    divisions=NOTED.divisions,
    granted_by="binh",
    granted_at=MONDAY,
)
REVOKED = DelegationRevoked(
    agency=AGENCY,
    official="lan",
    delegate="minh",
    first_day=NOTED.first_day,
    revoked_by="binh",
    revoked_at=MONDAY + HOUR,
)
CLAIM = Actor("minh", agency=AGENCY, acting_for="lan")


def acting(
    claim: Actor = CLAIM,
    at: datetime = MONDAY,
    recorded_at: datetime | None = None,
    noted: DelegationReplicated = NOTED,
) -> Actor:
    known = given(DIRECTORY, noted).state.delegations
    return as_delegate(known, claim, at, recorded_at or at)


def test_a_delegation_is_noted_once_and_so_is_its_end() -> None:
    grant, end, again = Told(MONDAY), Told(MONDAY + HOUR), Told(MONDAY + 2 * HOUR)
    noted = given(DIRECTORY).told(GRANTED, grant).then(NOTED)
    noted.told(GRANTED, grant).then()
    revoked = noted.told(REVOKED, end).then(replace(NOTED, revoked_at=MONDAY + HOUR))
    revoked.told(REVOKED, end).then()
    revoked.told(GRANTED, grant).then()
    revoked.told(GRANTED, again).then(replace(NOTED, granted_at=MONDAY + 2 * HOUR))


def test_a_delegate_has_what_was_delegated_and_nothing_of_their_own() -> None:
    actor = acting()
    assert (actor.name, actor.id) == ("lan", "minh")
    assert (actor.division, actor.roles) == ("VP", {Role.OFFICIAL})


@pytest.mark.parametrize(
    "changes",
    [
        {"claim": replace(CLAIM, acting_for="hoa")},
        {"claim": replace(CLAIM, id="cong")},
        {"claim": replace(CLAIM, division="CCVC")},
        {"at": MONDAY - HOUR},
        {"at": MONDAY + 2 * DAY},
        {"at": MONDAY + DAY, "recorded_at": MONDAY + 2 * DAY},
        {"at": MONDAY + HOUR, "noted": replace(NOTED, revoked_at=MONDAY + HOUR)},
        {"recorded_at": MONDAY + HOUR, "noted": replace(NOTED, revoked_at=MONDAY + HOUR)},
    ],
    ids=[
        "of another",
        "another delegate",
        "another division",
        "before it was granted",
        "run out",
        "dated back after it ran out",
        "revoked",
        "dated back after it was revoked",
    ],
)
def test_a_delegation_that_does_not_hold_is_none(changes: Any) -> None:
    with pytest.raises(DelegationMissing):
        acting(**changes)


def test_the_last_day_counts_to_its_end_in_vietnam() -> None:
    midnight = datetime.fromisoformat("2026-12-09T00:00:00+07:00")
    assert acting(at=midnight - timedelta(seconds=1)).name == "lan"
    with pytest.raises(DelegationMissing):
        acting(at=midnight)


def test_of_several_divisions_one_is_named() -> None:
    wide = replace(NOTED, divisions=("CCVC", "VP"))
    with pytest.raises(DelegationUnitUnclear):
        acting(noted=wide)
    assert acting(replace(CLAIM, division="CCVC"), noted=wide).division == "CCVC"


def test_who_has_left_is_given_no_more_work() -> None:
    appointed = OfficialAppointed(
        agency=AGENCY,
        official="lan",
        name="Lan",
        divisions=("VP",),
        position="",
        roles=("official",),
        appointed_by="binh",
        appointed_at=MONDAY,
    )
    left = OfficialLeft(
        agency=AGENCY,
        official="lan",
        left_by="binh",
        left_at=MONDAY + DAY,
    )
    noted = OfficialReplicated(
        official="lan",
        name="Lan",
        divisions=("VP",),
        roles=(Role.OFFICIAL,),
        appointed_at=MONDAY,
        agency_version=1,
    )
    left_at = (LeftDivision(division="VP", left_at=MONDAY + DAY),)
    gone = replace(noted, divisions=(), roles=(), appointed_at=MONDAY + DAY, left=left_at, agency_version=2)
    first, second = Told(MONDAY), Told(MONDAY + DAY, version=2)
    after = given(DIRECTORY).told(appointed, first).then(noted).told(left, second).then(gone)
    after.told(left, second).then()
    after.told(appointed, first).then()
    with pytest.raises(OfficialNotOfDivision):
        check_belongs(after.state, "lan", "VP")
    back = Told(MONDAY + 2 * DAY, version=3)
    after.told(appointed, back).then(replace(noted, appointed_at=MONDAY + 2 * DAY, agency_version=3))
