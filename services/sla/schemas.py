"""The shapes of the sla service's HTTP commands and answers."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from services.sla.domain.explanation import CountedInterval
from shared.errors import Language

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
