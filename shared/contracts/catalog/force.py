"""What the catalog service tells of editions in force: begun, superseded, withdrawn, corrected."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from pydantic import Field

from shared.contracts.catalog.kept import KeptActor, KeptDay
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.declaring import event
from shared.contracts.vocabulary import (
    AgencyCode,
    Edition,
    EffectiveAt,
    InForceFrom,
    Instant,
    PersonId,
    ReasonText,
)


@event("tthc.catalog.CatalogueEnteredIntoForce.v1", at="entered_at")
class CatalogueEnteredIntoForce:
    """An edition's first day in force has come: it alone is the agency's catalogue from then on."""

    agency: AgencyCode
    edition: Edition
    in_force_from: InForceFrom
    procedures: Annotated[
        tuple[str, ...],
        Field(
            description=(
                "Codes of all procedures in force from then on; one that the edition dropped has ended."
            )
        ),
    ]
    supersedes: Annotated[
        int | None,
        Field(description="Number of the edition that was in force until then; null: there was none."),
    ] = None
    entered_at: Annotated[
        Instant, Field(description="When it took effect: the day's beginning where the agency is.")
    ]
    review_due_on: Annotated[
        date | None, Field(description="The day by which the edition is to be reviewed; null: none is set.")
    ] = None
    review_announced_on: KeptDay = None


@event("tthc.catalog.CatalogueSuperseded.v1", at="superseded_at")
class CatalogueSuperseded:
    """A later edition entered into force: no case begins under this one any more; running cases keep it."""

    agency: AgencyCode
    edition: Edition
    by_edition: Annotated[
        int, Meta(ge=1), Field(ge=1, description="Number of the edition that entered into force.")
    ]
    superseded_at: EffectiveAt


@event("tthc.catalog.CatalogueWithdrawn.v1", at="withdrawn_at")
class CatalogueWithdrawn:
    """A decision took an issued edition back: no case begins under it any more; running cases keep it."""

    agency: AgencyCode
    edition: Edition
    reason: ReasonText
    decision_number: Annotated[
        str, Field(description="Number and notation of the decision that withdraws it.")
    ]
    decision_date: Annotated[date, Field(description="Date of that decision.")]
    withdrawn_by: PersonId
    withdrawn_at: EffectiveAt
    recorded_by: KeptActor = None


@event("tthc.catalog.ProcedureCorrected.v1", at="corrected_at")
class ProcedureCorrected(ProcedureIssued):
    """Slips in the texts of an issued procedure were mended. Limits, steps and divisions are as they were."""

    corrected: Annotated[
        tuple[str, ...], Field(description="The places of the procedure whose text changed.")
    ]
    reason: ReasonText
    corrected_by: PersonId
    corrected_at: EffectiveAt
    recorded_by: KeptActor = None
