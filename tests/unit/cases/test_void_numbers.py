"""Numbers that were given out to cases which are lost are void, and nobody gets them again."""

from datetime import UTC, date, datetime

import pytest

from services.cases.checks.numbers import NumberCheck
from services.cases.domain.register import (
    REGISTER,
    NumberTaken,
    NumberVoided,
    TakeNumber,
    book_and_sequence,
    take_number,
    void_numbers,
)
from shared.decider import by_itself
from shared.eventstore.records import RecordedEvent
from shared.runtime.findings import Area, Findings
from tests.unit.cases.builder import MONDAY

FIRST = NumberTaken(sequence=1, number="SNV-261201-0001")
GIVEN_OUT = {1: "SNV-261201-0001", 3: "SNV-261202-0003"}
LOST = [
    NumberVoided(sequence=2, number=None, reason="lost"),
    NumberVoided(sequence=3, number="SNV-261202-0003", reason="lost"),
]


def test_all_up_to_the_last_that_was_given_out_are_void() -> None:
    assert void_numbers(REGISTER.fold([FIRST]), GIVEN_OUT, "lost", 100) == LOST


def test_so_many_are_entered_at_once_and_then_the_rest() -> None:
    assert void_numbers(REGISTER.fold([FIRST]), GIVEN_OUT, "lost", 1) == LOST[:1]
    assert void_numbers(REGISTER.fold([FIRST, *LOST]), GIVEN_OUT, "lost", 1) == []


def test_the_next_case_gets_the_number_behind_them() -> None:
    command = TakeNumber(agency="SNV", on=date(2026, 12, 3))
    taken = take_number(REGISTER.fold([FIRST, *LOST]), command, by_itself(MONDAY))
    assert taken.number == "SNV-261203-0004"


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("SNV-261201-0001", ("SNV-2026", 1)),
        ("SO-NOI-VU-261201-12345", ("SO-NOI-VU-2026", 12345)),
        ("SNV-261201-001", None),
        ("SNV", None),
        ("SNV-2612\u00b201-0001", None),
    ],
)
def test_a_number_says_its_book_and_its_place(number: str, found: tuple[str, int] | None) -> None:
    assert book_and_sequence(number) == found


async def test_void_numbers_are_no_gap_and_what_is_left_of_them_is_only_noted() -> None:
    findings = Findings()
    check = NumberCheck(findings)
    for version, event in enumerate([*LOST, NumberTaken(sequence=4, number="SNV-261203-0004")], 2):
        check.take(recorded(event, version))
    assert findings.count == 1, "number 1 of this book isn't there"
    findings.disagree(Area.CLOCK, "clock-SNV-261202-0003", "no fact 1: the case has none", "events")
    assert findings.count == 1
    assert "void" in findings.notes[-1].text


def recorded(event: object, version: int) -> RecordedEvent:
    return RecordedEvent(
        stream="register-SNV-2026",
        version=version,
        event=event,
        recorded_at=datetime(2026, 12, 1, tzinfo=UTC),
        command_id="",
        correlation_id="",
        causation_id="",
    )
