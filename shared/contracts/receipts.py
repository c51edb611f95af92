"""What the SLA service tells of what was handed over or asked for, and not received in time."""

from typing import Annotated

from pydantic import Field

from shared.contracts.cases.coordination import AskedAgency
from shared.contracts.declaring import event
from shared.contracts.sla import ClockEvent, StepClockEvent
from shared.contracts.vocabulary import DivisionCode, Instant, MaybeOfficial, StepCode, TimeLimit, VisitNumber

ReceivedCoordination = Annotated[
    int | None,
    Field(
        description=(
            "The how-manyeth coordination of the case, asked for at the step, that its agency hasn't "
            "received; null: the step itself."
        )
    ),
]


@event("tthc.sla.ReceiptOverdue.v1", at="due_at")
class ReceiptOverdue(StepClockEvent):
    """Nobody received a step, or what another agency was asked for, within the time that a policy gives.

    At most once for each due instant. Its own time has run since the hand-over all the same.
    """

    coordination: ReceivedCoordination = None
    asked_agency: Annotated[
        AskedAgency | None, Field(description="Code of the agency that is to receive it; null: the step.")
    ] = None
    started_at: Annotated[Instant, Field(description="When it was handed over or asked for.")]
    due_at: Annotated[
        Instant, Field(description="The instant by which it was to be received, pauses left out.")
    ]
    time_limit: Annotated[TimeLimit, Field(description="Allowed time to receive it.")]
    over: Annotated[
        bool,
        Field(
            description="Whether it wasn't waited for any more when the system noticed: nobody is notified."
        ),
    ] = False


@event("tthc.sla.ReceiptOverdueWithdrawn.v1", at="withdrawn_at")
class ReceiptOverdueWithdrawn(ClockEvent):
    """A fact recorded late disproved a receipt that had been told to be overdue; it counts for nobody."""

    step: StepCode
    visit: VisitNumber
    division: DivisionCode
    official: MaybeOfficial = None
    coordination: ReceivedCoordination = None
    due_at: Annotated[Instant, Field(description="The due instant that the withdrawn one had named.")]
    reason: Annotated[
        str,
        Field(
            description=(
                "`received_in_time`: it had been received by then; `suspended`: its time had stood still; "
                "`recounted`: the calendar had been changed; `not_due_yet`: the wall clock had been ahead. "
                "Further values may come."
            ),
            examples=["received_in_time"],
        ),
    ]
    withdrawn_at: Annotated[Instant, Field(description="When the system noticed.")]
