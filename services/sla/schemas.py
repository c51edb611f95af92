"""The shapes of the sla service's answers."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from services.sla.domain.explanation import CountedInterval
from services.sla.views import ClockState
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Holiday, LocalDifference, MakeUpDay

#: An instant as read models have it: in UTC, with six decimals, so that text sorts as time does.
InstantText = Annotated[
    str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-11-23T07:05:00.000000Z"])
]

# ---- clocks


class TimeAnswer(BaseModel):
    """One time that runs or has run: of a case, or of a visit of a step."""

    case_number: str
    agency: str
    procedure: str
    calendar: str
    imported: Annotated[bool, Field(description="A history from a log, judged by its events alone.")]
    state: ClockState
    started_at: InstantText
    time_limit: TimeLimit
    due_at: InstantText
    due_soon_at: InstantText
    overdue: bool
    overdue_noticed_at: InstantText | None
    next_alarm: Annotated[InstantText | None, Field(description="When the sweeper looks at it next.")]
    stopped_at: InstantText | None
    used_minutes: Annotated[int | None, Field(description="Working time, pauses left out; null: it runs.")]
    outcome: Annotated[str | None, Field(description="How it ended; null: it runs.")] = None
    late: Annotated[bool, Field(description="Whether it ended after it was due.")]


class StepClockAnswer(TimeAnswer):
    """The time of a visit of a step."""

    step: str
    visit: int
    division: str
    official: str | None
    received_at: InstantText | None
    waited_minutes: Annotated[int | None, Field(description="Working time from hand-off to receipt.")]
    due_soon: bool


class ClockAnswer(TimeAnswer):
    """The time of a case and of its steps."""

    edition: int
    paused_at: InstantText | None
    steps: list[StepClockAnswer]


class OverdueStepAnswer(StepClockAnswer):
    """The time of an open step that is past due."""

    overdue_minutes: Annotated[int, Field(description="Working time since it was due.")]


class OverdueAnswer(BaseModel):
    """Open steps past due, the one that has been for longest first, and how many there are."""

    total: int
    steps: list[OverdueStepAnswer]


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


class MostOverdue(BaseModel):
    """A unit with its overdue steps; it names what was asked by, and the agency where that is needed."""

    agency: str | None = None
    division: str | None = None
    official: str | None = None
    procedure: str | None = None
    overdue_steps: int


class FiguresAnswer(BaseModel):
    """Late cases, and the units with most overdue steps."""

    late_cases: int
    by: str
    most_overdue: list[MostOverdue]


# ---- calendars


class CalendarVersion(BaseModel):
    """A calendar's code and its version."""

    calendar: str
    version: int


class CalendarSummary(BaseModel):
    """A calendar, and when it changed last."""

    code: str
    time_zone: str
    version: int
    defined_at: InstantText
    changed_at: InstantText


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
