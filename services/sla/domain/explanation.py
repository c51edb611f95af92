"""Why this deadline: each interval up to the due instant, counted or skipped, with reason and source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Day, DayKind
from shared.working_time.dues import Pause, due_after
from shared.working_time.pauses import merged
from shared.working_time.year import ONE_DAY, span_of

DAY_OF_EVENT_SOURCE = "Bộ luật Dân sự 2015, Điều 147 khoản 2 và 3"
LAST_DAY_SOURCE = "Bộ luật Dân sự 2015, Điều 148 khoản 1 và 6"
DAY_OFF_SOURCE = "Bộ luật Dân sự 2015, Điều 148 khoản 5"


class Reason(StrEnum):
    """Why an interval was counted or skipped."""

    WORKING_HOURS = "working_hours"
    MAKE_UP_DAY = "make_up_day"
    LOCAL_HOURS = "local_hours"
    CALENDAR_DAY = "calendar_day"
    DAY_OF_EVENT = "day_of_event"
    OUTSIDE_HOURS = "outside_hours"
    WEEKLY_REST = "weekly_rest"
    HOLIDAY = "holiday"
    LOCALLY_CLOSED = "locally_closed"
    MOVED_OVER_DAY_OFF = "moved_over_day_off"
    SUSPENDED = "suspended"
    ANSWERED = "answered"

    def label(self, language: Language) -> str:
        """The reason in words."""
        return _LABELS[self][language]


def _both(vi: str, en: str) -> dict[Language, str]:
    return {Language.VI: vi, Language.EN: en}


_LABELS = {
    Reason.WORKING_HOURS: _both("Giờ làm việc", "Working hours"),
    Reason.MAKE_UP_DAY: _both("Ngày làm bù", "Make-up day"),
    Reason.LOCAL_HOURS: _both("Giờ làm việc riêng của cơ quan", "The agency's own working hours"),
    Reason.CALENDAR_DAY: _both("Ngày theo lịch", "Calendar day"),
    Reason.DAY_OF_EVENT: _both("Ngày xảy ra sự kiện, không tính", "The day of the event, left out"),
    Reason.OUTSIDE_HOURS: _both("Ngoài giờ làm việc", "Outside working hours"),
    Reason.WEEKLY_REST: _both("Ngày nghỉ hằng tuần", "Weekly rest"),
    Reason.HOLIDAY: _both("Ngày nghỉ lễ, tết", "Public holiday"),
    Reason.LOCALLY_CLOSED: _both("Cơ quan nghỉ theo lịch riêng", "The agency is closed"),
    Reason.MOVED_OVER_DAY_OFF: _both(
        "Ngày cuối là ngày nghỉ, chuyển sang ngày làm việc tiếp theo",
        "The last day is a day off: moved to the next working day",
    ),
    Reason.SUSPENDED: _both("Tạm dừng tính thời hạn", "Suspended"),
    Reason.ANSWERED: _both("Đã có trả lời, cho đến khi bị trả lại", "Answered, until it was sent back"),
}


@dataclass(frozen=True, slots=True)
class CountedInterval:
    """From `start` to `end` (UTC): counted towards the limit or not, why, and by what source.

    `name` is what the calendar or the record calls it: a holiday's name, a suspension's reason.
    `provisional`: that the day is so isn't certain, and the due instant moves with it.
    """

    start: datetime
    end: datetime
    counted: bool
    reason: Reason
    name: str
    source: str
    provisional: bool = False


_WORKED = {
    DayKind.WORKED: Reason.WORKING_HOURS,
    DayKind.MADE_UP: Reason.MAKE_UP_DAY,
    DayKind.LOCAL: Reason.LOCAL_HOURS,
}
_FREE = {
    DayKind.WEEKLY_REST: Reason.WEEKLY_REST,
    DayKind.HOLIDAY: Reason.HOLIDAY,
    DayKind.LOCAL: Reason.LOCALLY_CLOSED,
}


def explain(
    calendar: WorkingCalendar,
    start: datetime,
    until: datetime | TimeLimit,
    pauses: Iterable[Pause] = (),
    between_answers: Iterable[Pause] = (),
) -> tuple[CountedInterval, ...]:
    """What lies between the start and an instant, or the end of a limit that starts there."""
    pauses, between_answers = tuple(pauses), tuple(between_answers)
    if isinstance(until, datetime):
        intervals = _working_time(calendar, start, until)
    else:
        intervals = _limit(calendar, start, until, tuple(merged([*pauses, *between_answers])))
    for pause in pauses:
        intervals = _without(intervals, pause, Reason.SUSPENDED)
    for pause in between_answers:
        intervals = _without(intervals, pause, Reason.ANSWERED)
    return tuple(_joined(intervals))


def _limit(
    calendar: WorkingCalendar, start: datetime, limit: TimeLimit, pauses: tuple[Pause, ...]
) -> Iterator[CountedInterval]:
    end, lost_days = due_after(calendar, start, limit, pauses)
    if limit.counting == Counting.WORKING_HOURS:
        yield from _working_time(calendar, start, end)
        return
    event_day = calendar.local_day(start)
    first = min(calendar.begins(event_day + ONE_DAY), end)
    yield CountedInterval(start, first, False, Reason.DAY_OF_EVENT, "", DAY_OF_EVENT_SOURCE)
    if limit.counting == Counting.WORKING_DAYS:
        yield from _working_time(calendar, first, end)
    else:
        last_day = event_day + timedelta(days=limit.amount + lost_days)
        yield from _calendar_days(calendar, event_day + ONE_DAY, last_day, end)


def _calendar_days(
    calendar: WorkingCalendar, first_day: date, last_day: date, end: datetime
) -> Iterator[CountedInterval]:
    day = first_day
    while (begins := calendar.begins(day)) < end:
        counted = day <= last_day
        reason = Reason.CALENDAR_DAY if counted else Reason.MOVED_OVER_DAY_OFF
        source = LAST_DAY_SOURCE if counted else DAY_OFF_SOURCE
        # Of the days before the last it makes no difference whether they are worked.
        meaning = calendar.day(day) if day >= last_day else None
        name = meaning.name if meaning and not meaning.hours else ""
        provisional = meaning is not None and meaning.provisional
        yield CountedInterval(
            begins, calendar.begins(day + ONE_DAY), counted, reason, name, source, provisional
        )
        day += ONE_DAY


def _working_time(calendar: WorkingCalendar, start: datetime, end: datetime) -> Iterator[CountedInterval]:
    day = calendar.local_day(start)
    while (begins := calendar.begins(day)) < end:
        for interval in _of_day(calendar, day, begins):
            clipped = replace(interval, start=max(interval.start, start), end=min(interval.end, end))
            if clipped.start < clipped.end:
                yield clipped
        day += ONE_DAY


def _of_day(calendar: WorkingCalendar, day: date, begins: datetime) -> Iterator[CountedInterval]:
    """All of one local day, from midnight to midnight."""
    meaning, ends = calendar.day(day), calendar.begins(day + ONE_DAY)
    says = meaning.name, meaning.source, meaning.provisional
    if not meaning.hours:
        yield CountedInterval(begins, ends, False, _FREE[meaning.kind], *says)
        return
    at = begins
    for hours in meaning.hours:
        opens, closes = span_of(day, hours, calendar.zone)
        opens = max(opens, at)
        yield _outside(at, opens, meaning, calendar)
        yield CountedInterval(opens, closes, True, _WORKED[meaning.kind], *says)
        at = max(at, closes)
    yield _outside(at, ends, meaning, calendar)


def _outside(start: datetime, end: datetime, meaning: Day, calendar: WorkingCalendar) -> CountedInterval:
    source = meaning.source if meaning.kind is DayKind.LOCAL else calendar.week_source
    return CountedInterval(start, end, False, Reason.OUTSIDE_HOURS, "", source)


def _without(intervals: Iterable[CountedInterval], pause: Pause, reason: Reason) -> Iterator[CountedInterval]:
    """The same, with what lies in the pause not counted."""
    for one in intervals:
        start, end = max(one.start, pause.start), min(one.end, pause.end)
        if not one.counted or start >= end:
            yield one
            continue
        if one.start < start:
            yield replace(one, end=start)
        yield CountedInterval(start, end, False, reason, pause.reason, pause.source)
        if end < one.end:
            yield replace(one, start=end)


def _joined(intervals: Iterable[CountedInterval]) -> Iterator[CountedInterval]:
    """Neighbours that say the same, as one; a day's own counted time stays by itself."""
    last: CountedInterval | None = None
    for one in intervals:
        if last is not None and not one.counted and one == replace(last, start=one.start, end=one.end):
            last = replace(last, end=one.end)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
