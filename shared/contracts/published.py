"""What every published event is: an immutable model with a type, a topic, and fields that all read alike."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from shared.contracts.topics import Topic
from shared.kernel import Counting, TimeLimit


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is UTC:
        return value
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("the instant is before the year 1 or after 9999 in UTC") from None


Instant = Annotated[
    AwareDatetime, AfterValidator(_in_utc)
]  #: an exact moment; on the wire in UTC, ending in Z


class Part(BaseModel):
    """A part of an event. Reads tolerantly: fields that it doesn't know are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class PublishedEvent(Part):
    """A fact that other systems may build on. It only ever grows by optional fields."""

    event_type: ClassVar[str]  #: CloudEvents type, `tthc.<service>.<Event>.v<n>`
    topic: ClassVar[Topic]
    tombstone: ClassVar[bool] = False  #: told by a null value under its key: what the key names has ended


def example(**fields: Any) -> ConfigDict:
    """The configuration of an event that shows these fields as its example, as JSON has them."""
    return ConfigDict(json_schema_extra={"examples": [fields]})


class PublishedTimeLimit(Part):
    """An allowed time, with how it is counted."""

    duration: str = Field(
        description="ISO 8601: working hours and minutes (`PT8H`, `PT1H30M`), or whole days (`P3D`).",
        examples=["PT8H"],
    )
    counting: str = Field(
        description=(
            "`working_hours`: from the moment, in working time; `working_days`: the day of the event is left"
            " out, ends with the last day's working hours; `calendar_days`: the day of the event is left out,"
            " ends at 24:00 of the last day. Further values may come."
        ),
        examples=["working_hours"],
    )

    @classmethod
    def of(cls, limit: TimeLimit) -> "PublishedTimeLimit":
        """The limit as it stands on the wire."""
        return cls(duration=limit.iso, counting=limit.counting.value)

    def value(self) -> TimeLimit:
        """The limit as the domains have it. ValueError where counting or duration isn't known here."""
        return TimeLimit.parse(self.duration, Counting(self.counting))


AgencyCode = Annotated[str, Field(description="Code of the agency, unique in the system.", examples=["SNV"])]
DivisionCode = Annotated[
    str, Field(description="Code of the division that holds the work, unique in its agency.", examples=["VP"])
]
OfficialId = Annotated[str, Field(description="Identifier of an official.", examples=["snv.lan"])]
MaybeOfficial = Annotated[
    str | None, Field(description="Identifier of the official who holds the work; null: nobody yet.")
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
    Field(ge=1, description="Number of the issued edition of the agency's catalogue: 1, 2, …", examples=[1]),
]
CaseNumber = Annotated[
    str, Field(description="Number of the case, unique in the system.", examples=["SNV-261123-0001"])
]
StepCode = Annotated[
    str, Field(description="Code of the step, unique in its procedure.", examples=["tham-dinh"])
]
Visit = Annotated[
    int,
    Field(
        ge=1, description="The how-manyeth time that this step is open in this case, from 1.", examples=[1]
    ),
]
StepTimeLimit = Annotated[PublishedTimeLimit, Field(description="Allowed time of this visit of the step.")]
TotalTimeLimit = Annotated[
    PublishedTimeLimit,
    Field(description="Allowed time of the whole: the sum over stages of the longest step."),
]
WorkingCalendar = Annotated[
    str, Field(description="Code of the calendar whose working time counts.", examples=["VN"])
]
ReasonText = Annotated[str, Field(description="The reason, in the words of who acted.")]
InForceFrom = Annotated[
    date, Field(description="First day in force, as a date where the agency is.", examples=["2026-12-01"])
]


class OpenedStep(Part):
    """A visit of a step that has just been opened, and who holds it."""

    step: StepCode
    visit: Visit
    division: DivisionCode
    official: MaybeOfficial = None
    time_limit: StepTimeLimit
