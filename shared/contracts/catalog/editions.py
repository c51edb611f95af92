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
        recorded_by=None,
        signing_authority="KT",
        signer_position="Phó Giám đốc",
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
    recorded_by: str | None = Field(
        default=None, description="Who acted in the name of `issued_by`, if it wasn't themselves."
    )
    signing_authority: str | None = Field(
        default=None,
        description="In what right it was signed (Decree 30/2020/NĐ-CP): `head`, `TM`, `Q`, `KT`, `TL`, "
        "`TUQ`; null: not recorded. Further values may come.",
    )
    signer_position: str = Field(default="", description="Position of who signed, where it isn't the head.")


EVENTS: tuple[type[PublishedEvent], ...] = (CatalogueIssued,)
