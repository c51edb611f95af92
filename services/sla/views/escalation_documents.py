"""What the read models hold of escalations, and of the policies by which they climb."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.escalations import Level
from shared.documents.port import Collection
from shared.documents.values import InstantText


class EscalationState(StrEnum):
    """Whether its cause stands."""

    OPEN = "open"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"  #: it never stood, and counts for nobody


@dataclass(slots=True, kw_only=True)
class EscalationDocument:
    """One escalation: a cause, a level, and what became of it."""

    case_number: str
    subject: Annotated[str | None, Field(description="What the case is about; null: not known.")] = None
    agency: Annotated[
        str, Field(description="Code of the agency against which it goes: of a coordination, the one asked.")
    ]
    case_agency: Annotated[str, Field(description="Code of the agency that has the case.")]
    opened_in: Annotated[str, Field(description="The agency under whose catalogue the case was opened.")]
    procedure: Annotated[str | None, Field(description="Code of the procedure; null: not one's to read.")]
    edition: int
    step: str | None
    step_name: str | None
    visit: int | None
    coordination: int | None
    division: Annotated[str | None, Field(description="The division that holds the step; null: none does.")]
    official: Annotated[str | None, Field(description="Who held the step when it was told.")]
    level: Level
    told_agency: Annotated[
        str | None, Field(description="Code of the agency whose people are told; null: it isn't known.")
    ]
    state: Annotated[str, Field(description="`open` or `ended`; `withdrawn`: it never stood.")]
    due_at: InstantText
    raised_at: InstantText
    detected_at: InstantText
    acknowledged_at: InstantText | None = None
    acknowledged_by: str | None = None
    note: Annotated[str | None, Field(description="What is being done, in that person's words.")] = None
    ended_at: InstantText | None = None
    reason: Annotated[str | None, Field(description="Why it ended.")] = None


@dataclass(slots=True, kw_only=True)
class LadderDocument:
    """When the sweeper looks at the next level of what is overdue."""

    case_number: str
    next_alarm: InstantText | None


@dataclass(slots=True, kw_only=True)
class PolicyDocument:
    """How many policies were adopted for an agency, or for all that have none of their own."""

    key: str
    version: int


#: The states of what stood.
STOOD = (EscalationState.OPEN, EscalationState.ENDED)

ESCALATIONS = Collection(
    "escalations",
    indexes=(
        ("case_number",),
        ("state", "agency", "raised_at"),
        ("state", "agency", "level"),
        ("state", "told_agency", "raised_at"),
        ("state", "level", "raised_at"),
        ("state", "raised_at"),
        ("raised_at",),
    ),
    document=EscalationDocument,
)
LADDERS = Collection("ladders", indexes=(("next_alarm",),), document=LadderDocument)
POLICIES = Collection("deadline_policies", document=PolicyDocument)
