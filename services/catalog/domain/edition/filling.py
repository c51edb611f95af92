"""Procedures are put into a draft, revised and taken out of it again."""

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.draft_events import ProcedureAdded, ProcedureRemoved, ProcedureRevised
from services.catalog.domain.procedure.checks.fitness import UNFIT, refuse_unfit
from services.catalog.domain.procedure.naming import alike
from services.catalog.domain.procedure.procedure import Procedure, ProcedureContent
from services.catalog.errors.edition.editions import EditionFull
from services.catalog.errors.procedure.procedures import (
    ProcedureCodeAlike,
    ProcedureCodeUsed,
    ProcedureUnchanged,
)
from shared.decider import Act, command
from shared.errors import Refusal

#: With codes of 40 characters, the event that names them all stays under 64 KiB.
MOST_PROCEDURES = 1000

#: How `revised` may refuse.
REVISED: tuple[type[Refusal], ...] = (*rules.CONTAINED, *UNFIT, ProcedureUnchanged)


@command
class AddProcedure:
    """Put a procedure into a draft; it may still be incomplete."""

    agency: str
    edition: int
    procedure: Procedure


@CATALOGUE.decides(
    AddProcedure,
    refuses=(*rules.EDITOR, *rules.EDITABLE, *UNFIT, ProcedureCodeUsed, ProcedureCodeAlike, EditionFull),
)
def add(state: Catalogue, command: AddProcedure, act: Act) -> ProcedureAdded:
    """Its divisions, contents and sums are checked when it is issued."""
    rules.check_editor(command.agency, act)
    rules.check_editable(state, command)
    procedure = command.procedure
    refuse_unfit(procedure)
    _check_code_free(state, procedure)
    if len(state.procedures) >= MOST_PROCEDURES:
        raise EditionFull(where="procedures", most=MOST_PROCEDURES)
    return ProcedureAdded(
        **rules.named(command, act), procedure=procedure, added_by=act.by.name, added_at=act.at
    )


def _check_code_free(state: Catalogue, procedure: Procedure) -> None:
    if procedure.code in state.procedures:
        raise ProcedureCodeUsed(where=procedure.place, procedure=procedure.code)
    for other in state.procedures:
        if alike(other, procedure.code):
            raise ProcedureCodeAlike(where=procedure.place, procedure=procedure.code, other=other)


@CATALOGUE.evolves(ProcedureAdded)
def added(state: Catalogue, event: ProcedureAdded) -> None:
    """It stands behind the others."""
    state.procedures[event.procedure.code] = event.procedure
    if event.from_edition is not None:
        state.carried.add(event.procedure.code)


@command
class ReviseProcedure:
    """Put a procedure in the place of the one with the same code."""

    agency: str
    edition: int
    code: str
    procedure: ProcedureContent


@CATALOGUE.decides(ReviseProcedure, refuses=(*rules.EDITOR, *rules.EDITABLE, *REVISED))
def revise(state: Catalogue, command: ReviseProcedure, act: Act) -> ProcedureRevised:
    """The whole procedure is replaced; it keeps its code and its place."""
    rules.check_editor(command.agency, act)
    rules.check_editable(state, command)
    return revised(state, command, command.procedure.under(command.code), act)


def revised(state: Catalogue, command: rules.OfAnEdition, procedure: Procedure, act: Act) -> ProcedureRevised:
    """The revision, whichever command it comes with."""
    rules.check_contained(state, procedure.code)
    refuse_unfit(procedure)
    if state.procedures[procedure.code] == procedure:
        raise ProcedureUnchanged(where=procedure.place, procedure=procedure.code)
    return ProcedureRevised(
        **rules.named(command, act), procedure=procedure, revised_by=act.by.name, revised_at=act.at
    )


@CATALOGUE.evolves(ProcedureRevised)
def procedure_revised(state: Catalogue, event: ProcedureRevised) -> None:
    """It reads so from now on."""
    state.procedures[event.procedure.code] = event.procedure


@command
class RemoveProcedure:
    """Take a procedure out of a draft."""

    agency: str
    edition: int
    code: str


@CATALOGUE.decides(RemoveProcedure, refuses=(*rules.EDITOR, *rules.EDITABLE, *rules.CONTAINED))
def remove(state: Catalogue, command: RemoveProcedure, act: Act) -> ProcedureRemoved:
    """It may be added again, behind the others."""
    rules.check_editor(command.agency, act)
    rules.check_editable(state, command)
    rules.check_contained(state, command.code)
    return ProcedureRemoved(
        **rules.named(command, act), code=command.code, removed_by=act.by.name, removed_at=act.at
    )


@CATALOGUE.evolves(ProcedureRemoved)
def removed(state: Catalogue, event: ProcedureRemoved) -> None:
    """It is gone."""
    del state.procedures[event.code]
