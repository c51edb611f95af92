"""What events of a case have in common."""

from typing import Annotated

from pydantic import Field

from shared.contracts.case_facts import CaseFact
from shared.contracts.catalog.parts import Coordination
from shared.contracts.declaring import part
from shared.contracts.vocabulary import (
    DivisionCode,
    MaybeOfficial,
    OpenedStep,
    StepCode,
    StepTimeLimit,
    VisitNumber,
)

Conditions = Annotated[
    str | None,
    Field(description="Under which conditions the procedure allows it, in its words; null: not recorded."),
]
OpenedSteps = Annotated[tuple[OpenedStep, ...], Field(description="The visits that were opened.")]


@part
class LateApproval:
    """A leader approved of what is recorded later than the system's bound allows."""

    approved_by: Annotated[str, Field(description="Identifier of the agency's head whose approval it is.")]
    reason: Annotated[str, Field(description="Why it is recorded so late, in the words of who approved.")]


@part
class CaseEvent(CaseFact):
    """Something happened to a case."""

    recorded_by: Annotated[
        str | None,
        Field(description="Who gave the command in the name of the person it counts for; null: that person."),
    ] = None
    approval: Annotated[
        LateApproval | None,
        Field(description="Of what was recorded beyond the bound; null: it was recorded in time."),
    ] = None


@part
class StepEvent(CaseEvent):
    """Something happened to one visit of a step of a case."""

    step: StepCode
    visit: VisitNumber
    division: DivisionCode
    official: MaybeOfficial = None
    delegate: Annotated[
        str | None,
        Field(
            description=(
                "The official who acted by delegation in the name of the person it counts for; null: nobody "
                "did, or a system or an importer recorded it."
            )
        ),
    ] = None


@part
class CaseStep:
    """A step of the procedure as the case carries it for its whole life, so that it waits for no service."""

    step: StepCode
    name: Annotated[str, Field(description="Name in Vietnamese.")]
    stage: Annotated[str, Field(description="Code of the stage; steps of one stage run side by side.")]
    division: Annotated[str, Field(description="Code of the responsible division.")]
    other_divisions: Annotated[
        tuple[str, ...],
        Field(description="Codes of divisions besides the responsible one that may hold the step."),
    ] = ()
    time_limit: StepTimeLimit
    optional: Annotated[bool, Field(description="Whether a hand-off may pass over the step.")] = False
    coordination: Annotated[
        Coordination | None,
        Field(description="What another agency does of it; null: the agency does it alone."),
    ] = None


@part
class ClosedVisit:
    """A visit of a step that was still open, and whose time ends."""

    step: StepCode
    visit: VisitNumber


ClosedVisits = Annotated[tuple[ClosedVisit, ...], Field(description="The visits that were still open.")]
