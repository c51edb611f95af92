"""What the catalog service tells of agencies as wholes: plans, names, places, ends and successors."""

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field

from shared.contracts.published import AgencyCode, Instant, Part, PersonId, PublishedEvent, example
from shared.contracts.topics import Topic

EffectiveFrom = Annotated[
    date, Field(description="First day on which it holds, as a date where the agency is.")
]


def _example(**fields: Any) -> ConfigDict:
    decision = {"decision_number": "1234/QĐ-UBND", "decision_date": "2025-06-20"}
    return example(agency="HOIAN", **decision, effective_from="2025-07-01", **fields)


class DecidedEvent(PublishedEvent):
    """What a decision of the competent authority changed, from a day on."""

    topic: ClassVar[Topic] = Topic.CATALOG

    agency: AgencyCode
    decision_number: str = Field(description="Number and notation of the decision.")
    decision_date: date = Field(description="Day on which the decision was signed.")
    effective_from: EffectiveFrom


class WavePlanned(PublishedEvent):
    """An agency is planned for another rollout wave; going live is a fact of its own."""

    event_type: ClassVar[str] = "tthc.catalog.WavePlanned.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(agency="SNV", wave=2, planned_by="quan-tri", planned_at="2026-11-02T01:00:00Z")

    agency: AgencyCode
    wave: int | None = Field(description="Number of the wave, from 1; null: no longer planned.")
    planned_by: PersonId
    planned_at: Instant = Field(description="When it took effect.")


class AgencyWentLive(DecidedEvent):
    """An agency handles its procedures under the scheme, from a day on."""

    event_type: ClassVar[str] = "tthc.catalog.AgencyWentLive.v1"
    model_config = _example(recorded_by="quan-tri", recorded_at="2025-06-21T01:00:00Z")

    recorded_by: PersonId
    recorded_at: Instant = Field(description="When it was recorded for the agency.")


class AgencyRenamed(DecidedEvent):
    """An agency has another name, from a day on; its code stays."""

    event_type: ClassVar[str] = "tthc.catalog.AgencyRenamed.v1"
    model_config = _example(
        name_vi="Phường Hội An",
        name_en="Hoi An Ward",
        renamed_by="quan-tri",
        renamed_at="2025-06-21T01:00:00Z",
    )

    name_vi: str = Field(description="Name in Vietnamese.")
    name_en: str = Field(description="Name in English.")
    renamed_by: PersonId
    renamed_at: Instant = Field(description="When it was recorded.")


class AgencyMoved(DecidedEvent):
    """An agency stands under another one, from a day on."""

    event_type: ClassVar[str] = "tthc.catalog.AgencyMoved.v1"
    model_config = _example(parent="UBND", moved_by="quan-tri", moved_at="2025-06-21T01:00:00Z")

    parent: str = Field(description="Code of the agency above.")
    moved_by: PersonId
    moved_at: Instant = Field(description="When it was recorded.")


class AgencyCodeAssigned(PublishedEvent):
    """An agency is known to other systems by this code, from a day on; the scheme's earlier one ends."""

    event_type: ClassVar[str] = "tthc.catalog.AgencyCodeAssigned.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV",
        scheme="national",
        code="H47.12",
        valid_from="2022-01-01",
        assigned_by="quan-tri",
        assigned_at="2026-11-02T01:00:00Z",
    )

    agency: AgencyCode
    scheme: str = Field(
        description=(
            "`national`: Decision 20/2020/QĐ-TTg; `edxml`: QCVN 102:2016/BTTTT. Further values may come."
        ),
        examples=["national"],
    )
    code: str = Field(description="The code in that scheme.")
    valid_from: date = Field(description="First day on which it holds.")
    assigned_by: PersonId
    assigned_at: Instant = Field(description="When it was recorded.")


class DivisionTransfer(Part):
    """Which successor takes a division's work over, and as which of its divisions."""

    division: str = Field(description="Code of the division in the agency that ends.", examples=["VP"])
    successor: str = Field(description="Code of the agency that takes it over.", examples=["HOIANTAY"])
    successor_division: str = Field(description="Code of the division there.", examples=["VP"])


class AgencyDissolved(DecidedEvent):
    """An agency ends: from `effective_from` on it no longer exists, and its successors take over."""

    event_type: ClassVar[str] = "tthc.catalog.AgencyDissolved.v1"
    model_config = _example(
        manner="split",
        successors=["HOIAN1", "HOIANTAY"],
        divisions=[{"division": "VP", "successor": "HOIANTAY", "successor_division": "VP"}],
        dissolved_by="quan-tri",
        dissolved_at="2025-06-21T01:00:00Z",
    )

    manner: str = Field(
        description="`dissolved`, `merged` or `split`; further values may come.", examples=["split"]
    )
    successors: tuple[str, ...] = Field(
        description="Codes of the agencies that take over, sorted; there is one at least."
    )
    divisions: tuple[DivisionTransfer, ...] = Field(
        default=(), description="Whose work goes where, for the divisions of which it was stated."
    )
    dissolved_by: PersonId
    dissolved_at: Instant = Field(description="When it was recorded.")


class AgencySucceeded(DecidedEvent):
    """An agency takes over from others, which end on that day."""

    event_type: ClassVar[str] = "tthc.catalog.AgencySucceeded.v1"
    model_config = _example(
        predecessors=["CAMTHANH", "MINHAN"],
        succeeded_by="quan-tri",
        succeeded_at="2025-06-21T01:00:00Z",
    )

    predecessors: tuple[str, ...] = Field(description="Codes of the agencies that end, sorted.")
    succeeded_by: PersonId = Field(description="Who recorded it.")
    succeeded_at: Instant = Field(description="When it was recorded.")


EVENTS: tuple[type[PublishedEvent], ...] = (
    WavePlanned,
    AgencyWentLive,
    AgencyRenamed,
    AgencyMoved,
    AgencyCodeAssigned,
    AgencyDissolved,
    AgencySucceeded,
)
