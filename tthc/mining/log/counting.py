"""The working calendar that a log is counted by before any service knows of it."""

from datetime import tzinfo
from functools import partial

from shared.kernel import FIRST_YEAR
from shared.public_holidays import TIME_ZONES, days_in
from shared.working_time.calendar import WorkingCalendar

_NONE = range(0)  #: each year is laid out when it is needed


def counting_calendar(country: str, zone: tzinfo) -> WorkingCalendar:
    """The country's working calendar with office hours; `zone` is for countries whose zone isn't known.

    Raises `UnknownCountry`.
    """
    days_in(country, FIRST_YEAR)
    return WorkingCalendar(
        code=country,
        time_zone=TIME_ZONES.get(country) or str(zone),
        noted_years=_NONE,
        further=partial(days_in, country),
    )
