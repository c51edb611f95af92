"""What the events say of alarms is, at every moment, what the clock as a whole is to be looked at for."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from services.sla.domain.alarms import alarms
from services.sla.domain.clock import Clock
from services.sla.domain.events import Alarm
from tests.unit.sla.cases import (
    CASE,
    answered,
    case_cancelled,
    case_opened,
    completed,
    extended,
    handed_off,
    opening,
    reopened,
    requested,
    resumed,
    returned,
    sent_back,
    suspended,
)
from tests.unit.sla.clocks import Told, next_alarm, told
from tests.unit.working_time.calendars import hanoi, hours

LIFE = (
    case_opened("2026-03-02 07:30", opening("receive", limit=hours(4))),
    completed(2, "receive", "2026-03-02 10:00"),
    handed_off(3, "receive", "2026-03-02 10:00", opening("legal", limit=hours(2)), opening("finance")),
    extended(4, "2026-03-02 13:30", "2026-03-03 09:00"),
    suspended(5, "2026-03-02 14:30"),
    resumed(6, "2026-03-03 14:30"),
    returned(7, "legal", "2026-03-03 15:00", opening("receive", visit=2, limit=hours(1))),
    suspended(8, "2026-03-04 08:00"),
    resumed(9, "2026-03-04 09:00"),
    extended(10, "2026-03-04 09:30", "2026-03-10 09:00"),
    reopened(11, "legal", "2026-03-04 10:00", opening("legal", visit=2)),
    requested(12, "2026-03-04 10:00", hours(2), step="finance"),
    requested(13, "2026-03-04 10:00", hours(9), step="finance", number=2),
    answered(14, "2026-03-04 11:30"),
    sent_back(15, "2026-03-04 14:00"),
    case_cancelled(16, "2026-03-05 10:00"),
)
MOMENTS = st.sampled_from(
    [f"2026-03-0{day} {hour:02d}:00" for day in (2, 3, 4, 5, 9) for hour in (8, 11, 14, 16, 18)]
)


def of_the_clock(clock: Clock) -> dict[str, datetime]:
    """By document, what the clock as it stands has to be looked at for."""
    if not clock.is_running:
        return {}
    found: dict[str, datetime] = {}
    for one in alarms(clock, clock.paused_since):
        if one.at is not None:  # a visit is looked at for its time and for its receipt, whichever comes first
            found[_key(one)] = min(one.at, found.get(_key(one), one.at))
    return found


def _key(alarm: Alarm) -> str:
    if alarm.coordination is not None:
        return f"{CASE}/{alarm.coordination}"
    return CASE if alarm.step is None else f"{CASE}:{alarm.step}:{alarm.visit}"


@given(
    st.integers(1, len(LIFE)),
    st.dictionaries(st.integers(0, len(LIFE)), MOMENTS, max_size=5),
    st.booleans(),
)
def test_the_documents_have_the_alarms_of_the_clock(length, sweeps, receipts):
    case = Told(receipts=receipts)
    for number, fact in enumerate(LIFE[:length]):
        case.note(fact)
        if number in sweeps:
            case.sweep(sweeps[number])
        assert case.alarms() == of_the_clock(case.clock)


def test_in_a_pause_only_what_was_overdue_before_is_looked_at():
    case = told(case_opened(), suspended(2, "2026-03-03 07:30"))
    assert case.alarms() == {f"{CASE}:receive:1": hanoi("2026-03-02 17:30:00.000001")}
    case.sweep("2026-03-03 08:00")
    assert next_alarm(case) is None


def test_a_case_extended_in_a_pause_has_its_alarm_when_it_goes_on():
    case = told(
        case_opened(), suspended(2, "2026-03-02 09:00"), extended(3, "2026-03-02 09:30", "2026-03-09 08:00")
    )
    assert case.alarms() == {}
    case.note(resumed(4, "2026-03-02 09:30"))
    assert case.alarms()[CASE] == hanoi("2026-03-09 08:00:00.000001")


def test_an_imported_history_has_none():
    case = told(case_opened(imported=True), suspended(2, "2026-03-02 09:00"), resumed(3, "2026-03-02 10:00"))
    case.note(extended(4, "2026-03-02 10:30", "2026-03-09 08:00"))
    assert case.alarms() == {}
