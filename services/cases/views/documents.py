"""What the read model of cases holds."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.documents.port import Collection
from shared.documents.values import InstantText


class CaseStatus(StrEnum):
    """How a case stands."""

    OPEN = "open"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(slots=True, kw_only=True)
class HeldStep:
    """A step that the case is at, and who holds it."""

    step: str
    visit: int
    division: str
    official: str | None
    since: InstantText
    received: bool = False
    completed: bool = False


@dataclass(slots=True, kw_only=True)
class CaseShown:
    """A case as it stands, as everybody sees it who may."""

    case_number: str
    agency: str
    procedure: str
    edition: int
    subject: str
    external_reference: str | None
    imported: Annotated[bool, Field(description="A history from a log.")] = False
    status: str
    opened_by: str
    opened_at: InstantText
    due_at: Annotated[InstantText | None, Field(description="As its clock says; null: it isn't counted yet.")]
    late: Annotated[
        bool, Field(description="Not finished when it was due, whether it is open still or has ended since.")
    ] = False
    overdue: Annotated[bool, Field(description="Late, and open still.")] = False
    ended_at: InstantText | None = None
    steps_completed: int = 0
    hand_offs: int = 0
    returns: int = 0
    version: int


@dataclass(slots=True, kw_only=True)
class CaseDocument(CaseShown):
    """A case with what it is asked by: the codes of those that hold its steps, each once."""

    steps: list[HeldStep]
    divisions: list[str] = field(default_factory=list)
    officials: list[str] = field(default_factory=list)


CASES = Collection(
    "cases",
    indexes=(
        ("agency", "status", "opened_at"),
        ("agency", "status", "due_at"),
        ("status", "due_at"),
        ("late", "agency", "due_at"),
        ("procedure", "status", "due_at"),
        ("opened_at",),
        ("due_at",),
    ),
    lists=("divisions", "officials"),
    document=CaseDocument,
)
