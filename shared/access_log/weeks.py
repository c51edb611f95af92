"""The weeks that accesses are kept by: each has a number that people can read, such as 202648."""

from datetime import UTC, date, datetime, timedelta

_HUNDRED = 100


def week_of(at: datetime) -> int:
    """The number of an instant's week: year and week of ISO 8601, in UTC."""
    year, week, _ = at.astimezone(UTC).isocalendar()
    return year * _HUNDRED + week


def week_end(week: int) -> datetime:
    """The instant at which a week is over."""
    year, number = divmod(week, _HUNDRED)
    monday = date.fromisocalendar(year, number, 1)
    return datetime(monday.year, monday.month, monday.day, tzinfo=UTC) + timedelta(weeks=1)
