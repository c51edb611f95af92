"""What the catalog service tells of editions of catalogues."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.catalog.kept import KeptText
from shared.contracts.declaring import UNTOLD, event
from shared.contracts.vocabulary import (
    AgencyCode,
    CalendarCode,
    Edition,
    InForceFrom,
    Instant,
    PersonId,
    ProcedureCode,
)


@event("tthc.catalog.CatalogueIssued.v1", at="issued_at")
class CatalogueIssued:
    """The head of an agency issued an edition of its catalogue by decision."""

    agency: AgencyCode
    edition: Edition
    decision_number: Annotated[str, Field(description="Number and notation of the decision.")]
    decision_date: Annotated[date, Field(description="Date of the decision.")]
    signed_by: Annotated[str, Field(description="Who signed the decision: name or identifier.")]
    in_force_from: InForceFrom
    working_calendar: CalendarCode
    procedures: Annotated[
        tuple[str, ...],
        Field(
            description="Codes of all procedures of the edition; each is told by its own `ProcedureIssued`."
        ),
    ]
    issued_by: PersonId
    issued_at: Annotated[Instant, Field(description="When it was issued.")]
    recorded_by: Annotated[
        str | None, Field(description="Who acted in the name of `issued_by`, if it wasn't themselves.")
    ] = None
    signing_authority: Annotated[
        str | None,
        Field(
            description=(
                "In what right it was signed (Decree 30/2020/NĐ-CP): `head`, `TM`, `Q`, `KT`, `TL`, "
                "`TUQ`; null: not recorded. Further values may come."
            )
        ),
    ] = None
    signer_position: Annotated[str, Field(description="Position of who signed, where it isn't the head.")] = (
        ""
    )
    signing_place: KeptText = ""
    drafting_unit: KeptText = ""
    calendars: Annotated[
        tuple[tuple[ProcedureCode, CalendarCode], ...],
        UNTOLD,
        Field(
            description="Procedures that are counted by another calendar than the edition's, each with it."
        ),
    ] = ()
    imported: Annotated[bool, UNTOLD, Field(description="Whether an importer recorded it from history.")] = (
        False
    )
