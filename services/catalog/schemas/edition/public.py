"""What everybody may read of the catalogue, in answers."""

from typing import Annotated

from pydantic import BaseModel, Field

from services.catalog.domain.edition.catalogue import EditionState
from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.domain.procedure.procedure import ProcedureKind
from services.catalog.schemas.edition.editions import ISSUED_ALONE, with_content
from shared.contracts.stated_limit import StatedLimit
from shared.documents.values import DateText, InstantText


class PublicAgency(BaseModel):
    """An agency."""

    agency: str
    kind: AgencyKind
    name_vi: str
    name_en: str
    parent: str | None


class IssuingAgency(PublicAgency):
    """An agency that has issued a catalogue."""

    editions: Annotated[int, Field(description="How many it has issued.")]


class PublicAgencies(BaseModel):
    """The agencies that have issued a catalogue, in the order of their Vietnamese names."""

    agencies: list[IssuingAgency]


class ProcedureInShort(BaseModel):
    """A procedure in a list."""

    procedure: str
    name: str
    kind: ProcedureKind
    time_limit: StatedLimit
    edition: int
    position: int
    in_force_from: DateText


class ProceduresInForce(BaseModel):
    """An agency's procedures in force on a day."""

    agency: str
    name_vi: str
    name_en: str
    on: DateText
    edition: Annotated[int | None, Field(description="null: none is in force that day.")]
    procedures: list[ProcedureInShort]


class PublicWithdrawal(BaseModel):
    """The decision that took an edition back."""

    reason: str
    decision_number: str
    decision_date: DateText


class PublicEdition(BaseModel):
    """An issued edition: what its decision says, and what became of it."""

    agency: str
    edition: int
    status: EditionState
    decision_number: str
    decision_date: DateText
    signed_by: str
    in_force_from: DateText
    working_calendar: str
    issued_at: InstantText
    entered_at: InstantText = ""
    superseded_by: int = 0
    ended_at: InstantText = ""
    withdrawal: PublicWithdrawal | None = None
    version: int


class PublicEditions(PublicAgency):
    """The issued editions of an agency's catalogue, the newest first."""

    editions: list[PublicEdition]


class PublicEditionInShort(PublicEdition):
    """An issued edition with its procedures in short."""

    procedures: list[ProcedureInShort]


class PublicCorrection(BaseModel):
    """How the texts of an issued procedure were mended."""

    corrected: list[str]
    reason: str
    corrected_at: InstantText


PublicProcedure = with_content(
    "PublicProcedure",
    "A procedure of an issued edition, in full, with how the edition stands.",
    agency=(str, ...),
    edition=(int, ...),
    status=(EditionState, ...),
    procedure=(str, ...),
    version=(int, ...),
    corrections=(list[PublicCorrection], []),
    superseded_by=(int, 0),
    ended_at=(InstantText, ""),
    withdrawal=(PublicWithdrawal | None, None),
    **ISSUED_ALONE,
)


class ProcedureFound(ProcedureInShort):
    """A procedure that a search found."""

    agency: str
    agency_name_vi: str | None
    agency_name_en: str | None


class SearchResult(BaseModel):
    """A page of what is in force on a day and fits, the best first."""

    on: DateText
    total: Annotated[int, Field(description="How many fit, on all pages.")]
    procedures: list[ProcedureFound]
    next: Annotated[str | None, Field(description="`cursor` of the next page; null: this is the last.")]
