"""What the read models of visits that have ended, and of what was sent back, hold."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from shared.documents.port import Collection
from shared.documents.values import InstantText

Day = Annotated[str, Field(description="The day where the agency is, `2026-03-31`.", examples=["2026-03-31"])]


@dataclass(slots=True, kw_only=True)
class CauseDocument:
    """An objective cause (nguyên nhân khách quan) that was claimed for a late visit."""

    state: Annotated[str, Field(description="`claimed`, `confirmed` or `refused`.")]
    reason: Annotated[str, Field(description="In the claimant's words.")]
    claimed_by: Annotated[str, Field(description="Whose visit it is.")]
    claimed_at: InstantText
    decided_by: Annotated[str | None, Field(description="The leader who decided; null: nobody has.")] = None
    decided_at: InstantText | None = None


@dataclass(slots=True, kw_only=True)
class ClearanceDocument:
    """A competent leader found that the work was sent back without a fault of whoever had done it."""

    by: Annotated[str, Field(description="The leader.")]
    at: InstantText
    reason: Annotated[str, Field(description="In the leader's words.")]


@dataclass(slots=True, kw_only=True)
class VisitDocument:
    """A visit of a step that has ended, to the minute. Minutes are working minutes of its agency."""

    case_number: str
    agency: Annotated[str, Field(description="Who had the case when it ended.")]
    procedure: str
    edition: int
    step: str
    step_name: str | None
    visit: int
    division: Annotated[str, Field(description="Code of the division that held it.")]
    official: Annotated[
        str | None,
        Field(description="Who completed it, a delegate for themselves; of another, who held it."),
    ]
    started_at: InstantText
    received_at: InstantText | None
    receipt_minutes: Annotated[int | None, Field(description="From its opening until it was received.")]
    due_at: Annotated[InstantText, Field(description="When it was due, as that stood at its end.")]
    ended_at: InstantText
    ended_on: Annotated[
        str | None,
        Field(description="The day of its end; null: its completion was taken back, and it is open."),
    ]
    done_on: Annotated[str | None, Field(description="The day of its completion; null: it ended otherwise.")]
    outcome: Annotated[
        str, Field(description="`completed`, `returned`, `refused`, `handed_off`, `case_ended`.")
    ]
    used_minutes: Annotated[int, Field(description="From opening to end, suspensions left out.")]
    waiting_minutes: Annotated[
        int, Field(description="Of those, in which an answer that was asked for in it was owed.")
    ]
    limit_minutes: Annotated[int, Field(description="Its limit, as it stood.")]
    late: Annotated[bool, Field(description="Whether it was open after its due instant.")]
    late_through_others: Annotated[
        bool, Field(description="Late, and used without waiting no more than the limit.")
    ]
    held_up_minutes: Annotated[
        int,
        Field(description="Of those used, not waiting, until somebody told that a suspension had ended."),
    ] = 0
    late_through_suspension: Annotated[
        bool, Field(description="Late, not through others, and not but for what it was held up.")
    ] = False
    cause: Annotated[CauseDocument | None, Field(description="Of its lateness; null: none was claimed.")] = (
        None
    )
    late_by_objective_cause: Annotated[bool, Field(description="Late, and a leader confirmed the cause.")] = (
        False
    )
    sources: Annotated[list[int], Field(description="The versions of the case's events that say so.")]


@dataclass(slots=True, kw_only=True)
class RedoneDocument:
    """A completed visit whose step is done once more."""

    step: str
    visit: int
    agency: str
    division: str
    official: str | None


@dataclass(slots=True, kw_only=True)
class SentBackDocument:
    """Work that was sent back, refused, or is done once more: by whom, and whose it had been."""

    case_number: str
    version: Annotated[int, Field(description="The version of the case's event that says so.")]
    procedure: str
    way: Annotated[
        str,
        Field(
            description=(
                "`returned`: to an earlier step; `refused`: not theirs; `reopened`: a completed step once "
                "more; `case_reopened`; `answer_returned`: who had asked for the case sent it back."
            )
        ),
    ]
    at: InstantText
    day: Day
    agency: str
    division: str | None
    official: str
    step: str | None
    visit: int | None
    grounds: Annotated[
        str | None, Field(description="`content`, `form`, `missing_input`, `other`; null: not said.")
    ]
    redone: Annotated[
        list[RedoneDocument], Field(description="The completed visits that are done once more.")
    ]
    redone_by: Annotated[list[str], Field(description="The officials who had completed them.")]
    cleared: Annotated[
        ClearanceDocument | None, Field(description="Why it counts against nobody; null: it does.")
    ] = None


@dataclass(slots=True, kw_only=True)
class RedoneWorkDocument:
    """A completed visit whose step is done once more: whose it had been, and who sent it back."""

    case_number: str
    version: Annotated[int, Field(description="The version of the case's event that says so.")]
    procedure: str
    agency: str
    division: str
    official: Annotated[str | None, Field(description="Who had completed it.")]
    step: str
    visit: Annotated[int, Field(description="The visit that had been completed.")]
    way: Annotated[str, Field(description="As of what was sent back.")]
    at: InstantText
    day: Day
    sent_back_by: str
    grounds: Annotated[str | None, Field(description="As of what was sent back.")]
    cleared: Annotated[bool, Field(description="Whether a leader found that it counts against nobody.")] = (
        False
    )
    clearance: Annotated[ClearanceDocument | None, Field(description="Why; null: it counts.")] = None


@dataclass(slots=True, kw_only=True)
class PassedDocument:
    """A unit's part in work that was passed on without progress."""

    case_number: str
    version: Annotated[int, Field(description="The version of the case's event that says so.")]
    procedure: str
    kind: str
    agency: str
    division: str | None
    at: InstantText
    day: Day
    evidence: Annotated[list[str], Field(description="The ids of the events that show it.")] = field(
        default_factory=list
    )


VISITS = Collection(
    "visits",
    indexes=(
        ("agency", "ended_on"),
        ("official", "ended_on"),
        ("ended_on",),
        ("agency", "started_at"),
        ("case_number",),
    ),
    document=VisitDocument,
)
SENT_BACK = Collection(
    "sent_back",
    indexes=(("agency", "day"), ("day",), ("case_number",)),
    lists=("redone_by",),
    document=SentBackDocument,
)
#: Named as the visit in which the work is done once more.
REDONE = Collection(
    "redone", indexes=(("agency", "day"), ("official", "day"), ("day",)), document=RedoneWorkDocument
)
PASSED = Collection("passed", indexes=(("agency", "day"), ("day",)), document=PassedDocument)
