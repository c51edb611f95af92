"""What the read model of coordinations holds: one document each, with what the two agencies wrote."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from services.cases.views.documents import AskedOf
from shared.documents.port import Collection
from shared.documents.values import InstantText


@dataclass(slots=True, kw_only=True)
class DocumentOf:
    """A document that goes with a question or an answer."""

    name: str
    size: Annotated[int, Field(description="Bytes.")]
    sha256: Annotated[str, Field(description="SHA-256 of the content, in hexadecimal.")]
    address: Annotated[str, Field(description="Where the content lies.")]


@dataclass(slots=True, kw_only=True)
class AnswerOf:
    """An answer: the last one stands, unless it was sent back."""

    kind: str
    text: str | None
    documents: list[DocumentOf]
    by_silence: bool
    too_late: Annotated[
        bool, Field(description="Silence had been taken as agreement already: it is kept, and moves nothing.")
    ] = False
    answered_by: str
    answered_at: InstantText
    returned_by: str | None = None
    returned_at: InstantText | None = None
    return_reason: str | None = None


@dataclass(slots=True, kw_only=True)
class Clarification:
    """What the asked agency asked back, or what it was told then."""

    by_asker: Annotated[bool, Field(description="Told by the asking agency; else the asked one asks.")]
    text: str
    documents: list[DocumentOf] = field(default_factory=list)
    said_by: str
    said_at: InstantText


@dataclass(slots=True, kw_only=True)
class Disagreement:
    """Where a disagreement was taken, and what was decided there."""

    level: Annotated[str, Field(description="`meeting` or `superior`.")]
    meets_at: InstantText | None
    superior: Annotated[str | None, Field(description="Code of the agency that is to decide.")]
    reason: str
    raised_by: str
    raised_at: InstantText
    decision: str | None = None
    decided_by: str | None = None
    decided_at: InstantText | None = None


@dataclass(slots=True, kw_only=True)
class Ended:
    """Why nothing is owed any more: it was declined, or withdrawn."""

    reason: str
    belongs_to: Annotated[str | None, Field(description="Whose it is, in the words of who declined.")]
    ended_by: str
    ended_at: InstantText


@dataclass(slots=True, kw_only=True)
class CoordinationShown(AskedOf):
    """A coordination as whoever may see it does, without what the agencies wrote to each other."""

    case_number: Annotated[str, Field(description="The case that asks.")]
    asking_agency: Annotated[str, Field(description="Code of the agency that asks and leads the case.")]
    procedure: Annotated[str, Field(description="Of the case that asks.")]
    edition: int
    responding_procedure: Annotated[
        str, Field(description="Code of the asked agency's procedure that the catalogue names; empty: none.")
    ]
    goes_on_by_itself: bool
    outside: Annotated[bool, Field(description="The asker records what the asked agency does.")]
    owed: Annotated[bool, Field(description="The asked agency owes an answer.")] = True
    clarification_open: Annotated[bool, Field(description="What was asked back waits to be told.")] = False
    requested_by: str
    received_by: str | None = None
    received_at: InstantText | None = None
    accepted_by: str | None = None
    accepted_at: InstantText | None = None
    times_returned: int = 0
    superior: Annotated[
        str | None, Field(description="Code of the agency above both that is to decide a disagreement.")
    ] = None


@dataclass(slots=True, kw_only=True)
class CoordinationDocument(CoordinationShown):
    """A coordination with what the agencies wrote to each other."""

    question: str
    documents: list[DocumentOf]
    given_answers: list[AnswerOf] = field(default_factory=list)
    clarifications: list[Clarification] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    ended: Ended | None = None


COORDINATIONS = Collection(
    "coordinations",
    indexes=(
        ("agency", "state", "requested_at"),
        ("agency", "owed", "due_at"),
        ("asking_agency", "state", "requested_at"),
        ("asking_agency", "owed", "due_at"),
        ("requested_at",),
        ("due_at",),
    ),
    document=CoordinationDocument,
)


def coordination_key(case_number: str, number: int) -> str:
    """The id of a coordination's document, as its name is written."""
    return f"{case_number}/{number}"
