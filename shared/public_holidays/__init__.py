"""The public holidays of a country as data for a working calendar.

Vietnam's of 2020 to 2026 are shipped as they were announced (`vietnam.json`). All others are computed by the
`holidays` library; those of Vietnam's later years are provisional, since they are announced year by year.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

import holidays as public_holidays

from shared.errors import Refusal
from shared.public_holidays.culture_day import (
    CULTURE_DAY,
    CULTURE_DAY_SOURCE,
    CultureDay,
    as_chosen,
    chosen_in,
)
from shared.public_holidays.shipped import SHIPPED_YEARS, shipped
from shared.working_time.days import FurtherDays, Holiday, MakeUpDay

#: Those whose public holidays are known, by their ISO 3166 codes.
COUNTRIES = frozenset(public_holidays.list_supported_countries())
TIME_ZONES = {"VN": "Asia/Ho_Chi_Minh", "NL": "Europe/Amsterdam"}


class UnknownCountry(Refusal):
    code = "unknown-country"
    status = 422
    vi = "Không có dữ liệu ngày nghỉ lễ của quốc gia {country}."
    en = "There are no public holidays known for country {country}."


@dataclass(frozen=True, slots=True)
class CountryDays:
    """A country's days off, and the days of weekly rest that are worked instead."""

    country: str
    holidays: tuple[Holiday, ...]
    make_up_days: tuple[MakeUpDay, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """A working day taken off, and the Saturday worked for it."""

    day_off: date
    worked: date
    source: str


_SWAP_SOURCES = {2019: "Công văn số 6519/VPCP-KGVX năm 2018"}


def country_codes() -> frozenset[str]:
    """The codes (ISO 3166) of the countries that days off are known of."""
    return frozenset(public_holidays.list_supported_countries(include_aliases=False))


def country_days(
    country: str, years: Iterable[int], culture_day: CultureDay = CultureDay.PROVISIONAL
) -> CountryDays:
    """The days of a country ("VN", "NL", any ISO 3166 code that the library has) over the years.

    `culture_day`: what Vietnam's 24 November is. Raises `UnknownCountry`.
    """
    span = set(years)
    if country != "VN":
        return _computed(country, span)
    announced, computed = shipped(), _computed(country, span - set(SHIPPED_YEARS))
    holidays = [*(one for one in announced.holidays if one.day.year in span), *computed.holidays]
    make_up_days = [*(one for one in announced.make_up_days if one.day.year in span), *computed.make_up_days]
    return CountryDays(
        country,
        holidays=tuple(sorted(as_chosen(holidays, culture_day), key=lambda one: one.day)),
        make_up_days=tuple(sorted(make_up_days, key=lambda one: one.day)),
    )


def _computed(country: str, span: set[int]) -> CountryDays:
    """As the library has them."""
    languages = public_holidays.list_localized_countries()
    try:
        language = "vi" if "vi" in languages.get(country, []) else None
        # A swap may work a Saturday of the year before or after its day off.
        wider = range(min(span) - 1, max(span) + 2) if span else span
        found = public_holidays.country_holidays(country, years=wider, language=language)
    except NotImplementedError:
        raise UnknownCountry(country=country, where=country) from None
    swaps = list(_library_swaps(found)) if country == "VN" else []
    off = {swap.day_off: swap for swap in swaps}
    return CountryDays(
        country,
        holidays=tuple(
            _swapped(off[day]) if day in off else _holiday(country, day, found[day])
            for day in sorted(found)
            if day.year in span
        ),
        make_up_days=tuple(
            MakeUpDay(
                day=swap.worked,
                instead_of=swap.day_off,
                name=f"Làm bù cho ngày {swap.day_off:%d/%m/%Y}",
                source=swap.source,
                provisional=_is_provisional("VN", swap.worked),
            )
            for swap in sorted(swaps, key=lambda swap: swap.worked)
            if swap.worked.year in span
        ),
    )


@lru_cache(maxsize=1_000)
def days_in(
    country: str, year: int, culture_day: CultureDay = CultureDay.PROVISIONAL
) -> Mapping[date, Holiday | MakeUpDay]:
    """The days off and made up on in one year of a country, by their dates. Raises `UnknownCountry`."""
    days = country_days(country, [year], culture_day)
    noted: list[Holiday | MakeUpDay] = [*days.holidays, *days.make_up_days]
    return {one.day: one for one in noted}


def further_days(time_zone: str, noted: Iterable[Holiday] = ()) -> FurtherDays | None:
    """The days in years that no calendar has laid out, where the zone is one country's; else None.

    `noted`: the days off that the calendar has. Where 24 November isn't among them, further years don't have
    it either.
    """
    for country, zone in TIME_ZONES.items():
        if zone == time_zone:
            return partial(days_in, country, culture_day=chosen_in(noted))
    return None


def _library_swaps(found: public_holidays.HolidayBase) -> Iterator[Swap]:
    """The library names a swapped day off by its Saturday: "Ngày nghỉ (thay cho ngày 22/08/2026)"."""
    for worked in found.weekend_workdays:
        label = f"{worked:%d/%m/%Y}"
        for day_off, name in found.items():
            if label in name:
                yield Swap(
                    day_off, worked, _SWAP_SOURCES.get(worked.year, "Thông báo hoán đổi ngày làm việc")
                )


def _swapped(swap: Swap) -> Holiday:
    return Holiday(
        day=swap.day_off,
        name=f"Nghỉ hoán đổi, làm bù ngày {swap.worked:%d/%m/%Y}",
        source=swap.source,
        provisional=_is_provisional("VN", swap.day_off),
    )


def _holiday(country: str, day: date, name: str) -> Holiday:
    source, provisional = _source(country, day, name), _is_provisional(country, day)
    return Holiday(day=day, name=name, source=source, provisional=provisional)


def _is_provisional(country: str, day: date) -> bool:
    """Whether the Prime Minister hasn't announced it yet (Labour Code 2019, Art. 112.3)."""
    return country == "VN" and day.year >= SHIPPED_YEARS.stop


def _source(country: str, day: date, name: str) -> str:
    if country != "VN":
        return f"Public holidays of {country}"
    if (day.month, day.day) == CULTURE_DAY:
        return CULTURE_DAY_SOURCE
    if "nghỉ bù" in name:
        return "Bộ luật Lao động 2019, Điều 111 khoản 3" if day.year >= 2021 else _older(day)
    return "Bộ luật Lao động 2019, Điều 112" if day.year >= 2021 else _older(day)


def _older(day: date) -> str:
    """The code in force before 2021: of 2012 since 1 May 2013, of 1994 before."""
    if day >= date(2013, 5, 1):
        return "Bộ luật Lao động 2012, Điều 115"
    return "Bộ luật Lao động 1994, Điều 73"
