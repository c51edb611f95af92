"""What the read model of cases holds."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from services.cases.domain.coordination_state import CoordinationPhase
from shared.documents.port import Collection
from shared.documents.values import InstantText
from shared.kernel import CoordinationRole


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
    acted_by: Annotated[
        str | None,
        Field(description="Who took it up or completed it in the name of that official; null: the official."),
    ] = None
    since: InstantText
    received: bool = False
    completed: bool = False
    expected_at: Annotated[
        InstantText | None,
        Field(description="When it will be done, as was told of its lateness before it was due; null: not."),
    ] = None


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
class ExtensionRequest:
    """More time that was asked for, and that is neither granted nor denied."""

    reason: Annotated[str, Field(description="In the words of who asked for it.")]
    requested_by: str
    requested_at: InstantText
    due_at: InstantText


@dataclass(slots=True, kw_only=True)
class Answers:
    """The coordination of another agency's case that a case was opened for."""

    case_number: str
    coordination: int
    agency: str


#: An answer is owed while it stands so.
OWED = frozenset({CoordinationPhase.REQUESTED, CoordinationPhase.TAKEN, CoordinationPhase.RETURNED})


@dataclass(slots=True, kw_only=True)
class AskedOf:
    """What a case asked another agency for, and how that stands."""

    number: Annotated[int, Field(description="The how-manyeth coordination of the case, from 1.")]
    agency: Annotated[str, Field(description="Code of the agency that is asked.")]
    step: str
    visit: int
    role: str
    state: Annotated[
        str,
        Field(
            description="`requested`, `taken`, `answered`, `returned`, `accepted`, `declined`, `withdrawn`."
        ),
    ]
    external_reference: Annotated[str | None, Field(description="Its name in another system.")]
    requested_at: InstantText
    due_at: Annotated[
        InstantText | None,
        Field(description="As counted when it was asked for, or as its clock said since; null: not counted."),
    ]
    late: Annotated[bool, Field(description="Still owed when it was due.")] = False
    answered_at: InstantText | None = None
    answer: Annotated[str | None, Field(description="The last answer's kind; null: none yet.")] = None
    by_silence: Annotated[bool, Field(description="Nobody answered, which counts as agreement.")] = False
    silence_is_agreement: bool
    child_case: Annotated[str | None, Field(description="The asked agency's own case for it.")] = None

    @property
    def is_owed(self) -> bool:
        """Whether the asked agency owes an answer."""
        return self.state in OWED and self.role != CoordinationRole.INFORMED

    @property
    def silence_may_answer(self) -> bool:
        """Whether its time ran out on it; not once more, where that was before the answer that came back."""
        if not self.late or self.due_at is None:
            return False
        return self.silence_is_agreement and (self.answered_at is None or self.answered_at < self.due_at)


@dataclass(slots=True, kw_only=True)
class CaseShown:
    """A case as it stands, as everybody sees it who may."""

    case_number: str
    agency: Annotated[str, Field(description="Who has it now.")]
    opened_in: Annotated[
        str, Field(description="The agency under whose catalogue it was opened, which may have ended since.")
    ]
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
    refusals: Annotated[int, Field(description="How often a unit said that a step isn't its own.")] = 0
    reopenings: Annotated[int, Field(description="How often it was opened again after its completion.")] = 0
    suspensions: int = 0
    extensions: int = 0
    comments: Annotated[int, Field(description="How many there are.")] = 0
    documents: Annotated[int, Field(description="How many are attached.")] = 0
    links: Annotated[list[str], Field(description="Numbers of the cases that it is linked to.")] = field(
        default_factory=list
    )
    suspension: Suspension | None = None
    extension: Extension | None = None
    extension_request: ExtensionRequest | None = None
    next_alarm: Annotated[
        InstantText | None,
        Field(
            description="When the sweeper is to end a suspension, or to note what silence did; null: never."
        ),
    ] = None
    root_case: Annotated[str, Field(description="The case that everything began with; itself: this one.")]
    answers: Annotated[Answers | None, Field(description="What it was opened for; null: nobody asked.")] = (
        None
    )
    coordinations: Annotated[
        list[AskedOf], Field(description="What it asked other agencies for, in that order.")
    ] = field(default_factory=list)
    waits_for: Annotated[
        list[str], Field(description="Codes of the agencies of which an answer is owed, each once.")
    ] = field(default_factory=list)
    version: int


@dataclass(slots=True, kw_only=True)
class CaseDocument(CaseShown):
    """A case with what it is asked by: the codes of those that hold its steps, each once."""

    steps: list[HeldStep]
    divisions: list[str] = field(default_factory=list)
    officials: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    history: bool = False
    runs_on: bool = False  #: what happened to it elsewhere is being taken in still
    suspension_over_at: InstantText | None = None
    silence_from: InstantText | None = None

    def count_alarm(self) -> None:
        """The sweeper looks at the first of what time alone brings about; never while it is taken in."""
        alarms = () if self.runs_on else (self.suspension_over_at, self.silence_from)
        self.next_alarm = min((one for one in alarms if one is not None), default=None)


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
        ("external_reference",),
    ),
    lists=("divisions", "officials", "words"),
    document=CaseDocument,
)
