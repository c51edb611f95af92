"""The shapes of the sla service's answers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from services.sla.domain.explanation import CountedInterval
from services.sla.views import StepClockDocument
from shared.errors import Language
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Holiday, LocalDifference, MakeUpDay


@dataclass(slots=True, kw_only=True)
class OverdueStep(StepClockDocument):
    """The time of an open step that is past due."""

    overdue_minutes: Annotated[int, Field(description="Working time since it was due.")]


class OverdueAnswer(BaseModel):
    """Open steps past due, the one that has been for longest first, and how many there are in all."""

    total: int
    steps: list[OverdueStep]


class Interval(BaseModel):
    """A part of the way to a due instant: counted or not, why, and by what source."""

    start: datetime
    end: datetime
    counted: bool
    reason: str
    label: str
    name: str
    source: str

    @classmethod
    def of(cls, interval: CountedInterval, language: Language) -> "Interval":
        """The interval in a reader's language."""
        return cls(
            start=interval.start,
            end=interval.end,
            counted=interval.counted,
            reason=interval.reason.value,
            label=interval.reason.label(language),
            name=interval.name,
            source=interval.source,
        )


# ---- calendars


class CalendarVersion(BaseModel):
    """A calendar's code and its version."""

    calendar: str
    version: int


class CalendarAnswer(BaseModel):
    """A working calendar: hours, holidays, make-up days."""

    code: str
    time_zone: str
    week: Annotated[list[list[str]], Field(description="Hours of Monday to Sunday.")]
    week_source: str
    holidays: tuple[Holiday, ...]
    make_up_days: tuple[MakeUpDay, ...]
    differences: tuple[LocalDifference, ...]

    @classmethod
    def of(cls, calendar: WorkingCalendar) -> "CalendarAnswer":
        """The calendar as an answer shows it."""
        return cls(
            code=calendar.code,
            time_zone=calendar.time_zone,
            week=[[str(hours) for hours in day] for day in calendar.weekly],
            week_source=calendar.week_source,
            holidays=calendar.holidays,
            make_up_days=calendar.make_up_days,
            differences=calendar.differences,
        )


class DueAnswer(BaseModel):
    """When a limit ends, the day that it was counted to, and the day it was moved to."""

    due_at: datetime
    last_day: date
    moved_to: date | None


class ElapsedAnswer(BaseModel):
    """Whole minutes of working time."""

    working_minutes: int
