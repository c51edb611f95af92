"""What the SLA service tells of working calendars: each change, with the whole calendar as it then stands."""

from datetime import date, time
from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import AgencyCode, CalendarCode, Instant

DayName = Annotated[str, Field(description="What the day is called.")]
Provisional = Annotated[
    bool, Field(description="Whether it is computed, or not certain yet: due instants may move with it.")
]
DaySource = Annotated[str, Field(description="The article or decision that says so.")]


@part
class CalendarHours:
    """One unbroken time of work in a day, by the local clock."""

    opens: Annotated[time, Field(description="When work begins.")]
    closes: Annotated[time, Field(description="When it ends; 00:00 is the day's 24:00.")]


@part
class CalendarHoliday:
    """A day that isn't worked."""

    day: Annotated[date, Field(description="The day.")]
    name: DayName
    source: DaySource
    provisional: Provisional = False


@part
class CalendarMakeUpDay:
    """A day of the weekly rest that is worked."""

    day: Annotated[date, Field(description="The day.")]
    instead_of: Annotated[
        date | None,
        Field(description="The day that it makes up for, whose hours it has; null: those of the first day."),
    ] = None
    name: DayName
    source: DaySource
    provisional: Provisional = False


@part
class CalendarLocalDifference:
    """Some days on which one agency has other hours on its working days."""

    agency: AgencyCode
    first_day: Annotated[date, Field(description="The first of the days.")]
    last_day: Annotated[date, Field(description="The last of them.")]
    hours: Annotated[tuple[CalendarHours, ...], Field(description="The hours; none: the agency is closed.")]
    name: DayName
    source: DaySource


@event("tthc.sla.CalendarChanged.v1", at="changed_at")
class CalendarChanged:
    """A working calendar was defined or changed: the whole of it, as it stands from now on.

    Whoever keeps the one with the highest `version` counts as the service does.
    """

    code: CalendarCode
    version: Annotated[int, Field(ge=1, description="Of the calendar, from 1; each change is a higher one.")]
    time_zone: Annotated[
        str, Field(description="Of the tz database: where its days are.", examples=["Asia/Ho_Chi_Minh"])
    ]
    weekly: Annotated[
        tuple[tuple[CalendarHours, ...], ...],
        Field(description="The hours of Monday to Sunday; none: the day is free."),
    ]
    week_source: Annotated[str, Field(description="What fixes the week's hours and rest.")]
    holidays: Annotated[tuple[CalendarHoliday, ...], Field(description="The days that aren't worked.")] = ()
    make_up_days: Annotated[
        tuple[CalendarMakeUpDay, ...], Field(description="The days of rest that are worked.")
    ] = ()
    differences: Annotated[
        tuple[CalendarLocalDifference, ...],
        Field(description="What single agencies do otherwise; of several for a day, the first counts."),
    ] = ()
    first_year: Annotated[
        int | None,
        Field(description="The first of the years whose days stand here; null: all do."),
    ] = None
    last_year: Annotated[
        int | None, Field(description="The last of them; of other years the public holidays count, if known.")
    ] = None
    changed_at: Annotated[Instant, Field(description="When it became so here.")]
