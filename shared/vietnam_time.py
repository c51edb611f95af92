"""Vietnam's time, and how its people write instants and days."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

#: Asia/Ho_Chi_Minh has stood at UTC+7 without summer time since 1975.
VIETNAM = timezone(timedelta(hours=7))


def written(value: date, *, vietnamese: bool, to_the_second: bool = False) -> str:
    """An instant or a day: `14:05 ngày 23/11/2026`, `14:05 on 23 November 2026`, `23/11/2026`."""
    if not isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if vietnamese else f"{value.day} {value:%B} {value.year}"
    local = value.astimezone(VIETNAM)
    time = f"{local:%H:%M:%S}" if to_the_second else f"{local:%H:%M}"
    return f"{time} {'ngày' if vietnamese else 'on'} {written(local.date(), vietnamese=vietnamese)}"


def differ_by_seconds(instants: Iterable[datetime]) -> bool:
    """Whether some that aren't alike would be written alike to the minute."""
    distinct = set(instants)
    return len({at.replace(second=0, microsecond=0) for at in distinct}) < len(distinct)
