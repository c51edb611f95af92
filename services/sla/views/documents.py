"""What the read models of times and calendars hold."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.vocabulary import TimeLimit
from shared.documents.port import Collection
from shared.documents.values import InstantText
from shared.kernel import CoordinationRole


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
    agency: Annotated[str, Field(description="Who has it now, or had it when it ended.")]
    opened_in: Annotated[str, Field(description="The agency under whose catalogue the case was opened.")]
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
    own_alarm: Annotated[
        InstantText | None, Field(description="When it looks at it for its own time, and not its receipt.")
    ] = None
    stopped_at: InstantText | None = None
    used_minutes: Annotated[int | None, Field(description="Working minutes, pauses left out.")] = None
    outcome: Annotated[str | None, Field(description="How it ended.")] = None


@dataclass(slots=True, kw_only=True)
class AnsweredBy:
    """The coordination of another agency's case that a case was opened for."""

    case_number: str
    coordination: int
    agency: str


@dataclass(slots=True, kw_only=True)
class CaseClockDocument(TimeDocument):
    """The time of a case."""

    paused_at: InstantText | None = None
    answers: Annotated[AnsweredBy | None, Field(description="What it was opened for; null: nothing.")] = None
    handled_by: Annotated[
        list[str], Field(description="The officials who have completed a step of it, in that order.")
    ] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class ReceivedDocument(TimeDocument):
    """A time of what is to be received, and by when."""

    received_at: InstantText | None = None
    waited_minutes: Annotated[int | None, Field(description="Working minutes from hand-off to receipt.")] = (
        None
    )
    receipt_due_at: Annotated[
        InstantText | None,
        Field(description="By when it is, or was, to be received; null: nobody limits it."),
    ] = None
    receipt_late: Annotated[bool, Field(description="Not received by then, whether it has been since.")] = (
        False
    )
    receipt_overdue: Annotated[bool, Field(description="Not received by then, and waited for still.")] = False
    receipt_alarm: Annotated[
        InstantText | None, Field(description="When the sweeper looks whether it was received.")
    ] = None


@dataclass(slots=True, kw_only=True)
class StepClockDocument(ReceivedDocument):
    """The time of a visit of a step, and who holds it."""

    step: str
    step_name: str | None = None
    visit: int
    division: str
    official: str | None
    received: Annotated[bool, Field(description="Whether whoever holds it has taken it up.")] = False
    held_before: Annotated[
        list[str], Field(description="The officials who held it until somebody else did, or nobody.")
    ] = field(default_factory=list)
    sent_by: Annotated[str | None, Field(description="Who handed it off, returned or reopened it.")] = None
    sent_from: Annotated[
        str | None, Field(description="Code of the division that it came from; null: it began here.")
    ] = None
    returned: Annotated[bool, Field(description="Whether it was sent back here.")] = False
    answers: Annotated[
        list[int], Field(description="Coordinations whose answer waits to be accepted or returned.")
    ] = field(default_factory=list)
    came_back: Annotated[bool, Field(description="Returned, or an answer waits.")] = False
    in_hand: Annotated[bool, Field(description="Completed, and not handed off.")] = False
    due_soon: bool = False
    waiting: Annotated[bool, Field(description="Whether it waits for another agency's answer.")] = False
    waiting_for: Annotated[
        list[str], Field(description="Codes of the agencies that owe it an answer now, sorted.")
    ] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class AskedClockDocument(ReceivedDocument):
    """The time of a coordination: `agency` asks, and the asked agency owes the answer."""

    coordination: int
    asked_agency: str
    step: str  #: that asks
    step_name: str | None = None
    visit: int
    role: str = CoordinationRole.COOPERATING.value
    child_case: str | None = None
    silence_is_agreement: bool = False
    due_soon: bool = False
    accepted_at: InstantText | None = None


@dataclass(slots=True, kw_only=True)
class InformedDocument:
    """A coordination of which an agency is only told; what the case is about stands in the case's clock."""

    case_number: str
    coordination: int
    agency: str  #: that is told
    informed_at: InstantText
    received_at: InstantText | None = None
    withdrawn: bool = False


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
        ("state", "agency", "overdue"),  # counted along it, as the two like it
        ("late", "state", "due_soon_at", "agency"),
        ("state", "calendar", "id"),
    ),
    lists=("handled_by",),
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
        ("receipt_overdue", "receipt_due_at"),
        ("waiting", "agency", "due_at"),
        ("agency", "division", "official", "state", "due_at"),
        ("agency", "division", "state", "due_at"),
        ("agency", "official", "state", "due_at"),
        ("in_hand", "agency", "division", "due_at"),
        ("next_alarm",),
        ("state", "agency", "due_at", "overdue", "waiting"),  # dues apart, so that no box is led to along it
        ("late", "state", "due_soon_at", "agency"),
    ),
    lists=("held_before",),
    document=StepClockDocument,
)
ASKED = Collection(
    "coordination_clocks",
    indexes=(
        ("case_number",),
        ("agency", "state", "due_at"),
        ("asked_agency", "state", "due_at"),
        ("procedure", "state", "due_at"),
        ("state", "due_at"),
        ("late", "agency", "due_at"),
        ("late", "asked_agency", "due_at"),
        ("due_at",),
        ("overdue", "due_at"),
        ("receipt_overdue", "receipt_due_at"),
        ("next_alarm",),
        ("state", "asked_agency", "overdue"),
    ),
    document=AskedClockDocument,
)
INFORMED = Collection(
    "informed", indexes=(("agency", "withdrawn", "informed_at"),), document=InformedDocument
)
CALENDARS = Collection("calendars", document=CalendarDocument)
