"""What the catalog service tells of editions in force: begun, superseded, withdrawn, corrected."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.contracts.catalog.procedures import ISSUED_EXAMPLE, ProcedureIssued
from shared.contracts.published import (
    AgencyCode,
    Edition,
    InForceFrom,
    Instant,
    PersonId,
    PublishedEvent,
    ReasonText,
    example,
)
from shared.contracts.topics import Topic


class CatalogueEnteredIntoForce(PublishedEvent):
    """An edition's first day in force has come: it alone is the agency's catalogue from then on."""

    event_type: ClassVar[str] = "tthc.catalog.CatalogueEnteredIntoForce.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV",
        edition=2,
        in_force_from="2026-12-01",
        procedures=["SNV-07"],
        supersedes=1,
        entered_at="2026-11-30T17:00:00Z",
        review_due_on="2027-12-01",
    )

    agency: AgencyCode
    edition: Edition
    in_force_from: InForceFrom
    procedures: tuple[str, ...] = Field(
        description="Codes of all procedures in force from then on; one that the edition dropped has ended."
    )
    supersedes: int | None = Field(
        default=None, description="Number of the edition that was in force until then; null: there was none."
    )
    entered_at: Instant = Field(description="When it took effect: the day's beginning where the agency is.")
    review_due_on: date | None = Field(
        default=None, description="The day by which the edition is to be reviewed; null: none is set."
    )


class CatalogueSuperseded(PublishedEvent):
    """A later edition entered into force: no case begins under this one any more; running cases keep it."""

    event_type: ClassVar[str] = "tthc.catalog.CatalogueSuperseded.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(agency="SNV", edition=1, by_edition=2, superseded_at="2026-11-30T17:00:00Z")

    agency: AgencyCode
    edition: Edition
    by_edition: int = Field(ge=1, description="Number of the edition that entered into force.")
    superseded_at: Instant = Field(description="When it took effect.")


class CatalogueWithdrawn(PublishedEvent):
    """A decision took an issued edition back: no case begins under it any more; running cases keep it."""

    event_type: ClassVar[str] = "tthc.catalog.CatalogueWithdrawn.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV",
        edition=2,
        reason="Ban hành không đúng thẩm quyền",
        decision_number="618/QĐ-SNV",
        decision_date="2026-12-20",
        withdrawn_by="snv.binh",
        withdrawn_at="2026-12-20T02:30:00Z",
    )

    agency: AgencyCode
    edition: Edition
    reason: ReasonText
    decision_number: str = Field(description="Number and notation of the decision that withdraws it.")
    decision_date: date = Field(description="Date of that decision.")
    withdrawn_by: PersonId
    withdrawn_at: Instant = Field(description="When it took effect.")


class ProcedureCorrected(ProcedureIssued):
    """Slips in the texts of an issued procedure were mended. Limits, steps and divisions are as they were."""

    event_type: ClassVar[str] = "tthc.catalog.ProcedureCorrected.v1"
    model_config = example(
        **{**ISSUED_EXAMPLE, "name": "Bổ nhiệm công chức giữ chức vụ lãnh đạo, quản lý"},
        corrected=["name"],
        reason="Ghi thiếu chữ trong tên thủ tục",
        corrected_by="snv.binh",
        corrected_at="2026-12-03T02:30:00Z",
    )

    corrected: tuple[str, ...] = Field(description="The places of the procedure whose text changed.")
    reason: ReasonText
    corrected_by: PersonId
    corrected_at: Instant = Field(description="When it took effect.")


EVENTS: tuple[type[PublishedEvent], ...] = (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
    ProcedureCorrected,
)
