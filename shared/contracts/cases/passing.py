"""That work was passed between units without progress; it moves nothing."""

from typing import Annotated

from pydantic import Field

from shared.contracts.cases.facts import CaseEvent
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import AgencyCode, EffectiveAt


@part
class PassingUnit:
    """A unit that passed work on, or got it back."""

    agency: AgencyCode
    division: Annotated[str | None, Field(description="Code of the division; null: the agency.")] = None


@event("tthc.cases.BuckPassingDetected.v1", at="detected_at")
class BuckPassingDetected(CaseEvent):
    """Work was passed between units without progress; the last event of the evidence completed it."""

    kind: Annotated[
        str,
        Field(
            description=(
                "`repeated_return`, `refused_in_turn`, `circle`, `asked_again`, `last_day`, "
                "`submitted_upward`. Further values may come."
            ),
            examples=["repeated_return"],
        ),
    ]
    between: Annotated[
        tuple[PassingUnit, ...],
        Field(description="The units, in the order in which they passed it on; each once."),
    ]
    step: Annotated[str | None, Field(description="Code of the step that it is about.")] = None
    coordination: Annotated[
        int | None, Field(description="The coordination of the case that it is about; null: none.")
    ] = None
    evidence: Annotated[
        tuple[str, ...], Field(description="`ce_id` of the events that say so, in their order.")
    ]
    above: Annotated[
        str | None,
        Field(
            description=(
                "Code of the agency that stands above them all, or is the only one of them; null: none is "
                "registered."
            )
        ),
    ] = None
    detected_at: EffectiveAt
