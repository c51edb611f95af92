"""What the catalog service tells of agencies as wholes: plans, names, places, ends and successors."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import AgencyCode, EffectiveAt, Instant, PersonId

EffectiveFrom = Annotated[
    date, Field(description="First day on which it holds, as a date where the agency is.")
]


@part
class DecidedEvent:
    """What a decision of the competent authority changed, from a day on."""

    agency: AgencyCode
    decision_number: Annotated[str, Field(description="Number and notation of the decision.")]
    decision_date: Annotated[date, Field(description="Day on which the decision was signed.")]
    effective_from: EffectiveFrom


@event("tthc.catalog.WavePlanned.v1", at="planned_at")
class WavePlanned:
    """An agency is planned for another rollout wave; going live is a fact of its own."""

    agency: AgencyCode
    wave: Annotated[int | None, Field(description="Number of the wave, from 1; null: no longer planned.")]
    planned_by: PersonId
    planned_at: EffectiveAt


@event("tthc.catalog.AgencyWentLive.v1", at="recorded_at")
class AgencyWentLive(DecidedEvent):
    """An agency handles its procedures under the scheme, from a day on."""

    recorded_by: PersonId
    recorded_at: Annotated[Instant, Field(description="When it was recorded for the agency.")]


@event("tthc.catalog.AgencyRenamed.v1", at="renamed_at")
class AgencyRenamed(DecidedEvent):
    """An agency has another name, from a day on; its code stays."""

    name_vi: Annotated[str, Field(description="Name in Vietnamese.")]
    name_en: Annotated[str, Field(description="Name in English.")]
    renamed_by: PersonId
    renamed_at: Annotated[Instant, Field(description="When it was recorded.")]


@event("tthc.catalog.AgencyMoved.v1", at="moved_at")
class AgencyMoved(DecidedEvent):
    """An agency stands under another one, from a day on."""

    parent: Annotated[str, Field(description="Code of the agency above.")]
    moved_by: PersonId
    moved_at: Annotated[Instant, Field(description="When it was recorded.")]


@event("tthc.catalog.AgencyCodeAssigned.v1", at="assigned_at")
class AgencyCodeAssigned:
    """An agency is known to other systems by this code, from a day on; the scheme's earlier one ends."""

    agency: AgencyCode
    scheme: Annotated[
        str,
        Field(
            description=(
                "`national`: Decision 20/2020/QĐ-TTg; `edxml`: QCVN 102:2016/BTTTT. Further values may come."
            ),
            examples=["national"],
        ),
    ]
    code: Annotated[str, Field(description="The code in that scheme.")]
    valid_from: Annotated[date, Field(description="First day on which it holds.")]
    assigned_by: PersonId
    assigned_at: Annotated[Instant, Field(description="When it was recorded.")]


@part
class DivisionTransfer:
    """Which successor takes a division's work over, and as which of its divisions."""

    division: Annotated[
        str, Field(description="Code of the division in the agency that ends.", examples=["VP"])
    ]
    successor: Annotated[
        str, Field(description="Code of the agency that takes it over.", examples=["HOIANTAY"])
    ]
    successor_division: Annotated[str, Field(description="Code of the division there.", examples=["VP"])]


@event("tthc.catalog.AgencyDissolved.v1", at="dissolved_at")
class AgencyDissolved(DecidedEvent):
    """An agency ends: from `effective_from` on it no longer exists, and its successors take over."""

    manner: Annotated[
        str,
        Field(description="`dissolved`, `merged` or `split`; further values may come.", examples=["split"]),
    ]
    successors: Annotated[
        tuple[str, ...],
        Field(
            description=(
                "Codes of the agencies that take over, in the decision's order; there is one at least. What "
                "`divisions` doesn't name goes to the first."
            )
        ),
    ]
    divisions: Annotated[
        tuple[DivisionTransfer, ...],
        Field(description="Whose work goes where, for the divisions of which it was stated."),
    ] = ()
    dissolved_by: PersonId
    dissolved_at: Annotated[Instant, Field(description="When it was recorded.")]


@event("tthc.catalog.AgencySucceeded.v1", at="succeeded_at")
class AgencySucceeded(DecidedEvent):
    """An agency takes over from others, which end on that day."""

    predecessors: Annotated[tuple[str, ...], Field(description="Codes of the agencies that end, sorted.")]
    succeeded_by: Annotated[PersonId, Field(description="Who recorded it.")]
    succeeded_at: Annotated[Instant, Field(description="When it was recorded.")]
