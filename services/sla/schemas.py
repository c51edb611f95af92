"""The shapes of the sla service's HTTP commands and answers."""

from abc import ABC, abstractmethod
from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.sla.domain import calendar as domain
from services.sla.domain.explanation import CountedInterval
from shared.errors import Language
from shared.kernel import Actor
from shared.working_time.days import Holiday, Hours, LocalDifference, MakeUpDay

Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9._-]+$")]
Year = Annotated[int, Field(ge=1990, le=2100)]


class CalendarOrder(BaseModel):
    """Define a calendar by a country's holidays, with office hours Monday to Friday."""

    model_config = ConfigDict(extra="forbid")

    code: Code
    country: Annotated[str, Field(min_length=2, max_length=2, description="ISO 3166, such as `VN`.")]
    first_year: Year
    last_year: Year
    time_zone: str | None = Field(None, description="Of the tz database; needed for most countries.")


Text = Annotated[str, Field(min_length=1, max_length=500)]
Change = domain.AddHoliday | domain.AddMakeUpDay | domain.AddLocalDifference | domain.ClearDay


class ChangeOrder(BaseModel, ABC):
    """A change of a calendar; the names and sources stand in every explanation of a deadline."""

    model_config = ConfigDict(extra="forbid")

    asks: ClassVar[type[Change]]

    def value(self, code: str, by: Actor, at: datetime) -> Change:
        """The domain's command."""
        return self.asks(by=by, at=at, code=code, **self.content())

    @abstractmethod
    def content(self) -> dict[str, Any]:
        """The command's own fields."""


class AddHoliday(ChangeOrder):
    """A day is not worked."""

    asks = domain.AddHoliday
    command: Literal["AddHoliday"]
    day: date
    name: Text
    source: Text

    def content(self) -> dict[str, Any]:
        return {"holiday": Holiday(day=self.day, name=self.name, source=self.source)}


class AddMakeUpDay(ChangeOrder):
    """A day of the weekly rest is worked, with the hours of the day that it makes up for."""

    asks = domain.AddMakeUpDay
    command: Literal["AddMakeUpDay"]
    day: date
    instead_of: date | None = None
    name: Text
    source: Text

    def content(self) -> dict[str, Any]:
        made_up = MakeUpDay(day=self.day, instead_of=self.instead_of, name=self.name, source=self.source)
        return {"make_up_day": made_up}


class WorkingHours(BaseModel):
    """One unbroken time of work, by the local clock; `closes` 00:00 is the day's 24:00."""

    model_config = ConfigDict(extra="forbid")

    opens: time
    closes: time


class AddLocalDifference(ChangeOrder):
    """From the first day to the last, one agency has other hours on its working days; none: it is closed."""

    asks = domain.AddLocalDifference
    command: Literal["AddLocalDifference"]
    agency: Code
    first_day: date
    last_day: date
    hours: list[WorkingHours]
    name: Text
    source: Text

    def content(self) -> dict[str, Any]:
        difference = LocalDifference(
            agency=self.agency,
            first_day=self.first_day,
            last_day=self.last_day,
            hours=tuple(Hours(one.opens, one.closes) for one in self.hours),
            name=self.name,
            source=self.source,
        )
        return {"difference": difference}


class ClearDay(ChangeOrder):
    """A holiday or a make-up day turned out to be none."""

    asks = domain.ClearDay
    command: Literal["ClearDay"]
    day: date
    reason: Text

    def content(self) -> dict[str, Any]:
        return {"day": self.day, "reason": self.reason}


CalendarChange = Annotated[
    AddHoliday | AddMakeUpDay | AddLocalDifference | ClearDay, Field(discriminator="command")
]


class CalendarAnswer(BaseModel):
    """A calendar's code and its version."""

    calendar: str
    version: int


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


def calendar_body(calendar: Any) -> dict[str, Any]:
    """A working calendar as an answer shows it."""
    return {
        "code": calendar.code,
        "time_zone": calendar.time_zone,
        "week": [[str(hours) for hours in day] for day in calendar.weekly],
        "week_source": calendar.week_source,
        "holidays": calendar.holidays,
        "make_up_days": calendar.make_up_days,
        "differences": calendar.differences,
    }
