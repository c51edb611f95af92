"""What is told of working calendars, and of what a change of one would move."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from services.sla.application.foreseeing import ForeseenMove
from services.sla.schemas.moved import MovedDue
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Holiday, LocalDifference, MakeUpDay

ProvisionalDays = Annotated[
    list[date],
    Field(
        description=(
            "Days that it rests on and that aren't certain: computed, or announced and not enacted. "
            "Where one changes, so does it."
        )
    ),
]


class CalendarVersion(BaseModel):
    """A calendar's code and its version."""

    calendar: str
    version: int


class CalendarAnswer(BaseModel):
    """A working calendar: hours, holidays, make-up days."""

    code: str
    version: Annotated[int, Field(description="Each change makes a higher one.")]
    time_zone: str
    week: Annotated[list[list[str]], Field(description="Hours of Monday to Sunday.")]
    week_source: str
    holidays: tuple[Holiday, ...]
    make_up_days: tuple[MakeUpDay, ...]
    differences: tuple[LocalDifference, ...]
    first_year: Annotated[
        int | None, Field(description="The first year whose days stand here; null: all do.")
    ]
    last_year: Annotated[
        int | None, Field(description="The last of them; of other years the public holidays count, if known.")
    ]

    @classmethod
    def of(cls, calendar: WorkingCalendar, version: int) -> "CalendarAnswer":
        """The calendar as an answer shows it."""
        years = calendar.noted_years
        return cls(
            code=calendar.code,
            version=version,
            time_zone=calendar.time_zone,
            week=[[str(hours) for hours in day] for day in calendar.weekly],
            week_source=calendar.week_source,
            holidays=calendar.holidays,
            make_up_days=calendar.make_up_days,
            differences=calendar.differences,
            first_year=years[0] if years else None,
            last_year=years[-1] if years else None,
        )


class DueAnswer(BaseModel):
    """When a limit ends, the day that it was counted to, and the day it was moved to."""

    due_at: datetime
    last_day: date
    moved_to: date | None
    provisional_days: ProvisionalDays


class ElapsedAnswer(BaseModel):
    """Whole minutes of working time, and the days of a limit that began at the start."""

    working_minutes: int
    working_days: Annotated[int, Field(description="Whose work has ended; the day of the start isn't one.")]
    calendar_days: Annotated[int, Field(description="That have ended; the day of the start isn't one.")]


class MovedInPreview(MovedDue):
    """A due instant that a change of the calendar would move: of a case, a visit, or a coordination."""

    case_number: str
    agency: Annotated[str, Field(description="Code of the agency that has the case.")]
    no_longer_overdue: Annotated[bool, Field(description="It was told to be overdue, and wouldn't be.")]

    @classmethod
    def of(cls, move: ForeseenMove) -> "MovedInPreview":
        """The move as an answer shows it."""
        return cls(
            case_number=move.case_number,
            agency=move.agency,
            **move.name._asdict(),
            due_at=move.due_at,
            moved_to=move.moved_to,
            no_longer_overdue=move.disproved,
        )


class CalendarPreview(BaseModel):
    """What a change of a calendar would move; nothing is done."""

    calendar: str
    open_cases: Annotated[int, Field(description="How many were counted for this answer.")]
    cases: Annotated[int, Field(description="Open cases of which something would be due at another time.")]
    dues: Annotated[int, Field(description="Due instants of theirs that would move.")]
    no_longer_overdue: Annotated[int, Field(description="Of those, how many overdue would be taken back.")]
    moved: Annotated[list[MovedInPreview], Field(description="The first 200, by case number.")]
    more: Annotated[bool, Field(description="Whether there are more than are shown.")]
    cursor: Annotated[
        str | None,
        Field(
            description="Where to go on: the figures are those of a part of the open cases; null: the last."
        ),
    ] = None
