"""What the catalog service tells of editions of catalogues."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.contracts.published import (
    AgencyCode,
    Edition,
    InForceFrom,
    Instant,
    PersonId,
    PublishedEvent,
    WorkingCalendar,
    example,
)
from shared.contracts.topics import Topic


class CatalogueIssued(PublishedEvent):
    """The head of an agency issued an edition of its catalogue by decision."""

    event_type: ClassVar[str] = "tthc.catalog.CatalogueIssued.v1"
    topic: ClassVar[Topic] = Topic.CATALOG
    model_config = example(
        agency="SNV",
        edition=1,
        decision_number="512/QĐ-SNV",
        decision_date="2026-11-20",
        signed_by="Trần Văn Bình",
        in_force_from="2026-12-01",
        procedures=["SNV-07"],
        working_calendar="VN",
        issued_by="snv.binh",
        issued_at="2026-11-20T02:30:00Z",
    )

    agency: AgencyCode
    edition: Edition
    decision_number: str = Field(description="Number and notation of the decision.")
    decision_date: date = Field(description="Date of the decision.")
    signed_by: str = Field(description="Who signed the decision: name or identifier.")
    in_force_from: InForceFrom
    working_calendar: WorkingCalendar
    procedures: tuple[str, ...] = Field(
        description="Codes of all procedures of the edition; each is told by its own `ProcedureIssued`."
    )
    issued_by: PersonId
    issued_at: Instant = Field(description="When it was issued.")


EVENTS: tuple[type[PublishedEvent], ...] = (CatalogueIssued,)
