"""The life of a case: every event of its stream, in the order in which it happens.

Every event says when it took effect and who it counts for.
"""

from typing import Annotated

from pydantic import Field

from shared.contracts.case_facts import CaseFact
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import (
    CalendarCode,
    DivisionCode,
    EffectiveAt,
    History,
    Instant,
    MaybeOfficial,
    OpenedStep,
    PersonId,
    ReasonText,
    StepCode,
    StepTimeLimit,
    TotalTimeLimit,
    VisitNumber,
)

Conditions = Annotated[
    str | None,
    Field(description="Under which conditions the procedure allows it, in its words; null: not recorded."),
]
OpenedSteps = Annotated[tuple[OpenedStep, ...], Field(description="The visits that were opened.")]


@part
class CaseEvent(CaseFact):
    """Something happened to a case."""

    recorded_by: Annotated[
        str | None,
        Field(description="Who gave the command in the name of the person it counts for; null: that person."),
    ] = None


@part
class StepEvent(CaseEvent):
    """Something happened to one visit of a step of a case."""

    step: StepCode
    visit: VisitNumber
    division: DivisionCode
    official: MaybeOfficial = None


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


@part
class ClosedVisit:
    """A visit of a step that was still open, and whose time ends."""

    step: StepCode
    visit: VisitNumber


ClosedVisits = Annotated[tuple[ClosedVisit, ...], Field(description="The visits that were still open.")]


@event("tthc.cases.CaseOpened.v1", at="opened_at")
class CaseOpened(CaseEvent):
    """A case was opened under an issued procedure, and its first steps with it."""

    subject: Annotated[str, Field(description="What the case is about, in Vietnamese.")]
    opened_by: PersonId
    opened_at: Annotated[Instant, Field(description="When the case was opened; its time runs from here.")]
    working_calendar: CalendarCode
    time_limit: TotalTimeLimit
    due_at: Annotated[
        Instant | None,
        Field(
            description=(
                "Exact instant by which the case is due, instead of the limit; null: the limit counts."
            )
        ),
    ] = None
    imported: Annotated[bool, Field(description="Whether an importer brought the case in.")] = False
    history: History = None
    external_reference: Annotated[
        str | None,
        Field(description="Number of the case or document in another system; null: there is none."),
    ] = None
    steps: Annotated[tuple[CaseStep, ...], Field(description="All steps of the procedure, in its order.")]
    first: Annotated[tuple[OpenedStep, ...], Field(description="The visits that were opened with the case.")]


@event("tthc.cases.StepAssigned.v1", at="assigned_at")
class StepAssigned(StepEvent):
    """An open step was given to an official, `official`; a second time is a reassignment."""

    assigned_by: PersonId
    assigned_at: EffectiveAt


@event("tthc.cases.StepReceived.v1", at="received_at")
class StepReceived(StepEvent):
    """Whoever holds the step took it up. Its time has run since it was opened."""

    received_by: PersonId
    received_at: EffectiveAt


@event("tthc.cases.StepCompleted.v1", at="completed_at")
class StepCompleted(StepEvent):
    """The work of a step is done; its time ends. It is in hand until the case moves on."""

    completed_by: PersonId
    completed_at: EffectiveAt


@event("tthc.cases.StepHandedOff.v1", at="handed_off_at")
class StepHandedOff(StepEvent):
    """A finished step was passed on; the time of the visits in `to` starts now."""

    to: OpenedSteps
    handed_off_by: PersonId
    handed_off_at: EffectiveAt


@event("tthc.cases.StepReturned.v1", at="returned_at")
class StepReturned(StepEvent):
    """A step was sent back to an earlier one; its time ends, and that of the visits in `to` starts."""

    to: OpenedSteps
    closed: Annotated[
        tuple[ClosedVisit, ...],
        Field(
            description="The visits that were still open and are no more, the one sent back from among them."
        ),
    ]
    reason: ReasonText
    returned_by: PersonId
    returned_at: EffectiveAt


@event("tthc.cases.StepReopened.v1", at="reopened_at")
class StepReopened(StepEvent):
    """A finished step was opened again; the time of the visits in `to` starts now."""

    to: OpenedSteps
    reason: ReasonText
    reopened_by: PersonId
    reopened_at: EffectiveAt


@event("tthc.cases.CaseSuspended.v1", at="suspended_at")
class CaseSuspended(CaseEvent):
    """The time of the case and of its open steps stands still, for a recorded, lawful reason."""

    reason: ReasonText
    conditions: Conditions = None
    suspended_by: PersonId
    suspended_at: EffectiveAt
    ends_at: Annotated[
        Instant | None,
        Field(
            description=(
                "When it ends by itself, unless the case is resumed before: the procedure's longest time, "
                "counted by the working calendar as it was known then; null: the procedure sets none."
            )
        ),
    ] = None


@event("tthc.cases.CaseResumed.v1", at="resumed_at")
class CaseResumed(CaseEvent):
    """The time of a suspended case goes on."""

    resumed_by: PersonId
    resumed_at: EffectiveAt
    by_itself: Annotated[
        bool,
        Field(
            description=(
                "Whether nobody resumed it: the suspension had lasted as long as the procedure allows."
            )
        ),
    ] = False


@event("tthc.cases.ExtensionGranted.v1", at="granted_at")
class ExtensionGranted(CaseEvent):
    """A leader gave the case more time."""

    due_at: Annotated[Instant, Field(description="The exact instant by which the case is due from now on.")]
    reason: ReasonText
    conditions: Conditions = None
    granted_by: PersonId
    granted_at: EffectiveAt


@event("tthc.cases.CaseCompleted.v1", at="completed_at")
class CaseCompleted(CaseEvent):
    """The case has its result; all its times end."""

    completed_by: PersonId
    completed_at: EffectiveAt


@event("tthc.cases.CaseCancelled.v1", at="cancelled_at")
class CaseCancelled(CaseEvent):
    """The case ended without a result; all its times end."""

    closed: ClosedVisits
    reason: ReasonText
    cancelled_by: PersonId
    cancelled_at: EffectiveAt
