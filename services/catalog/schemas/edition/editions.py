"""Editions and their procedures in answers, as the documents have them."""

from collections.abc import Iterable
from typing import Annotated, Any, get_type_hints

from pydantic import BaseModel, Field, create_model

from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import EditionState
from services.catalog.domain.edition.signing import Signing
from services.catalog.domain.procedure.in_full import CONTENT
from services.catalog.domain.procedure.procedure import ProcedureContent
from services.catalog.views.edition.documents import EditionDocument, ProcedureDocument, ProcedureStatus
from services.catalog.views.edition.said import edition_said, procedure_said
from shared.documents.values import DateText, InstantText
from shared.http.recorded import recorded_answer


class WithdrawalShown(BaseModel):
    """The decision that took an edition back."""

    reason: str
    decision_number: str
    decision_date: DateText
    withdrawn_by: str


class _IssueShown(BaseModel):
    """What an edition's decision says; absent of a draft."""

    decision_number: str = ""
    decision_date: DateText = ""
    signed_by: str = ""
    in_force_from: DateText = ""
    working_calendar: str = ""
    issued_by: str = ""
    issued_at: InstantText = ""
    issue_recorded_by: Annotated[str | None, Field(description="Who acted for `issued_by`.")] = None
    imported: Annotated[bool, Field(description="An importer recorded it from history.")] = False
    signing: Annotated[Signing | None, Field(description="null: it isn't recorded.")] = None


class _LifeShown(BaseModel):
    """What became of an edition; absent where it hasn't come so far."""

    round: Annotated[int, Field(description="The last round of comments.")] = 0
    reviewing_agency: str = ""
    comments_due: DateText = ""
    comments: int = 0
    unanswered: int = 0
    round_outcome: str = ""
    discarded_because: str = ""
    discarded_by: str = ""
    discarded_at: InstantText = ""
    entered_at: InstantText = ""
    supersedes: Annotated[int | None, Field(description="The edition in force until then.")] = None
    superseded_by: int = 0
    ended_at: InstantText = ""
    withdrawal: WithdrawalShown | None = None
    address: Annotated[str, Field(description="Where it is posted.")] = ""
    sent_to: Annotated[int, Field(description="To how many agencies it was sent.")] = 0
    acknowledged_by: Annotated[int, Field(description="How many of them acknowledged it.")] = 0


class _EditionShown(_IssueShown, _LifeShown):
    """An edition of an agency's catalogue."""

    agency: str
    edition: int
    status: EditionState
    drafted_by: str
    drafted_at: InstantText
    told: Annotated[int, Field(description="How many of its procedures are told as issued.")]
    version: int


class EditionShown(_EditionShown):
    """An edition of an agency's catalogue, with the codes of its procedures."""

    procedures: list[str]

    @classmethod
    def of(cls, edition: EditionDocument) -> "EditionShown":
        """As the read model has it."""
        return cls.model_validate(edition_said(edition))


class CorrectionShown(BaseModel):
    """How the texts of an issued procedure were mended."""

    corrected: Annotated[list[str], Field(description="The places whose text changed.")]
    reason: str
    corrected_by: str
    corrected_at: InstantText


_SAID = get_type_hints(ProcedureContent, include_extras=True)


def with_content(name: str, doc: str, **beside: Any) -> type[BaseModel]:
    """The model of an answer with all that a procedure says, and what stands beside it."""
    content: dict[str, Any] = {one: (_SAID[one], ...) for one in CONTENT}
    made: type[BaseModel] = create_model(name, __doc__=doc, **content, **beside)
    return made


#: Of an issued procedure alone.
ISSUED_ALONE: dict[str, Any] = {
    "position": (Annotated[int, Field(description="Place in the catalogue, from 1.")], 0),
    "in_force_from": (DateText, ""),
    "working_calendar": (str, ""),
    "issued_at": (InstantText, ""),
}
ProcedureShown = with_content(
    "ProcedureShown",
    "A procedure of an edition, in full; what an issue adds is absent of a draft.",
    agency=(str, ...),
    edition=(int, ...),
    status=(ProcedureStatus, ...),
    procedure=(str, ...),
    corrections=(list[CorrectionShown], []),
    **ISSUED_ALONE,
)


class EditionInFull(_EditionShown):
    """An edition of an agency's catalogue, with its procedures in full, in their order."""

    procedures: list[ProcedureShown]  # type: ignore[valid-type]

    @classmethod
    def of(cls, edition: EditionDocument, procedures: Iterable[ProcedureDocument]) -> "EditionInFull":
        """As the read model has it."""
        return cls.model_validate(
            {**edition_said(edition), "procedures": [procedure_said(one) for one in procedures]}
        )


#: Something that happened to an edition.
EditionEventAnswer = recorded_answer(CATALOGUE)
