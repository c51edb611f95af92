"""An access: who looked, when, as whom, and at what of which case."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.documents.port import Collection
from shared.documents.values import InstantText


class Looked(StrEnum):
    """What was looked at."""

    CASE = "case"
    EVENTS = "events"  #: with the texts of remarks
    TREE = "tree"
    STORY = "story"
    CAUSES = "causes"
    COORDINATION = "coordination"  #: with what the agencies wrote to each other
    CLOCK = "clock"  #: the time of a case and of its steps
    DEADLINE = "deadline"  #: why it is due then
    SEARCH = "search"  #: the list of cases, by words
    EXPORT = "export"  #: cases as a log for process mining; which ones is `asked`
    ACCESS_LOG = "access_log"  #: this log itself


@dataclass(slots=True, kw_only=True)
class HeldRole:
    """A role by which somebody could look, and where they held it."""

    role: str
    agency: Annotated[str | None, Field(description="Null: for the whole province.")] = None
    division: str | None = None


@dataclass(slots=True, kw_only=True)
class AccessShown:
    """One look at a case, as auditors see it."""

    at: InstantText
    who: Annotated[
        str, Field(description="Who was signed in; `os:…`: who ran a command on stopped services.")
    ]
    name: Annotated[str | None, Field(description="As the token called them then.")] = None
    acting_for: Annotated[str | None, Field(description="The official in whose name they looked.")] = None
    roles: Annotated[list[HeldRole], Field(description="Those by which they could look.")] = field(
        default_factory=list
    )
    what: Annotated[
        str,
        Field(
            description=(
                "`case`, `events`, `tree`, `story`, `causes`, `coordination`, `clock`, `deadline`, `search`, "
                "`export` or `access_log`. Further values may come."
            )
        ),
    ]
    agency: Annotated[str | None, Field(description="Whose case it was then.")] = None
    case_number: Annotated[str | None, Field(description="That was asked for.")] = None
    coordination: Annotated[int | None, Field(description="The how-manyeth of the case.")] = None
    cases: Annotated[list[str], Field(description="All cases that were shown something of.")] = field(
        default_factory=list
    )
    asked: Annotated[
        str | None, Field(description="The words of a search, as of which instant, or what was exported.")
    ] = None
    client: Annotated[
        str | None, Field(description="What the program called itself (`User-Agent`); nobody checks that.")
    ] = None
    correlation_id: Annotated[str | None, Field(description="Joins it with the service's log.")] = None


@dataclass(slots=True, kw_only=True)
class AccessDocument(AccessShown):
    """One look at a case with what it is asked by: who looked, and in whose name."""

    people: list[str]


#: A generation has the accesses of one week, so that what is kept no longer goes at once.
ACCESSES = Collection(
    "accesses", indexes=(("at",), ("agency", "at")), lists=("cases", "people"), document=AccessDocument
)
