"""The shapes of a case's tree, its story, and chains of cause over HTTP."""

from typing import Annotated

from pydantic import BaseModel, Field

from services.cases.domain.tree.links import LinkFault
from shared.contracts.cases.coordination import AskedDocument
from shared.contracts.cases.course import AnsweredCoordination
from shared.documents.values import InstantText


class OpenStepAnswer(BaseModel):
    """A step that isn't completed, and who holds it."""

    step: str
    visit: int
    division: str
    official: str | None
    since: InstantText


class TreeCoordinationAnswer(BaseModel):
    """What a case asked another agency for; null: not for who asks, or not there."""

    name: Annotated[str, Field(description="In another system, or its number in the case.")]
    coordination: Annotated[int, Field(description="The how-manyeth coordination of the case, from 1.")]
    agency: Annotated[str, Field(description="Code of the agency that is asked.")]
    outside: Annotated[
        bool | None, Field(description="Whether it isn't in the system: the asker records what it does.")
    ]
    step: str | None
    question: Annotated[str | None, Field(description="In the asker's words.")]
    documents: Annotated[list[AskedDocument] | None, Field(description="That go with the question.")]
    state: Annotated[
        str | None,
        Field(
            description=(
                "`requested`, `taken`, `answered`, `returned`, `accepted`, `declined`, `withdrawn`. "
                "Further values may come."
            )
        ),
    ]
    requested_at: InstantText | None
    due_at: InstantText | None
    answered_at: InstantText | None
    answer: Annotated[str | None, Field(description="The kind of the last answer.")]
    answer_text: Annotated[str | None, Field(description="The last answer in words.")]
    by_silence: Annotated[bool | None, Field(description="Whether silence was that answer.")]
    late: Annotated[bool | None, Field(description="Whether an answer was owed after it was due.")]
    late_minutes: Annotated[int | None, Field(description="Working minutes owed past its due instant.")]
    case: Annotated["TreeCaseAnswer | None", Field(description="The asked agency's own case for it.")]


class TreeCaseAnswer(BaseModel):
    """A case of the tree; null: not for who asks, or not there."""

    external_reference: str | None
    case_number: str
    agency: str
    procedure: str | None
    subject: str | None
    state: Annotated[
        str | None, Field(description="`running`, `suspended`, `completed`, `cancelled`. Further may come.")
    ]
    opened_at: InstantText | None
    ended_at: InstantText | None
    due_at: InstantText | None
    late: Annotated[bool | None, Field(description="Whether it was open after it was due.")]
    late_minutes: Annotated[int | None, Field(description="Working minutes open past its due instant.")]
    held_by: Annotated[list[str] | None, Field(description="Codes of the divisions that hold open steps.")]
    open_steps: Annotated[list[OpenStepAnswer] | None, Field(description="What isn't completed.")]
    answers: Annotated[AnsweredCoordination | None, Field(description="The coordination it is opened for.")]
    coordinations: list[TreeCoordinationAnswer]


class AgencyTimeAnswer(BaseModel):
    """How long an agency had its part of a tree, in whole working minutes."""

    held: Annotated[int, Field(description="While it had the work, or nobody went on.")]
    waiting: Annotated[int, Field(description="While each of its open steps waited for another agency.")]
    paused: Annotated[int, Field(description="While its case was suspended.")]


class TreeBuckPassingAnswer(BaseModel):
    """Work that was passed between units without progress."""

    kind: str
    between: Annotated[list[str], Field(description="Codes of the units.")]
    detected_at: InstantText
    events: Annotated[list[str], Field(description="The ids of the events that say so.")]
    case_number: str
    step: str | None


class BrokenLinkAnswer(BaseModel):
    """Something in the tree that is missing, or in contradiction."""

    fault: LinkFault
    case_number: str
    version: Annotated[int, Field(description="Of the event that it shows at.")]
    what: Annotated[str, Field(description="In the reader's language.")]


class TreeAnswer(BaseModel):
    """A case with everything that it asked for, and so on down, at an instant, as one may see it."""

    as_of: Annotated[InstantText, Field(description="What had taken effect by then is told.")]
    root: Annotated[str | None, Field(description="Number of the case that everything began with.")]
    case: TreeCaseAnswer
    time: Annotated[dict[str, AgencyTimeAnswer], Field(description="By the agency's code.")]
    buck_passing: Annotated[
        list[TreeBuckPassingAnswer], Field(description="What was passed on without progress.")
    ]
    links: Annotated[list[BrokenLinkAnswer], Field(description="What is missing, or in contradiction.")]


class StoryLineAnswer(BaseModel):
    """One event, as a person reads it."""

    case_number: str
    agency: str
    depth: Annotated[int, Field(description="0: of the case itself; 1: of what it asked for, and so on.")]
    version: int
    type: str
    at: Annotated[InstantText, Field(description="When it took effect.")]
    recorded_at: InstantText
    by: Annotated[str | None, Field(description="Id of the person whom it counts for.")]
    text: Annotated[str, Field(description="In the reader's language.")]


class StoryAnswer(BaseModel):
    """What happened to a case and to what it asked for, in order of effect, as far as one may read it."""

    case_number: str
    as_of: Annotated[InstantText, Field(description="What had taken effect by then is told.")]
    lines: Annotated[list[StoryLineAnswer], Field(description="In order of effect.")]


class CauseAnswer(BaseModel):
    """An event in a chain of cause."""

    id: str
    case_number: str
    agency: str
    version: int
    type: str
    at: InstantText
    recorded_at: InstantText


class CausesAnswer(BaseModel):
    """From an event back to the first, each with the one that led to it behind it."""

    causes: Annotated[list[CauseAnswer], Field(description="The asked event first.")]
