"""Defining and changing a working calendar."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time

import msgspec
import pytest

from services.sla import errors
from services.sla.domain.calendar import Calendar
from services.sla.domain.calendar_events import (
    CalendarDefined,
    DayCleared,
    DayConfirmed,
    HolidayAdded,
    LocalDifferenceAdded,
    MakeUpDayAdded,
)
from services.sla.domain.changing_calendar import (
    AddHoliday,
    AddLocalDifference,
    AddMakeUpDay,
    ClearDay,
    ConfirmDay,
    SwapDays,
)
from services.sla.domain.deciders import CALENDAR
from services.sla.domain.defining_calendar import DefineCalendar
from shared.decider import Act
from shared.kernel import Actor, Role
from shared.public_holidays import country_days, further_days
from shared.working_time.days import OFFICE_HOURS, OFFICE_WEEK, Holiday, Hours, LocalDifference, MakeUpDay
from tests.scenario import given

OPERATOR = Actor("ops", roles=frozenset({Role.OPERATOR}))
NOON = datetime(2026, 1, 1, 5, tzinfo=UTC)
ACT = Act(by=OPERATOR, at=NOON, recorded_at=NOON)
SATURDAY, SUNDAY, MONDAY = date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 9)
ADD_HOLIDAY = AddHoliday(day=MONDAY, name="Ngày hội", source="Quyết định 1")
HOLIDAY = Holiday(day=MONDAY, name="Ngày hội", source="Quyết định 1")
MADE_UP = MakeUpDay(day=SATURDAY, instead_of=MONDAY, name="Làm bù", source="Quyết định 1")


def define(**more) -> DefineCalendar:
    values = {"code": "VN", "time_zone": "Asia/Ho_Chi_Minh"} | more
    return DefineCalendar(**values)


def defined(**more):
    return (
        given(CALENDAR)
        .when(define(**more), ACT)
        .then(
            CalendarDefined(
                code="VN",
                time_zone="Asia/Ho_Chi_Minh",
                weekly=OFFICE_WEEK,
                week_source="Quyết định 188/1999/QĐ-TTg",
                holidays=more.get("holidays", ()),
                make_up_days=more.get("make_up_days", ()),
                differences=(),
                defined_by="ops",
                defined_at=NOON,
            )
        )
    )


def add_difference(difference: LocalDifference) -> AddLocalDifference:
    return AddLocalDifference(**asdict(replace(difference, hours=())) | {"hours": difference.hours})


def test_a_defined_calendar_counts_as_it_says():
    calendar = defined(holidays=(HOLIDAY,), make_up_days=(MADE_UP,)).state.working(further_days)
    assert not calendar.day(MONDAY).hours
    assert calendar.day(SATURDAY).hours == OFFICE_HOURS
    assert not calendar.day(SUNDAY).hours


def test_days_are_added_and_cleared():
    ends = LocalDifference(
        agency="SNV", first_day=MONDAY, last_day=MONDAY, hours=(), name="Chuyển trụ sở", source="TB 2"
    )
    state = (
        defined()
        .when(ADD_HOLIDAY, ACT, "VN")
        .then(HolidayAdded(holiday=HOLIDAY, added_by="ops", added_at=NOON))
        .when(AddMakeUpDay(day=SATURDAY, instead_of=MONDAY, name="Làm bù", source="Quyết định 1"), ACT, "VN")
        .then(MakeUpDayAdded(make_up_day=MADE_UP, added_by="ops", added_at=NOON))
        .when(ClearDay(day=MONDAY, reason="Nhầm"), ACT, "VN")
        .then(DayCleared(day=MONDAY, reason="Nhầm", cleared_by="ops", cleared_at=NOON))
        .when(add_difference(ends), ACT, "VN")
        .then(LocalDifferenceAdded(difference=ends, added_by="ops", added_at=NOON))
        .state
    )
    calendar = state.working(further_days)
    assert calendar.day(MONDAY).hours == OFFICE_HOURS
    assert calendar.of("SNV").day(MONDAY).hours == ()


def test_a_swap_takes_a_day_off_and_has_a_saturday_worked_for_it():
    swap = SwapDays(day_off=MONDAY, worked=SATURDAY, source="TB 9")
    off = Holiday(day=MONDAY, name="Nghỉ hoán đổi, làm bù ngày 07/03/2026", source="TB 9")
    worked = MakeUpDay(day=SATURDAY, instead_of=MONDAY, name="Làm bù cho ngày 09/03/2026", source="TB 9")
    said = {"added_by": "ops", "added_at": NOON}
    swapped = defined().when(swap, ACT, "VN")
    after = swapped.then(HolidayAdded(holiday=off, **said), MakeUpDayAdded(make_up_day=worked, **said))
    assert after.state.working(further_days).day(SATURDAY).hours == OFFICE_HOURS
    after.when(swap, ACT, "VN").refused(errors.DayNotedAlready, str(MONDAY))
    on_a_friday = replace(swap, worked=date(2026, 3, 6))
    defined().when(on_a_friday, ACT, "VN").refused(errors.MakeUpDayWorkedAnyway)


def test_a_provisional_day_is_confirmed_once_by_what_made_it_certain():
    announced = ConfirmDay(day=MONDAY, source="Luật 1")
    confirmed = DayConfirmed(day=MONDAY, source="Luật 1", confirmed_by="ops", confirmed_at=NOON)
    days = {"holidays": (replace(HOLIDAY, provisional=True),)}
    after = defined(**days).when(announced, ACT, "VN").then(confirmed)
    assert after.state.holidays == {MONDAY: replace(HOLIDAY, source="Luật 1")}
    after.when(announced, ACT, "VN").refused(errors.DayNotProvisional, str(MONDAY))
    defined(**days).when(replace(announced, day=SUNDAY), ACT, "VN").refused(errors.DayNotNoted)
    made_up = defined(make_up_days=(replace(MADE_UP, provisional=True),))
    made_up.when(replace(announced, day=SATURDAY), ACT, "VN").then(replace(confirmed, day=SATURDAY))


def test_only_an_operator_or_an_importer_may_define():
    nobody = Actor("lan", roles=frozenset({Role.AGENCY_HEAD}))
    given(CALENDAR).when(define(), replace(ACT, by=nobody)).refused(errors.MayNotDefineCalendars)
    importer = Actor("log", roles=frozenset({Role.IMPORTER}))
    assert CALENDAR.decide(Calendar(), define(), replace(ACT, by=importer))


@pytest.mark.parametrize(
    ("wrong", "refusal", "where"),
    [
        ({"time_zone": "Asia/Hanoi"}, errors.UnknownTimeZone, "/time_zone"),
        ({"time_zone": "../etc/passwd"}, errors.UnknownTimeZone, "/time_zone"),
        ({"time_zone": ""}, errors.UnknownTimeZone, "/time_zone"),
        ({"weekly": OFFICE_WEEK[:5]}, errors.WeekIncomplete, "/weekly"),
        ({"weekly": ((),) * 7}, errors.NoWorkingHours, "/weekly"),
        ({"weekly": (OFFICE_HOURS[::-1], *OFFICE_WEEK[1:])}, errors.HoursOverlap, "/weekly/0"),
        ({"weekly": (*OFFICE_WEEK[:6], (Hours(time(9), time(8)),))}, errors.HoursOverlap, "/weekly/6"),
        ({"holidays": (HOLIDAY, HOLIDAY)}, errors.DayNotedAlready, "2026-03-09"),
        (
            {"make_up_days": (MakeUpDay(day=MONDAY, instead_of=None, name="", source=""),)},
            errors.MakeUpDayWorkedAnyway,
            "2026-03-09",
        ),
    ],
)
def test_wrong_data_is_refused_where_it_stands(wrong, refusal, where):
    refused = given(CALENDAR).when(define(**wrong), ACT).refused(refusal, where)
    assert refused.code != "refused"


@pytest.mark.parametrize(
    "hours",
    [
        (Hours(time(8), time(12)), Hours(time(12), time(17))),
        (Hours(time(0), time(6)), Hours(time(18), time(0))),
        (Hours(time(0), time(0)),),
        (Hours(time(11, 59), time(12)),),
    ],
)
def test_hours_may_touch_each_other_and_the_day_s_ends(hours):
    week = (hours, *OFFICE_WEEK[1:])
    (event,) = CALENDAR.decide(Calendar(), define(weekly=week), ACT)
    assert event.weekly == week


@pytest.mark.parametrize(
    "hours",
    [
        (Hours(time(9), time(9)),),
        (Hours(time(12), time(8)),),
        (Hours(time(8), time(12)), Hours(time(11, 59), time(17))),
        (Hours(time(8), time(0)), Hours(time(9), time(10))),
        (Hours(time(8), time(12, 30)), Hours(time(12, 29), time(17))),
    ],
)
def test_hours_that_are_empty_or_overlap_are_refused(hours):
    week = (hours, *OFFICE_WEEK[1:])
    given(CALENDAR).when(define(weekly=week), ACT).refused(errors.HoursOverlap, "/weekly/0")
    difference = LocalDifference(
        agency="SNV", first_day=MONDAY, last_day=MONDAY, hours=hours, name="", source=""
    )
    defined().when(add_difference(difference), ACT, "VN").refused(errors.HoursOverlap, "SNV")


def test_a_calendar_is_defined_once_and_changed_only_after():
    defined().when(define(), ACT).refused(errors.CalendarDefinedAlready)
    given(CALENDAR).when(ADD_HOLIDAY, ACT, "VN").refused(errors.UnknownCalendar)
    defined(holidays=(HOLIDAY,)).when(ADD_HOLIDAY, ACT, "VN").refused(errors.DayNotedAlready)
    defined().when(ClearDay(day=MONDAY, reason=""), ACT, "VN").refused(errors.DayNotNoted)


def test_a_local_difference_ends_after_it_begins():
    wrong = LocalDifference(
        agency="SNV", first_day=MONDAY, last_day=SUNDAY, hours=OFFICE_HOURS, name="", source=""
    )
    defined().when(add_difference(wrong), ACT, "VN").refused(errors.LocalDifferenceWrong)


def test_a_countrys_days_define_a_calendar_that_comes_back_from_json():
    days = country_days("VN", range(2018, 2028))
    [event] = CALENDAR.decide(Calendar(), define(holidays=days.holidays, make_up_days=days.make_up_days), ACT)
    assert msgspec.json.decode(msgspec.json.encode(event), type=CalendarDefined) == event


def test_every_refusal_has_a_code_of_its_own_and_says_it_in_both_languages():
    own = [one for one in vars(errors).values() if getattr(one, "__module__", "") == errors.__name__]
    assert len({one.code for one in own}) == len(own)
    assert all(one.vi != one.en for one in own)
