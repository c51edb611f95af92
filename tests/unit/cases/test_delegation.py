"""A delegate in time acts for the official; one out of time, or out of bounds, doesn't."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from services.cases.domain.standing_in import stand_in

from services.cases.domain import DIRECTORY, directory
from services.cases.domain.delegation import DelegationNoted, NoteDelegation, NoteRevocation
from services.cases.domain.directory import NoteDeparture, NoteOfficial, OfficialNoted, check_belongs
from services.cases.errors import DelegationUnitUnclear, OfficialNotOfDivision
from shared.delegation import DelegationMissing
from shared.kernel import Actor, Role
from tests.scenario import given
from tests.unit.cases.builder import AGENCY, HOUR, MONDAY

DAY = timedelta(days=1)
NOTED = DelegationNoted(
    official="lan",
    delegate="minh",
    first_day=date(2026, 12, 7),
    last_day=date(2026, 12, 8),
    roles=(Role.OFFICIAL,),
    divisions=("VP",),
    granted_at=MONDAY,
)
NOTE = NoteDelegation(
    official="lan",
    delegate="minh",
    first_day=NOTED.first_day,
    last_day=NOTED.last_day,
    roles=NOTED.roles,
    divisions=NOTED.divisions,
    granted_at=MONDAY,
)
REVOKE = NoteRevocation(official="lan", first_day=NOTED.first_day, revoked_at=MONDAY + HOUR)
CLAIM = Actor("minh", agency=AGENCY, acting_for="lan")


def acting(
    claim: Actor = CLAIM,
    at: datetime = MONDAY,
    recorded_at: datetime | None = None,
    noted: DelegationNoted = NOTED,
) -> Actor:
    known = given(DIRECTORY, noted).state.delegations
    return stand_in(known, claim, at, recorded_at or at)


def test_a_delegation_is_noted_once_and_so_is_its_end() -> None:
    noted = given(DIRECTORY).when(directory.decide, NOTE).then(NOTED)
    noted.when(directory.decide, NOTE).then()
    revoked = noted.when(directory.decide, REVOKE).then(replace(NOTED, revoked_at=MONDAY + HOUR))
    revoked.when(directory.decide, REVOKE).then()
    revoked.when(directory.decide, NOTE).then()
    again = replace(NOTE, granted_at=MONDAY + 2 * HOUR)
    revoked.when(directory.decide, again).then(replace(NOTED, granted_at=MONDAY + 2 * HOUR))


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
    appointing = NoteOfficial(
        official="lan", name="Lan", division="VP", role=Role.OFFICIAL, appointed_at=MONDAY
    )
    noted = OfficialNoted(
        official="lan", name="Lan", divisions=("VP",), roles=(Role.OFFICIAL,), appointed_at=MONDAY
    )
    gone = replace(noted, divisions=(), roles=(), appointed_at=MONDAY + DAY)
    left = (
        given(DIRECTORY)
        .when(directory.decide, appointing)
        .then(noted)
        .when(directory.decide, NoteDeparture(official="lan", left_at=MONDAY + DAY))
        .then(gone)
    )
    left.when(directory.decide, appointing).then()
    with pytest.raises(OfficialNotOfDivision):
        check_belongs(left.state, "lan", "VP")
    back = replace(appointing, appointed_at=MONDAY + 2 * DAY)
    left.when(directory.decide, back).then(replace(noted, appointed_at=MONDAY + 2 * DAY))
