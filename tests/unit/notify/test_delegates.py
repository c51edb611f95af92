"""Who acts for somebody on a day is told what that person is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from services.notify.domain import (
    DIRECTORY,
    DelegateListed,
    ListDelegate,
    UnlistDelegate,
    decide_directory,
    with_delegates,
)
from tests.scenario import given

AT = datetime(2026, 11, 2, 1, 10, tzinfo=UTC)
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 4)
LISTED = DelegateListed(
    agency="SNV",
    official="lan",
    delegate="minh",
    first_day=FIRST,
    last_day=LAST,
    agency_version=5,
    listed_at=AT,
)
LIST = ListDelegate(
    agency="SNV", official="lan", delegate="minh", first_day=FIRST, last_day=LAST, agency_version=5, at=AT
)
UNLIST = UnlistDelegate(agency="SNV", official="lan", first_day=FIRST, agency_version=6, at=AT)
REVOKED = replace(LISTED, revoked=True, agency_version=6)


def test_a_delegation_is_listed_once_and_so_is_its_end() -> None:
    listed = given(DIRECTORY).when(decide_directory, LIST).then(LISTED)
    listed.when(decide_directory, LIST).then()
    revoked = listed.when(decide_directory, UNLIST).then(REVOKED)
    revoked.when(decide_directory, UNLIST).then()
    revoked.when(decide_directory, LIST).then()
    given(DIRECTORY).when(decide_directory, UNLIST).then()


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
    delegates = given(DIRECTORY, listed).state.delegates
    assert with_delegates(("lan", "hoa"), delegates, on) == told


def test_a_listing_comes_back_from_the_store_as_it_was() -> None:
    assert msgspec.json.decode(msgspec.json.encode(LISTED), type=DelegateListed) == LISTED
