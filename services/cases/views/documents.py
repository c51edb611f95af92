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
class Suspension:
    """Why a suspended case stands still: the reason as recorded, beside what the procedure allows."""

    reason: Annotated[str, Field(description="In the words of who suspended it.")]
    conditions: Annotated[str | None, Field(description="Under which the procedure allows it, in its words.")]
    suspended_by: str
    suspended_at: InstantText
    ends_at: Annotated[
        InstantText | None, Field(description="When it ends by itself; null: while the conditions hold.")
    ]


@dataclass(slots=True, kw_only=True)
class Extension:
    """Why a case was given more time the last time: the reason, beside what the procedure allows."""

    reason: Annotated[str, Field(description="In the words of who granted it.")]
    conditions: Annotated[str | None, Field(description="Under which the procedure allows it, in its words.")]
    granted_by: str
    granted_at: InstantText
    due_at: InstantText


@dataclass(slots=True, kw_only=True)
class CaseShown:
    """A case as it stands, as everybody sees it who may."""

    case_number: str
    agency: str
    procedure: str
    edition: int
    subject: str
    external_reference: str | None
    imported: Annotated[bool, Field(description="An importer brought the case in.")] = False
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
    suspensions: int = 0
    extensions: int = 0
    suspension: Suspension | None = None
    extension: Extension | None = None
    next_alarm: Annotated[
        InstantText | None, Field(description="When the sweeper is to end a suspension; null: never.")
    ] = None
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
        ("next_alarm",),
    ),
    lists=("divisions", "officials"),
    document=CaseDocument,
)
