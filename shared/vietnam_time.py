"""Vietnam's time, and how its people write instants, days and periods."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

#: Asia/Ho_Chi_Minh has stood at UTC+7 without summer time since 1975.
VIETNAM = timezone(timedelta(hours=7))
#: How a week, a month, a quarter or a year is named: `2026-W48`, `2026-11`, `2026-Q4`, `2026`.
PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII
)


def written(value: date, *, vietnamese: bool, to_the_second: bool = False) -> str:
    """An instant or a day: `14:05 ngày 23/11/2026`, `14:05 on 23 November 2026`, `23/11/2026`."""
    if not isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if vietnamese else f"{value.day} {value:%B} {value.year}"
    local = value.astimezone(VIETNAM)
    time = f"{local:%H:%M:%S}" if to_the_second else f"{local:%H:%M}"
    return f"{time} {'ngày' if vietnamese else 'on'} {written(local.date(), vietnamese=vietnamese)}"


def written_period(name: str, *, vietnamese: bool) -> str:
    """A week, month, quarter or year by its name: `tháng 11/2026`, `November 2026`; any other as it is."""
    found = PERIOD.fullmatch(name)
    if found is None:
        return name
    year, month = found["year"], found["month"]
    if found["week"] is not None:
        return f"tuần {found['week']}/{year}" if vietnamese else f"week {found['week']} of {year}"
    if found["quarter"] is not None:
        return f"quý {found['quarter']}/{year}" if vietnamese else f"quarter {found['quarter']} of {year}"
    if month is not None:
        return f"tháng {month}/{year}" if vietnamese else f"{date(1, int(month), 1):%B} {year}"
    return f"năm {year}" if vietnamese else year


def differ_by_seconds(instants: Iterable[datetime]) -> bool:
    """Whether some that aren't alike would be written alike to the minute."""
    distinct = set(instants)
    return len({at.replace(second=0, microsecond=0) for at in distinct}) < len(distinct)
