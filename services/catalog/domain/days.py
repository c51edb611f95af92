"""What day it is where the agencies are."""

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def day_of(at: datetime) -> date:
    """The day in Vietnam on which an act takes effect."""
    return at.astimezone(VIETNAM).date()
