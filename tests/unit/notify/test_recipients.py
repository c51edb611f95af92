"""Who is told of a step that is given to somebody, or that nobody holds any more."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from services.notify.domain.directory import DIRECTORY, Directory, OfficialReplicated
from services.notify.domain.recipients import kind_of, told_of_step
from shared.contracts.sla import StepGiven
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting, Role

AT = datetime(2026, 12, 7, 4, 5, tzinfo=UTC)
STAFF = {
    "minh": (Role.OFFICIAL, "CCVC"),
    "mai": (Role.OFFICIAL, "CCVC"),
    "hoa": (Role.DIVISION_HEAD, "CCVC"),
    "lan": (Role.OFFICIAL, "VP"),
    "binh": (Role.AGENCY_HEAD, ""),
}


def directory(people: Iterable[str] = STAFF) -> Directory:
    return DIRECTORY.fold(
        OfficialReplicated(
            agency="SNV",
            official=one,
            name=one,
            divisions=(STAFF[one][1],),
            roles=(STAFF[one][0],),
            agency_version=1,
            listed_at=AT,
        )
        for one in people
    )


def given(**fields: Any) -> StepGiven:
    times = {"started_at": AT, "due_at": AT, "detected_at": AT, "given_at": AT}
    case = {"case_number": "SNV-261201-0001", "agency": "SNV", "procedure": "SNV-07", "edition": 1}
    limit = TimeLimit.of(480, Counting.WORKING_HOURS)
    step = {"step": "tham-dinh", "visit": 1, "division": "CCVC", "way": "handed_off", "given_by": "lan"}
    return StepGiven(**{**case, **times, **step, "time_limit": limit, **fields})


@pytest.mark.parametrize(
    ("fields", "people", "told"),
    [
        ({"official": "minh"}, STAFF, ("minh",)),
        ({}, STAFF, ("hoa",)),
        ({}, ["minh", "mai", "lan", "binh"], ("mai", "minh")),
        ({}, ["lan", "binh"], ("binh",)),
        ({"given_by": "hoa"}, STAFF, ()),
        ({"official": "minh", "given_by": "minh"}, STAFF, ()),
        ({"way": "released", "given_by": "minh"}, STAFF, ("hoa", "binh")),
        ({"way": "released", "given_by": "minh"}, ["minh", "binh"], ("binh",)),
        ({"agency": "SCT"}, STAFF, ()),
        ({"agency": "SCT", "official": "tam"}, STAFF, ("tam",)),
    ],
    ids=[
        "whoever got it",
        "a queue: the division's head",
        "no head: all its officials",
        "nobody there: the agency's head",
        "who gave it knows",
        "so does who gave it to themselves",
        "released: both heads",
        "released, and no head there",
        "another agency's directory",
        "another agency's official",
    ],
)
def test_who_is_told(fields: dict[str, Any], people: Iterable[str], told: tuple[str, ...]) -> None:
    assert told_of_step(given(**fields))(directory(people)) == told


def test_what_they_are_told() -> None:
    assert [kind_of(given(way=one)).value for one in ("assigned", "released")] == [
        "step_to_do",
        "step_released",
    ]
