"""The guards of decisions on editions: who may do what, and how an edition must stand. Each stands once."""

from datetime import date
from typing import Any, Protocol

from services.catalog.domain.edition.catalogue import Catalogue, EditionState
from services.catalog.domain.procedure.naming import WORDED, check_content
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.edition.editions import (
    EditionAlreadyIssued,
    EditionBeingCopied,
    EditionDiscarded,
    EditionEmpty,
    EditionEnded,
    EditionNotFound,
    EditionNotIssued,
    MayNotEditCatalogue,
    MayNotIssueCatalogue,
    MayNotLeadCatalogue,
    ProcedureNotToldYet,
    ReasonMissing,
)
from services.catalog.errors.procedure.procedures import ProcedureNotInEdition
from services.catalog.errors.review import CommentsUnanswered, EditionInReview, MayNotSendForComments
from shared.contracts.catalog.editions import CatalogueIssued
from shared.decider import Act
from shared.kernel import Actor, Role

#: How each group of guards may refuse.
EDITOR = (*TIMED, MayNotEditCatalogue)
PREPARER = (*TIMED, MayNotSendForComments)
LEADER = (*TIMED, MayNotLeadCatalogue)
ISSUER = (*TIMED, MayNotIssueCatalogue)
FOUND = (EditionNotFound, EditionDiscarded)
DRAFT = (*FOUND, EditionAlreadyIssued)
EDITABLE = (*DRAFT, EditionBeingCopied, EditionInReview)
VALID = (*FOUND, EditionNotIssued, EditionEnded)
FILLED = (EditionEmpty,)
ANSWERED = (CommentsUnanswered,)
CONTAINED = (ProcedureNotInEdition,)
TOLD = (*CONTAINED, ProcedureNotToldYet)
REASON = (*WORDED, ReasonMissing)


class OfAnEdition(Protocol):
    """A command on an edition."""

    @property
    def agency(self) -> str: ...
    @property
    def edition(self) -> int: ...


def named(command: OfAnEdition, act: Act) -> dict[str, Any]:
    """What every event of a person's act says: on which edition, and who acted for whom it counts for."""
    return {"agency": command.agency, "edition": command.edition, "recorded_by": act.recorded_by}


# ---- who, and when


def check_editor(agency: str, act: Act) -> None:
    """An editor of the agency, or an importer; in time."""
    check_time(act)
    if not _is(act.by, agency, Role.CATALOGUE_EDITOR):
        raise MayNotEditCatalogue(where="agency", agency=agency)


def check_preparer(agency: str, act: Act) -> None:
    """The head or an editor of the agency, or an importer; in time."""
    check_time(act)
    if not _is(act.by, agency, Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR):
        raise MayNotSendForComments(where="agency", agency=agency)


def check_leader(agency: str, act: Act) -> None:
    """The head of the agency, or an importer; in time."""
    check_time(act)
    if not _is(act.by, agency, Role.AGENCY_HEAD):
        raise MayNotLeadCatalogue(where="agency", agency=agency)


def check_issuer(agency: str, act: Act) -> None:
    """As `check_leader`, of the issue itself."""
    check_time(act)
    if not _is(act.by, agency, Role.AGENCY_HEAD):
        raise MayNotIssueCatalogue(where="agency", agency=agency)


def imports(act: Act) -> bool:
    """Whether it is history that an importer records."""
    return act.by.has(Role.IMPORTER)


def _is(by: Actor, agency: str, *roles: Role) -> bool:
    return (by.agency == agency and by.has(*roles)) or by.has(Role.IMPORTER)


# ---- how the edition stands


def check_found(state: Catalogue, command: OfAnEdition) -> None:
    """The edition is there, and isn't a draft that was given up: of that nothing more becomes."""
    if state.status is EditionState.NONE:
        raise EditionNotFound(where="edition", agency=command.agency, edition=command.edition)
    if state.discarded is not None:
        raise EditionDiscarded(where="edition", agency=command.agency, edition=command.edition)


def check_draft(state: Catalogue, command: OfAnEdition) -> None:
    """The edition is there, neither issued nor given up."""
    check_found(state, command)
    if state.issue is not None:
        raise EditionAlreadyIssued(where="edition", agency=command.agency, edition=command.edition)


def check_editable(state: Catalogue, command: OfAnEdition) -> None:
    """The draft is there, whole, and not before the reviewing agency."""
    check_draft(state, command)
    if left := len(state.to_carry):
        raise EditionBeingCopied(where="edition", edition=command.edition, left=left)
    if found := state.review.open:
        due = day_in_words(found.sent.comments_due)
        raise EditionInReview(
            where="edition", agency=command.agency, edition=command.edition, comments_due=due
        )


def check_valid(state: Catalogue, command: OfAnEdition) -> CatalogueIssued:
    """The edition is issued and hasn't ended; how it was issued."""
    check_found(state, command)
    if state.issue is None:
        raise EditionNotIssued(where="edition", agency=command.agency, edition=command.edition)
    if state.force.ended:
        raise EditionEnded(where="edition", agency=command.agency, edition=command.edition)
    return state.issue


def check_filled(state: Catalogue, command: OfAnEdition) -> None:
    """The edition has procedures."""
    if not state.procedures:
        raise EditionEmpty(where="procedures", agency=command.agency, edition=command.edition)


def check_answered(state: Catalogue) -> None:
    """Refuse as long as a comment has no answer."""
    if unanswered := state.review.unanswered:
        listed = ", ".join(str(number) for number in unanswered[:20])
        raise CommentsUnanswered(where="review/comments", comments=listed)


def check_contained(state: Catalogue, code: str) -> None:
    """The edition has a procedure of this code."""
    if code not in state.procedures:
        raise ProcedureNotInEdition(where=f"procedures/{code}", procedure=code)


def check_told(state: Catalogue, code: str) -> None:
    """The edition has a procedure of this code, and it is told as issued."""
    check_contained(state, code)
    if code not in state.issued:
        raise ProcedureNotToldYet(where=f"procedures/{code}", procedure=code)


# ---- what is said


def reason_of(text: str) -> str:
    """The reason, trimmed; refused where there is none."""
    check_content(text, "reason")
    if not text.strip():
        raise ReasonMissing(where="reason")
    return text.strip()


def day_in_words(day: date) -> str:
    """A day as people in Vietnam write it."""
    return f"{day:%d/%m/%Y}"
