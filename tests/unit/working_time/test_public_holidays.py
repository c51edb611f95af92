"""The days off that a country's calendar begins with."""

from datetime import date

import pytest

from shared.public_holidays import UnknownCountry, country_days


def test_vietnams_swapped_days_are_off_and_their_saturdays_worked():
    days = country_days("VN", [2026])
    off = {holiday.day: holiday for holiday in days.holidays}
    assert [(one.instead_of, one.day) for one in days.make_up_days] == [
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ]
    assert off[date(2026, 1, 2)].source == "Văn bản số 12729/VPCP-KGVX ngày 25/12/2025"
    assert off[date(2026, 4, 27)].source == "Bộ luật Lao động 2019, Điều 111 khoản 3"


def test_a_swap_over_new_year_is_in_both_years():
    assert [one.day for one in country_days("VN", [2014]).make_up_days][-1] == date(2014, 12, 27)
    assert date(2015, 1, 2) in [one.day for one in country_days("VN", [2015]).holidays]


def test_another_country_has_its_own_days_and_an_unknown_one_none():
    assert date(2011, 4, 25) in [one.day for one in country_days("NL", [2011]).holidays]
    with pytest.raises(UnknownCountry):
        country_days("XX", [2011])
