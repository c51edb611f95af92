"""What events about a case have in common, in whichever service they are told."""

from shared.contracts.declaring import part
from shared.contracts.vocabulary import AgencyCode, CaseNumber, Edition, ProcedureCode


@part
class CaseFact:
    """A fact about a case, under the edition of the procedure that it was opened under."""

    case_number: CaseNumber
    agency: AgencyCode
    procedure: ProcedureCode
    edition: Edition
