"""The days off that a country's calendar begins with."""

from datetime import date, timedelta

import pytest

from shared.public_holidays import UnknownCountry, country_days, days_in, further_days
from shared.public_holidays.culture_day import CultureDay
from shared.public_holidays.shipped import SHIPPED_YEARS, shipped
from shared.working_time.days import Holiday


def test_vietnams_swapped_days_are_off_and_their_saturdays_worked():
    days = country_days("VN", [2026])
    off = {holiday.day: holiday for holiday in days.holidays}
    assert [(one.instead_of, one.day) for one in days.make_up_days] == [
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ]
    source = "Văn bản số 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ"
    assert off[date(2026, 1, 2)].source == source
    assert off[date(2026, 4, 27)].source == "Bộ luật Lao động 2019, Điều 111 khoản 3"


def test_a_swap_over_new_year_is_in_both_years():
    assert [one.day for one in country_days("VN", [2014]).make_up_days][-1] == date(2014, 12, 27)
    assert date(2015, 1, 2) in [one.day for one in country_days("VN", [2015]).holidays]


def test_another_country_has_its_own_days_and_an_unknown_one_none():
    assert date(2011, 4, 25) in [one.day for one in country_days("NL", [2011]).holidays]
    with pytest.raises(UnknownCountry):
        country_days("XX", [2011])


def test_every_shipped_day_has_its_source_and_lies_in_the_years_that_are_shipped():
    days = [*shipped().holidays, *shipped().make_up_days]
    assert {one.day.year for one in shipped().holidays} == set(SHIPPED_YEARS)
    assert all(one.name and one.source and one.day.year in SHIPPED_YEARS for one in days)
    assert len({one.day for one in days}) == len(days)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2020-01-23", "2020-01-29"),
        ("2021-02-10", "2021-02-16"),
        ("2022-01-31", "2022-02-04"),
        ("2023-01-20", "2023-01-26"),
        ("2024-02-08", "2024-02-14"),
        ("2025-01-27", "2025-01-31"),
        ("2026-02-16", "2026-02-20"),
    ],
)
def test_tet_is_off_as_it_was_announced(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    off = [one for one in days_in("VN", first.year) if one.month < 3 and one != date(first.year, 1, 1)]
    tet = [one for one in off if first - timedelta(days=3) <= one <= last + timedelta(days=3)]
    assert [one for one in tet if one.weekday() < 5] == [
        one
        for one in (first + timedelta(days=n) for n in range((last - first).days + 1))
        if one.weekday() < 5
    ]


@pytest.mark.parametrize(
    ("day_off", "worked"),
    [("2024-04-29", "2024-05-04"), ("2025-05-02", "2025-04-26"), ("2026-08-31", "2026-08-22")],
)
def test_a_swapped_saturday_is_worked_for_its_day_off(day_off, worked):
    day_off, worked = date.fromisoformat(day_off), date.fromisoformat(worked)
    days = days_in("VN", day_off.year)
    assert isinstance(days[day_off], Holiday)
    assert (days[worked].instead_of, days[worked].provisional) == (day_off, False)
    assert days[worked].source == days[day_off].source


def test_what_is_not_announced_or_not_certain_is_provisional():
    of_2026 = [day for day, one in days_in("VN", 2026).items() if one.provisional]
    assert of_2026 == [date(2026, 11, 24), date(2026, 1, 10)]
    assert all(one.provisional for year in (2027, 2060) for one in days_in("VN", year).values())
    assert not any(one.provisional for year in (2012, 2020, 2025) for one in days_in("VN", year).values())
    assert not any(one.provisional for one in days_in("NL", 2030).values())


def test_24_november_is_what_was_chosen():
    day = date(2026, 11, 24)
    enacted = {one.day: one for one in country_days("VN", [2026], CultureDay.ENACTED).holidays}
    worked = {one.day for one in country_days("VN", [2026], CultureDay.WORKED).holidays}
    assert not enacted[day].provisional
    assert day not in worked


def test_a_calendar_without_24_november_does_not_have_it_in_further_years():
    zone, day = "Asia/Ho_Chi_Minh", date(2031, 11, 24)
    kept = further_days(zone, country_days("VN", [2026, 2027]).holidays)
    left_out = further_days(zone, country_days("VN", [2026, 2027], CultureDay.WORKED).holidays)
    older = further_days(zone, country_days("VN", [2024, 2025]).holidays)
    assert [day in further(2031) for further in (kept, left_out, older)] == [True, False, True]
