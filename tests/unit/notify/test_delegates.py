"""Who acts for somebody on a day is told what that person is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from services.notify.domain.deciders import DIRECTORY
from services.notify.domain.delegates import with_delegates
from services.notify.domain.directory import DelegationReplicated
from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked
from tests.scenario import Told, given

AT = datetime(2026, 11, 2, 1, 10, tzinfo=UTC)
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 4)
LISTED = DelegationReplicated(
    agency="SNV",
    official="lan",
    delegate="minh",
    first_day=FIRST,
    last_day=LAST,
    agency_version=5,
    listed_at=AT,
)
GRANTED = DelegationGranted(
    agency="SNV",
    official="lan",
    delegate="minh",
    first_day=FIRST,
    last_day=LAST,
    roles=("official",),
    divisions=("VP",),
    granted_by="binh",
    granted_at=AT,
)
REVOCATION = DelegationRevoked(
    agency="SNV", official="lan", delegate="minh", first_day=FIRST, revoked_by="binh", revoked_at=AT
)
GRANT, REVOKE = Told(AT, 5), Told(AT, 6)
REVOKED = replace(LISTED, revoked=True, agency_version=6)


def test_a_delegation_is_listed_once_and_so_is_its_end() -> None:
    listed = given(DIRECTORY).told(GRANTED, GRANT).then(LISTED)
    listed.told(GRANTED, GRANT).then()
    revoked = listed.told(REVOCATION, REVOKE).then(REVOKED)
    revoked.told(REVOCATION, REVOKE).then()
    revoked.told(GRANTED, GRANT).then()
    given(DIRECTORY).told(REVOCATION, REVOKE).then()


@pytest.mark.parametrize(
    ("listed", "on", "told"),
    [
        (LISTED, FIRST, ("lan", "hoa", "minh")),
        (LISTED, LAST, ("lan", "hoa", "minh")),
        (LISTED, FIRST - timedelta(days=1), ("lan", "hoa")),
        (LISTED, LAST + timedelta(days=1), ("lan", "hoa")),
        (REVOKED, FIRST, ("lan", "hoa")),
        (replace(LISTED, official="nga"), FIRST, ("lan", "hoa")),
        (replace(LISTED, delegate="hoa"), FIRST, ("lan", "hoa")),
    ],
)
def test_a_delegate_is_told_in_time_and_once(listed: Any, on: date, told: tuple[str, ...]) -> None:
    delegates = given(DIRECTORY, listed).state.delegations
    assert with_delegates(("lan", "hoa"), delegates, on) == told


def test_a_listing_comes_back_from_the_store_as_it_was() -> None:
    assert msgspec.json.decode(msgspec.json.encode(LISTED), type=DelegationReplicated) == LISTED
