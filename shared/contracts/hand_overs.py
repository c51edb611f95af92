"""What the cases service tells of a desk that is handed over to a successor."""

from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import (
    AgencyCode,
    CaseNumber,
    DivisionCode,
    EffectiveAt,
    PersonId,
    ReasonText,
    StepCode,
    VisitNumber,
)


@part
class HandedStep:
    """An open step on the list of a hand-over."""

    case_number: CaseNumber
    step: StepCode
    visit: VisitNumber
    division: DivisionCode


@event("tthc.cases.HandOverProposed.v1", at="proposed_at")
class HandOverProposed:
    """These open steps are to go from one official to another, once both have confirmed the list."""

    hand_over: Annotated[str, Field(description="Identifier of the hand-over.")]
    agency: AgencyCode
    giver: Annotated[str, Field(description="Identifier of the official who holds the steps.")]
    receiver: Annotated[str, Field(description="Identifier of the official who is to hold them.")]
    reason: ReasonText
    steps: Annotated[tuple[HandedStep, ...], Field(description="The list.")]
    proposed_by: PersonId
    proposed_at: EffectiveAt
    recorded_by: Annotated[
        str | None,
        Field(description="Who gave the command in the name of the person it counts for; null: that person."),
    ] = None
