"""What events about a case have in common, in whichever service they are told."""

from typing import Any

from shared.contracts.published import AgencyCode, CaseNumber, Edition, ProcedureCode, PublishedEvent


class CaseFact(PublishedEvent):
    """A fact about a case, under the edition of the procedure that it was opened under."""

    case_number: CaseNumber
    agency: AgencyCode
    procedure: ProcedureCode
    edition: Edition


#: The case that the examples tell of.
EXAMPLE_CASE: dict[str, Any] = {
    "case_number": "SNV-261201-0001",
    "agency": "SNV",
    "procedure": "SNV-07",
    "edition": 1,
}
EXAMPLE_RECEPTION: dict[str, Any] = {
    "step": "tiep-nhan",
    "visit": 1,
    "division": "VP",
    "official": "snv.lan",
}
EXAMPLE_APPRAISAL: dict[str, Any] = {
    "step": "tham-dinh",
    "visit": 1,
    "division": "CCVC",
    "official": "snv.minh",
}
