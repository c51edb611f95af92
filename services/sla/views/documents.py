"""What the read models of times and calendars hold."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.vocabulary import TimeLimit
from shared.documents.port import Collection
from shared.documents.values import InstantText


class ClockState(StrEnum):
    """Whether a clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


#: The states of a case that hasn't ended.
OPEN = (ClockState.RUNNING, ClockState.PAUSED)


@dataclass(slots=True, kw_only=True)
class TimeDocument:
    """A time that runs or has run: of a case, or of a visit of a step."""

    case_number: str
    subject: Annotated[str | None, Field(description="What the case is about; null: not known.")] = None
    agency: str
    procedure: str
    edition: int = 0
    calendar: str
    imported: Annotated[bool, Field(description="An importer brought the case in.")]
    state: Annotated[str, Field(description="`running`, `paused` or `stopped`.")]
    started_at: InstantText
    time_limit: TimeLimit
    due_at: InstantText
    due_soon_at: InstantText
    late: Annotated[
        bool, Field(description="Not finished when it was due, whether it is open still or has ended since.")
    ] = False
    overdue: Annotated[bool, Field(description="Late, and open still.")] = False
    overdue_noticed_at: InstantText | None = None
    next_alarm: Annotated[InstantText | None, Field(description="When the sweeper looks at it next.")]
    stopped_at: InstantText | None = None
    used_minutes: Annotated[int | None, Field(description="Working minutes, pauses left out.")] = None
    outcome: Annotated[str | None, Field(description="How it ended.")] = None


@dataclass(slots=True, kw_only=True)
class CaseClockDocument(TimeDocument):
    """The time of a case."""

    paused_at: InstantText | None = None


@dataclass(slots=True, kw_only=True)
class StepClockDocument(TimeDocument):
    """The time of a visit of a step, and who holds it."""

    step: str
    step_name: str | None = None
    visit: int
    division: str
    official: str | None
    received_at: InstantText | None = None
    waited_minutes: Annotated[int | None, Field(description="Working minutes from hand-off to receipt.")] = (
        None
    )
    due_soon: bool = False


@dataclass(slots=True, kw_only=True)
class CalendarDocument:
    """A calendar, and when it changed last."""

    code: str
    time_zone: str
    version: int
    defined_at: InstantText
    changed_at: InstantText


CASES = Collection(
    "case_clocks",
    indexes=(
        ("agency", "state", "due_at"),
        ("procedure", "state", "due_at"),
        ("state", "due_at"),
        ("late", "agency", "due_at"),
        ("due_at",),
        ("overdue", "due_at"),
        ("next_alarm",),
    ),
    document=CaseClockDocument,
)
STEPS = Collection(
    "step_clocks",
    indexes=(
        ("case_number",),
        ("agency", "state", "due_at"),
        ("division", "state", "due_at"),
        ("official", "state", "due_at"),
        ("procedure", "state", "due_at"),
        ("state", "due_at"),
        ("late", "agency", "due_at"),
        ("late", "division", "due_at"),
        ("late", "official", "due_at"),
        ("due_at",),
        ("overdue", "due_at"),
        ("next_alarm",),
    ),
    document=StepClockDocument,
)
CALENDARS = Collection("calendars", document=CalendarDocument)
