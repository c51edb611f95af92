"""The shapes of the sla service's answers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from services.sla.domain.explanation import CountedInterval
from services.sla.views.documents import CaseClockDocument, StepClockDocument
from shared.errors import Language
from shared.http.paging import ListAnswer
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Holiday, LocalDifference, MakeUpDay

#: Of a time that hasn't ended; pauses are left out.
Remaining = Annotated[
    int | None, Field(description="Working minutes until it is due; null: it has ended, or is past due.")
]
Overdue = Annotated[
    int | None, Field(description="Working minutes since it was due; null: it has ended, or isn't past due.")
]
Late = Annotated[
    int | None,
    Field(
        description="Working minutes from its due instant until it ended, or until now; null: it isn't late."
    ),
]


@dataclass(slots=True, kw_only=True)
class ListedCaseClock(CaseClockDocument):
    """The time of a case, with names."""

    procedure_name: str | None
    remaining_working_minutes: Remaining
    overdue_working_minutes: Overdue
    late_working_minutes: Late


@dataclass(slots=True, kw_only=True)
class ListedStepClock(StepClockDocument):
    """The time of a visit of a step, with names."""

    procedure_name: str | None
    division_name: str | None
    official_name: str | None
    remaining_working_minutes: Remaining
    overdue_working_minutes: Overdue
    late_working_minutes: Late


@dataclass(slots=True, kw_only=True)
class CaseClockAnswer(ListedCaseClock):
    """The time of a case and of its steps, in the order of their visits."""

    steps: list[ListedStepClock]


class CaseClocksAnswer(ListAnswer):
    """Times of cases, what is due first at the beginning."""

    cases: list[ListedCaseClock]


class StepClocksAnswer(ListAnswer):
    """Times of visits of steps, what is due first at the beginning."""

    steps: list[ListedStepClock]


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
