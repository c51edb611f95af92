"""A calendar is told whole, each version once; who reads it counts by the very same one."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from services.cases.domain.working_calendar import CALENDAR, CalendarReplicated
from services.sla.domain.current_calendar import CURRENT_CALENDAR, TellCalendar
from shared.contracts.calendars import CalendarChanged
from shared.contracts.registry import dump, read_as
from shared.decider import by_itself
from shared.public_holidays import further_days
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import OFFICE_HOURS, Holiday, LocalDifference
from tests.scenario import Told, given
from tests.unit.working_time.calendars import AMSTERDAM, VIETNAM, hanoi, working_days

NOW = hanoi("2026-03-02 08:00")
FIRST_DAY = date(2026, 1, 1)
#: That the calendar is laid out for: some of what is drawn lies beyond them.
YEARS = range(2026, 2027)


def told(calendar: WorkingCalendar, version: int = 1) -> CalendarChanged:
    command = TellCalendar(calendar=calendar, version=version)
    (event,) = CURRENT_CALENDAR.decide(CURRENT_CALENDAR.initial(), command, by_itself(NOW))
    assert isinstance(event, CalendarChanged)
    return event


def read(event: CalendarChanged) -> CalendarReplicated:
    """As the cases service reads it off the wire."""
    found: CalendarReplicated = read_as(CalendarReplicated, dump(event))
    return found


def test_each_version_is_told_once() -> None:
    first = told(VIETNAM)
    after = given(CURRENT_CALENDAR, first)
    for version in (0, 1):
        after.when(TellCalendar(calendar=AMSTERDAM, version=version), by_itself(NOW)).then()
    second = told(AMSTERDAM, 2)
    after.when(TellCalendar(calendar=AMSTERDAM, version=2), by_itself(NOW)).then(second)


def test_the_newest_holds_in_whatever_order_they_arrive() -> None:
    old, new = read(told(VIETNAM, 1)), read(told(AMSTERDAM, 2))
    assert (
        given(CALENDAR).told(old, Told()).then(old).told(new, Told()).then(new).state.working(further_days)
        == AMSTERDAM
    )
    assert (
        given(CALENDAR).told(new, Told()).then(new).told(old, Told()).then().state.working(further_days)
        == AMSTERDAM
    )
    given(CALENDAR, new).told(new, Told()).then()


DAYS = st.integers(0, 700).map(lambda days: FIRST_DAY + timedelta(days=days))
DIFFERENCES = st.builds(
    lambda first, length, closed: LocalDifference(
        agency="SNV",
        first_day=first,
        last_day=first + timedelta(days=length),
        hours=() if closed else OFFICE_HOURS[:1],
        name="Lụt",
        source="Thông báo",
    ),
    DAYS,
    st.integers(0, 9),
    st.booleans(),
)


@settings(max_examples=30, deadline=None)
@drawn(st.lists(DAYS, unique=True, max_size=9), st.lists(DIFFERENCES, max_size=3), DAYS, st.integers(1, 60))
def test_who_reads_it_counts_alike(
    free: list[date], differences: list[LocalDifference], start: date, amount: int
) -> None:
    holidays = tuple(Holiday(day=day, name="Nghỉ", source="Quyết định") for day in free)
    days = {"holidays": holidays, "differences": tuple(differences), "noted_years": YEARS}
    calendar = replace(VIETNAM, further=further_days(VIETNAM.time_zone, holidays), **days)
    copy = CALENDAR.fold([read(told(calendar))]).working(further_days)
    assert copy == calendar
    begins = calendar.begins(start) + timedelta(hours=10)
    for agency in ("SNV", "SCT"):
        limit = working_days(amount)
        assert copy.of(agency).due(begins, limit) == calendar.of(agency).due(begins, limit)
