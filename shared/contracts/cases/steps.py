"""What happens at the steps of a case.

Every event says when it took effect and who it counts for.
"""

from typing import Annotated

from pydantic import Field

from shared.contracts.cases.coordination import BelongsTo, GroundsText, WithoutGrounds
from shared.contracts.cases.facts import ClosedVisit, ClosedVisits, OpenedSteps, StepEvent
from shared.contracts.declaring import event
from shared.contracts.vocabulary import EffectiveAt, PersonId, ReasonText


@event("tthc.cases.StepAssigned.v1", at="assigned_at")
class StepAssigned(StepEvent):
    """An open step was given to an official, `official`, or to the queue of a division; once more is to
    reassign it: a receipt by another lapses.
    """

    assigned_by: PersonId
    assigned_at: EffectiveAt


@event("tthc.cases.StepReleased.v1", at="released_at")
class StepReleased(StepEvent):
    """A step came to its division's queue, since who held it left the division; `official` is null."""

    released_from: Annotated[str, Field(description="Identifier of the official who held it.")]
    released_by: PersonId
    released_at: EffectiveAt


@event("tthc.cases.StepTaken.v1", at="taken_at")
class StepTaken(StepEvent):
    """An official, `official`, took an open step out of the division's queue. It isn't received yet."""

    taken_by: PersonId
    taken_at: EffectiveAt


@event("tthc.cases.StepReceived.v1", at="received_at")
class StepReceived(StepEvent):
    """Whoever holds the step took it up. Its time has run since it was opened."""

    received_by: PersonId
    received_at: EffectiveAt


@event("tthc.cases.ReceiptTakenBack.v1", at="taken_back_at")
class ReceiptTakenBack(StepEvent):
    """A receipt was given by mistake: the step waits to be received, by `official` or the division."""

    taken_back_by: PersonId
    taken_back_at: EffectiveAt


@event("tthc.cases.StepCompleted.v1", at="completed_at")
class StepCompleted(StepEvent):
    """The work of a step is done; its time ends. It is in hand until the case moves on."""

    completed_by: PersonId
    completed_at: EffectiveAt


@event("tthc.cases.CompletionTakenBack.v1", at="taken_back_at")
class CompletionTakenBack(StepEvent):
    """A completion was told by mistake: the step is open; its time runs on as if it had never ended."""

    taken_back_by: PersonId
    taken_back_at: EffectiveAt


@event("tthc.cases.StepHandedOff.v1", at="handed_off_at")
class StepHandedOff(StepEvent):
    """A finished step was passed on; the time of the visits in `to` starts now."""

    to: OpenedSteps
    closed: Annotated[
        tuple[ClosedVisit, ...],
        Field(description="The visits of optional steps that nobody had received, and whose time ends."),
    ] = ()
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
    grounds: GroundsText = "other"
    without_grounds: WithoutGrounds = False
    returned_by: PersonId
    returned_at: EffectiveAt


@event("tthc.cases.StepRefused.v1", at="refused_at")
class StepRefused(StepEvent):
    """A unit said that a step isn't its own: the case is with those again who had handed it off, in `to`."""

    to: OpenedSteps
    closed: ClosedVisits
    reason: ReasonText
    belongs_to: BelongsTo = None
    refused_by: PersonId
    refused_at: EffectiveAt


@event("tthc.cases.StepReopened.v1", at="reopened_at")
class StepReopened(StepEvent):
    """A finished step was opened again; the time of the visits in `to` starts now."""

    to: OpenedSteps
    reason: ReasonText
    reopened_by: PersonId
    reopened_at: EffectiveAt
