"""The words that events are made of: types with a meaning, the same in every event that has them.

They are plain types with annotations: msgspec writes and reads them, pydantic makes JSON Schemas of them and
checks them where people's input comes in.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, Any, Final, TypeVar

from msgspec import Meta
from pydantic import AfterValidator, BeforeValidator, Field, Strict
from pydantic_core import PydanticCustomError, PydanticKnownError

from shared.contracts.declaring import part
from shared.kernel import FIRST_YEAR, LAST_YEAR, Counting

D = TypeVar("D", bound=date)
#: How pydantic's fault is called of a time that can be, but not where it stands.
OUTSIDE_OF_CALENDARS = "outside_of_calendars"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  #: tab and line ends aren't
_BEYOND: Final = "The year must be from {first} to {last}"
#: Documents that hold still may be older than any case; before this year it is a slip of the pen.
_OLDEST_DOCUMENT = 1900


def in_utc(value: datetime) -> datetime:
    """The same instant in UTC. ValueError where it says no zone, or no calendar may be laid out for it."""
    if value.tzinfo is None:
        raise PydanticKnownError("timezone_aware")
    try:
        return in_calendars(value.astimezone(UTC))
    except OverflowError:
        raise PydanticCustomError("outside_of_utc", _BEYOND, _years(FIRST_YEAR)) from None


def as_written(value: Any) -> Any:
    """What stands for a day or an instant, itself. ValueError for a number, also as text: of what unit?"""
    try:
        float(value)
    except (TypeError, ValueError):
        return value
    except OverflowError:
        pass
    raise PydanticCustomError("number_as_time", "A number is no date or time; it must be as in ISO 8601")


def in_calendars(day: D, first: int = FIRST_YEAR) -> D:
    """The day or the instant itself. ValueError outside of the years that calendars may be laid out for."""
    if not first <= day.year <= LAST_YEAR:
        raise PydanticCustomError("outside_of_calendars", _BEYOND, _years(first))
    return day


def in_force_ever(day: date) -> date:
    """The day itself. ValueError where no document that holds still can be of it."""
    return in_calendars(day, _OLDEST_DOCUMENT)


def _years(first: int) -> dict[str, int]:
    return {"first": first, "last": LAST_YEAR}


#: An exact moment; on the wire in UTC, ending in Z. Commands and questions are held to the calendars' years;
#: what is recorded already is read as it is.
Instant = Annotated[datetime, Meta(tz=True), BeforeValidator(as_written), AfterValidator(in_utc)]
#: A day in a command or a question.
CalendarDay = Annotated[date, BeforeValidator(as_written), AfterValidator(in_calendars)]
#: A day of a document that something rests on, which may be older than any case.
DocumentDay = Annotated[date, BeforeValidator(as_written), AfterValidator(in_force_ever)]


def described(description: str, **more: Any) -> Any:
    """What a field means, for readers of the schemas: `Annotated[date, described("The last day.")]`.

    `more`: what else its schema says, such as `ge=1` or `examples=["SNV"]`.
    """
    return Field(description=description, **more)


class SaidSince:
    """Marks a field of a command that came to it later: where it isn't said, an idempotency key's earlier
    requests are the same request still."""


SINCE: Final = SaidSince()


def within(**limits: Any) -> Any:
    """How much a field of a command may hold, where nothing is to be said of it: `within(max_length=80)`."""
    return Field(**limits)


def normal(form: Callable[[Any], Any]) -> Any:
    """In a command, the value is brought into this form; a ValueError of it is a fault at that place."""
    return AfterValidator(form)


#: What a value is refused as, `unfit(kind, sentence, values)`: people are told the kind's sentence.
unfit = PydanticCustomError

#: A whole number in a command: as JSON writes numbers, and neither text nor `true`.
Whole = Annotated[int, Strict()]


def without_controls(text: str) -> str:
    """The text itself. ValueError where it has a control character that no line or table is made of."""
    found = CONTROL.search(text)
    if found is None:
        return text
    named = {"character": f"U+{ord(found[0]):04X}"}
    raise PydanticCustomError("control_character", "It holds the control character {character}", named)


#: A code or an identifier in a command.
Code = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(without_controls)]
#: A code that stands in a path as it is.
PathCode = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9._-]+$")]
#: What somebody writes in a command.
Text = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(without_controls)]
#: When an event took effect, where nothing more is to be said.
EffectiveAt = Annotated[Instant, Field(description="When it took effect.")]


@part
class TimeLimit:
    """An allowed time, with how it is counted."""

    duration: Annotated[
        str,
        Field(
            description="ISO 8601: working hours and minutes (`PT8H`, `PT1H30M`), or whole days (`P3D`).",
            examples=["PT8H"],
        ),
    ]
    counting: Annotated[
        str,
        Field(
            description=(
                "`working_hours`: from the moment, in working time; `working_days`: the day of the event is"
                " left out, ends with the last day's working hours; `calendar_days`: the day of the event is"
                " left out, ends at 24:00 of the last day. Further values may come."
            ),
            examples=["working_hours"],
        ),
    ]

    @classmethod
    def of(cls, amount: int, counting: str) -> "TimeLimit":
        """`amount` minutes of working time, or `amount` days. ValueError where it isn't positive."""
        if amount <= 0:
            raise ValueError(f"a time limit must be positive, not {amount}")
        return cls(duration=_duration(amount, Counting(counting)), counting=Counting(counting).value)

    @classmethod
    def parse(cls, duration: str, counting: str) -> "TimeLimit":
        """Read an ISO 8601 duration; hours and minutes for working hours, whole days otherwise."""
        return cls.of(_amount(duration, Counting(counting)), counting)

    @property
    def amount(self) -> int:
        """Minutes of working time, or days. ValueError where the counting isn't known here."""
        return _amount(self.duration, Counting(self.counting))


#: Minutes of working time, or days, that the years of all calendars hold.
_LONGEST_DAYS = 366 * (LAST_YEAR - FIRST_YEAR + 1)
_LONGEST = {Counting.WORKING_HOURS: _LONGEST_DAYS * 24 * 60}


def check_countable(limit: TimeLimit) -> None:
    """ValueError for a limit that is longer than the years that calendars may be laid out for."""
    if limit.amount > _LONGEST.get(Counting(limit.counting), _LONGEST_DAYS):
        raise ValueError(f"{limit.duration} is longer than any calendar")


def _duration(amount: int, counting: Counting) -> str:
    if counting is not Counting.WORKING_HOURS:
        return f"P{amount}D"
    hours, minutes = divmod(amount, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")


@lru_cache(maxsize=1_000)
def _amount(duration: str, counting: Counting) -> int:
    pattern = r"PT(?:(\d+)H)?(?:(\d+)M)?" if counting is Counting.WORKING_HOURS else r"P(\d+)D"
    match = re.fullmatch(pattern, duration, re.ASCII)
    if match is None:
        raise ValueError(f"{duration!r} is not a duration for {counting.value}")
    parts = [int(found or 0) for found in match.groups()]
    return parts[0] * 60 + parts[1] if counting is Counting.WORKING_HOURS else parts[0]


AgencyCode = Annotated[str, Field(description="Code of the agency, unique in the system.", examples=["SNV"])]
DivisionCode = Annotated[
    str, Field(description="Code of the division that holds the work, unique in its agency.", examples=["VP"])
]
OfficialId = Annotated[str, Field(description="Identifier of an official.", examples=["snv.lan"])]
MaybeOfficial = Annotated[
    str | None, Field(description="Identifier of the official who holds the work; null: nobody yet.")
]
History = Annotated[
    bool | None,
    Field(
        description=(
            "Whether the case is a history from a log, judged by the time of its events only; null: as "
            "`imported` says."
        )
    ),
]
PersonId = Annotated[
    str,
    Field(description="Identifier of the official or client that the act counts for.", examples=["snv.lan"]),
]
ProcedureCode = Annotated[
    str,
    Field(
        description="Code of the procedure, unique in its agency, the same over editions.",
        examples=["SNV-07"],
    ),
]
Edition = Annotated[
    int,
    Meta(ge=1),
    Field(ge=1, description="Number of the issued edition of the agency's catalogue: 1, 2, …", examples=[1]),
]
CaseNumber = Annotated[
    str, Field(description="Number of the case, unique in the system.", examples=["SNV-261123-0001"])
]
StepCode = Annotated[
    str, Field(description="Code of the step, unique in its procedure.", examples=["tham-dinh"])
]
VisitNumber = Annotated[
    int,
    Meta(ge=1),
    Field(
        ge=1, description="The how-manyeth time that this step is open in this case, from 1.", examples=[1]
    ),
]
StepTimeLimit = Annotated[TimeLimit, Field(description="Allowed time of this visit of the step.")]
TotalTimeLimit = Annotated[
    TimeLimit, Field(description="Allowed time of the whole: the sum over stages of the longest step.")
]
CalendarCode = Annotated[
    str, Field(description="Code of the calendar whose working time counts.", examples=["VN"])
]
ReasonText = Annotated[str, Field(description="The reason, in the words of who acted.")]
InForceFrom = Annotated[
    date, Field(description="First day in force, as a date where the agency is.", examples=["2026-12-01"])
]


@part
class OpenedStep:
    """A visit of a step that has just been opened, and who holds it."""

    step: StepCode
    visit: VisitNumber
    division: DivisionCode
    official: MaybeOfficial = None
    time_limit: StepTimeLimit
