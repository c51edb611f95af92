"""What is told when a case's due instant moves: of the case, and of its steps alone nothing."""

from typing import Any

import pytest

from services.sla.domain.events import ClockExtended, ClockRecounted, ClockResumed, MovedDue
from services.sla.published import TRANSLATIONS
from shared.contracts.publication import Origin
from tests.unit.working_time.calendars import hanoi

AT, DUE = hanoi("2026-03-02 08:00"), hanoi("2026-03-09 17:30")
ORIGIN = Origin("SNV-260302-0001", AT)
OF_STEP = MovedDue(step="a", visit=1, due_at=AT, due_soon_at=AT)
OF_CASE = MovedDue(due_at=DUE, due_soon_at=AT)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (ClockExtended(extended_at=AT, reason="x", due_at=DUE, due_soon_at=AT), "extended"),
        (ClockResumed(resumed_at=AT, moved=(OF_STEP, OF_CASE), alarms=()), "resumed"),
        (ClockRecounted(recounted_at=AT, reason="x", moved=(OF_CASE,), alarms=()), "recounted"),
    ],
)
def test_a_case_that_is_due_at_another_instant_is_told(event: Any, reason: str) -> None:
    told = TRANSLATIONS[type(event)](event, ORIGIN)
    assert told is not None
    assert (told.time, told.event.moved_at) == (AT, AT)
    assert (told.event.case_number, told.event.due_at, told.event.reason) == (ORIGIN.key, DUE, reason)


def test_a_step_that_is_due_at_another_instant_is_not() -> None:
    event = ClockResumed(resumed_at=AT, moved=(OF_STEP,), alarms=())
    assert TRANSLATIONS[ClockResumed](event, ORIGIN) is None
