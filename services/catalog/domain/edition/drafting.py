"""The decisions on a draft: who may begin it, and what goes into it."""

from services.catalog.domain.edition.catalogue import Catalogue, EditionState
from services.catalog.domain.edition.catalogue_commands import (
    AddProcedure,
    CarryOver,
    DraftEdition,
    EditCommand,
    RemoveProcedure,
    ReviseProcedure,
)
from services.catalog.domain.edition.catalogue_events import (
    CatalogueEvent,
    EditionDrafted,
    ProcedureAdded,
    ProcedureRemoved,
    ProcedureRevised,
)
from services.catalog.domain.edition.rights import check_found, told
from services.catalog.domain.procedure.checks.fitness import refuse_unfit
from services.catalog.domain.procedure.naming import alike
from services.catalog.errors.edition.editions import (
    EditionAlreadyDrafted,
    EditionAlreadyIssued,
    EditionFull,
    UnfitEdition,
)
from services.catalog.errors.edition.in_force import DraftInProgress, EditionBeingCopied, EditionOutOfOrder
from services.catalog.errors.edition.rights import MayNotEditCatalogue
from services.catalog.errors.procedure.procedures import (
    ProcedureCodeAlike,
    ProcedureCodeUsed,
    ProcedureNotInEdition,
    ProcedureUnchanged,
)
from services.catalog.errors.review import (
    CommentsUnanswered,
    EditionInReview,
)
from shared.kernel import Actor, Role

#: With codes of 40 characters, the event that names them all stays under 64 KiB.
MOST_PROCEDURES = 1000


def _check_editor(agency: str, by: Actor) -> None:
    of_the_agency = by.has(Role.CATALOGUE_EDITOR) and by.agency == agency
    if not of_the_agency and not by.has(Role.IMPORTER):
        raise MayNotEditCatalogue(where="agency", agency=agency)


def draft(state: Catalogue, command: DraftEdition) -> EditionDrafted:
    """Begin an edition. An importer records history: it is numbered as it was, and usually starts empty."""
    _check_editor(command.agency, command.by)
    if state.status is not EditionState.NONE:
        raise EditionAlreadyDrafted(where="edition", agency=command.agency, edition=command.edition)
    if command.edition < 1:
        raise UnfitEdition(where="edition", edition=command.edition)
    imports = command.by.has(Role.IMPORTER)
    if not imports:
        _check_turn(command)
    starts_empty = (imports if command.empty is None else command.empty) or command.based_on is None
    return EditionDrafted(
        agency=command.agency,
        edition=command.edition,
        drafted_by=command.by.name,
        drafted_at=command.at,
        based_on=None if starts_empty else command.based_on,
        carries=() if starts_empty else command.carries,
    )


def _check_turn(command: DraftEdition) -> None:
    if command.draft is not None:
        raise DraftInProgress(where="edition", agency=command.agency, draft=command.draft)
    if command.edition != command.latest + 1:
        raise EditionOutOfOrder(
            where="edition", agency=command.agency, edition=command.edition, next=command.latest + 1
        )


def carry_over(state: Catalogue, command: CarryOver) -> list[CatalogueEvent]:
    """Copy procedures of the edition that the draft is based on, under the name of who drafted it."""
    if not command.by.has(Role.SYSTEM):
        raise MayNotEditCatalogue(where="agency", agency=command.agency)
    check_draft(state, command.agency, command.edition)
    drafted, outstanding = state.drafted, set(state.to_carry)
    assert drafted is not None
    return [
        ProcedureAdded(
            agency=command.agency,
            edition=command.edition,
            procedure=procedure,
            added_by=drafted.drafted_by,
            added_at=drafted.drafted_at,
            from_edition=drafted.based_on,
        )
        for procedure in command.procedures
        if procedure.code in outstanding
    ]


def check_draft(state: Catalogue, agency: str, edition: int) -> None:
    """The edition is there, neither issued nor given up."""
    check_found(state, agency, edition)
    if state.issue is not None:
        raise EditionAlreadyIssued(where="edition", agency=agency, edition=edition)


def check_editable(state: Catalogue, agency: str, edition: int) -> None:
    """The draft is there, whole, and not before the reviewing agency."""
    check_draft(state, agency, edition)
    if left := len(state.to_carry):
        raise EditionBeingCopied(where="edition", edition=edition, left=left)
    if found := state.review.open:
        due = told(found.sent.comments_due)
        raise EditionInReview(where="edition", agency=agency, edition=edition, comments_due=due)


def _check_editing(state: Catalogue, command: EditCommand) -> None:
    _check_editor(command.agency, command.by)
    check_editable(state, command.agency, command.edition)


def check_contained(state: Catalogue, code: str) -> None:
    if code not in state.procedures:
        raise ProcedureNotInEdition(where=f"procedures/{code}", procedure=code)


def add(state: Catalogue, command: AddProcedure) -> ProcedureAdded:
    _check_editing(state, command)
    procedure = command.procedure
    refuse_unfit(procedure)
    if procedure.code in state.procedures:
        raise ProcedureCodeUsed(where=procedure.place, procedure=procedure.code)
    for other in state.procedures:
        if alike(other, procedure.code):
            raise ProcedureCodeAlike(where=procedure.place, procedure=procedure.code, other=other)
    if len(state.procedures) >= MOST_PROCEDURES:
        raise EditionFull(where="procedures", most=MOST_PROCEDURES)
    return ProcedureAdded(
        agency=command.agency,
        edition=command.edition,
        procedure=procedure,
        added_by=command.by.name,
        added_at=command.at,
    )


def revise(state: Catalogue, command: ReviseProcedure) -> ProcedureRevised:
    _check_editing(state, command)
    procedure = command.procedure
    check_contained(state, procedure.code)
    refuse_unfit(procedure)
    if state.procedures[procedure.code] == procedure:
        raise ProcedureUnchanged(where=procedure.place, procedure=procedure.code)
    return ProcedureRevised(
        agency=command.agency,
        edition=command.edition,
        procedure=procedure,
        revised_by=command.by.name,
        revised_at=command.at,
    )


def remove(state: Catalogue, command: RemoveProcedure) -> ProcedureRemoved:
    _check_editing(state, command)
    check_contained(state, command.code)
    return ProcedureRemoved(
        agency=command.agency,
        edition=command.edition,
        code=command.code,
        removed_by=command.by.name,
        removed_at=command.at,
    )


def check_answered(state: Catalogue) -> None:
    """Refuse as long as a comment has no answer."""
    if unanswered := state.review.unanswered:
        named = ", ".join(str(number) for number in unanswered[:20])
        raise CommentsUnanswered(where="review/comments", comments=named)
