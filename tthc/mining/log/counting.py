"""The working calendar that a log is counted by before any service knows of it."""

from datetime import tzinfo

from shared.public_holidays import TIME_ZONES, country_days
from shared.working_time.calendar import WorkingCalendar

_COUNTED_YEARS = range(1990, 2040)  #: whose days off are known before the log's own years are


def counting_calendar(country: str, zone: tzinfo) -> WorkingCalendar:
    """The country's working calendar with office hours; `zone` is for countries whose zone isn't known.

    Raises `UnknownCountry`.
    """
    days = country_days(country, _COUNTED_YEARS)
    return WorkingCalendar(
        code=country,
        time_zone=TIME_ZONES.get(country) or str(zone),
        holidays=days.holidays,
        make_up_days=days.make_up_days,
    )
