"""What `tthc calendar due` and `elapsed` do: count by a working calendar, with or without services."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from rich.markup import escape

from services.sla.domain.explanation import CountedInterval, explain
from services.sla.errors import LimitUnreadable
from shared.contracts.vocabulary import TimeLimit, check_countable
from shared.errors import Language
from shared.kernel import FIRST_YEAR, LAST_YEAR, Counting
from shared.vietnam_time import written
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.errors import CalendarEnds
from tthc.commands.calendar_errors import EndBeforeStart, UnitMissing
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal
from tthc.operations.calendars import FoundCalendar, find_calendar


def run_due(
    terminal: Terminal,
    start: datetime,
    limit: str,
    unit: Counting | None,
    *,
    code: str,
    agency: str | None,
    explained: bool,
) -> None:
    """When a limit that begins at an instant is due."""
    with terminal.refusals():
        counted = _limit(limit, unit)
        _check_years(code, start)
        found = _found(terminal, code)
        calendar = _as_of(found.calendar, agency)
        due = calendar.due(start, counted)
        calendar.check_known(start, due.at)
    provisional = calendar.rests_on(start, due.at, Counting(counted.counting))
    intervals = explain(calendar, start, counted) if explained else ()
    if terminal.json:
        terminal.result(
            {
                **_asked(found, agency, start),
                "limit": counted.duration,
                "unit": _unit(Counting(counted.counting)),
                "due_at": _local(calendar, due.at),
                "last_day": str(due.last_day),
                "moved_to": None if due.moved_to is None else str(due.moved_to),
                "provisional_days": _days(calendar, provisional),
                **_told(terminal, calendar, intervals, asked=explained),
            }
        )
        return
    terminal.out.print(_local(calendar, due.at))
    _print(terminal, calendar, intervals)
    _note(terminal, found, provisional)


def run_elapsed(
    terminal: Terminal,
    start: datetime,
    end: datetime,
    unit: Counting,
    *,
    code: str,
    agency: str | None,
    explained: bool,
) -> None:
    """What a limit that began at the start has used up at the end."""
    with terminal.refusals():
        if end < start:
            raise EndBeforeStart(start=start, end=end, where="--end")
        _check_years(code, start, end)
        found = _found(terminal, code)
        calendar = _as_of(found.calendar, agency)
        calendar.check_known(start, end)
    elapsed = _elapsed(calendar, start, end, unit)
    provisional = calendar.provisional_days(calendar.local_day(start), calendar.local_day(end))
    intervals = _explained(calendar, start, end, unit) if explained else ()
    if terminal.json:
        terminal.result(
            {
                **_asked(found, agency, start),
                "end": _local(calendar, end),
                "unit": _unit(unit),
                "elapsed": elapsed,
                "provisional_days": _days(calendar, provisional),
                **_told(terminal, calendar, intervals, asked=explained),
            }
        )
        return
    terminal.out.print(elapsed)
    _print(terminal, calendar, intervals)
    _note(terminal, found, provisional)


def _unit(counting: Counting) -> str:
    """As the option says it."""
    return "hours" if counting is Counting.WORKING_HOURS else counting.value.replace("_", "-")


def _limit(text: str, unit: Counting | None) -> TimeLimit:
    """The limit: hours without a unit, where it is stated in hours."""
    stated = text.strip().upper()
    if unit is None and re.fullmatch(r"P\d+D", stated, re.ASCII):
        raise UnitMissing(limit=stated[:40], where="--unit")
    try:
        limit = TimeLimit.parse(stated, unit or Counting.WORKING_HOURS)
        check_countable(limit)
    except ValueError:
        raise LimitUnreadable(duration=text[:40], where="--limit") from None
    return limit


def _check_years(code: str, *instants: datetime) -> None:
    """Before any zone is asked about an instant that may lie at the end of all dates."""
    if any(not FIRST_YEAR <= one.year <= LAST_YEAR for one in instants):
        raise CalendarEnds(calendar=code, first=date(FIRST_YEAR, 1, 1), last=date(LAST_YEAR, 12, 31))


def _found(terminal: Terminal, code: str) -> FoundCalendar:
    return terminal.run(find_calendar(terminal.settings(), terminal.language, code))


def _as_of(calendar: WorkingCalendar, agency: str | None) -> WorkingCalendar:
    return calendar if agency is None else calendar.of(agency)


def _elapsed(calendar: WorkingCalendar, start: datetime, end: datetime, unit: Counting) -> str:
    if unit is Counting.WORKING_HOURS:
        return duration_of(calendar.working_time(start, end))
    return f"P{calendar.days_between(start, end, unit)}D"


def duration_of(worked: timedelta) -> str:
    """The time as an ISO 8601 duration in hours, minutes and seconds: `PT16H30M`, `PT0S`."""
    minutes, rest = divmod(worked, timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest.total_seconds():.6f}".rstrip("0").rstrip(".")
    parts = ((hours, f"{hours}H"), (minutes, f"{minutes}M"), (rest, f"{seconds}S"))
    return "PT" + ("".join(text for amount, text in parts if amount) or "0S")


def _explained(
    calendar: WorkingCalendar, start: datetime, end: datetime, unit: Counting
) -> tuple[CountedInterval, ...]:
    """What was counted: the time itself, or the days of the limit that has just ended."""
    if unit is Counting.WORKING_HOURS:
        return explain(calendar, start, end)
    days = calendar.days_between(start, end, unit)
    return explain(calendar, start, TimeLimit.of(days, unit)) if days else ()


def _local(calendar: WorkingCalendar, instant: datetime) -> str:
    """The instant as ISO 8601 has it, with the offset of the calendar's place."""
    return instant.astimezone(calendar.zone).isoformat()


def _asked(found: FoundCalendar, agency: str | None, start: datetime) -> dict[str, Any]:
    return {
        "calendar": found.calendar.code,
        "origin": found.origin.value,
        "place": found.place or None,
        "version": found.version,
        "agency": agency,
        "start": _local(found.calendar, start),
    }


def _days(calendar: WorkingCalendar, days: Sequence[date]) -> list[dict[str, str]]:
    meanings = ((day, calendar.day(day)) for day in days)
    return [{"day": str(day), "name": one.name, "source": one.source} for day, one in meanings]


def _told(
    terminal: Terminal, calendar: WorkingCalendar, intervals: Sequence[CountedInterval], *, asked: bool
) -> Mapping[str, Any]:
    """The intervals as JSON, where they were asked for."""
    if not asked:
        return {}
    rows = [
        {
            "start": _local(calendar, one.start),
            "end": _local(calendar, one.end),
            "counted": one.counted,
            "reason": one.reason.value,
            "label": one.reason.label(terminal.language),
            "name": one.name,
            "source": one.source,
            "provisional": one.provisional,
        }
        for one in intervals
    ]
    return {"intervals": rows}


def _print(terminal: Terminal, calendar: WorkingCalendar, intervals: Sequence[CountedInterval]) -> None:
    """The intervals as a table, by the clock of the calendar's place."""
    if not intervals:
        return
    table = headed(terminal.translated("Từ|Đến|Tính|Vì|Căn cứ", "From|To|Counted|Why|Source"))
    for number in (0, 1, 2):
        table.columns[number].no_wrap = True
    counted, skipped = terminal.translated("có", "yes"), terminal.translated("không", "no")
    for one in intervals:
        why = one.reason.label(terminal.language) + (f": {one.name}" if one.name else "")
        why += terminal.translated(" (dự kiến)", " (provisional)") if one.provisional else ""
        start, end = (f"{at.astimezone(calendar.zone):%Y-%m-%d %H:%M}" for at in (one.start, one.end))
        table.add_row(start, end, counted if one.counted else skipped, escape(why), escape(one.source))
    terminal.out.print(table)


def _note(terminal: Terminal, found: FoundCalendar, provisional: Sequence[date]) -> None:
    """By which calendar it was counted, and what isn't certain about it; on stderr."""
    terminal.note(found.told.vi, found.told.en)
    for day in provisional:
        meaning = found.calendar.day(day)
        vi, en = (written(day, vietnamese=language is Language.VI) for language in Language)
        terminal.note(
            f"Chưa chắc chắn: {vi} ({meaning.name}; {meaning.source}). Ngày này đổi thì kết quả đổi.",
            f"Not certain: {en} ({meaning.name}; {meaning.source}). If it changes, so does the answer.",
        )
