"""Corrections (đính chính): slips in the texts of an issued procedure are mended, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.telling import in_full
from services.catalog.domain.procedure.checks import findings
from services.catalog.domain.procedure.checks.fitness import UNFIT, refuse_unfit
from services.catalog.domain.procedure.in_full import as_written, told_of
from services.catalog.domain.procedure.naming import Content
from services.catalog.domain.procedure.procedure import Procedure, ProcedureContent
from services.catalog.errors.edition.editions import CorrectionTooFar, ProcedureNotToldYet
from services.catalog.errors.procedure.procedures import (
    ProcedureNotInEdition,
    ProcedureUnchanged,
    StepWithoutContent,
)
from shared.contracts.catalog.force import ProcedureCorrected
from shared.contracts.vocabulary import described
from shared.decider import Act, command


@command
class CorrectProcedure:
    """Mend slips in the texts of an issued procedure."""

    agency: str
    edition: int
    code: str
    procedure: Annotated[ProcedureContent, described("The whole procedure, as it reads from now on.")]
    reason: Content


@CATALOGUE.decides(
    CorrectProcedure,
    refuses=(
        *rules.LEADER,
        *rules.VALID,
        *rules.REASON,
        ProcedureNotInEdition,
        ProcedureNotToldYet,
        *UNFIT,
        ProcedureUnchanged,
        CorrectionTooFar,
        StepWithoutContent,
    ),
)
def correct(state: Catalogue, command: CorrectProcedure, act: Act) -> ProcedureCorrected:
    """The head mends texts. Running cases keep theirs; what a case must keep to isn't touched at all."""
    rules.check_leader(command.agency, act)
    rules.check_valid(state, command)
    reason, procedure, issue = (
        rules.reason_of(command.reason),
        command.procedure.under(command.code),
        state.issue,
    )
    before = state.procedures.get(procedure.code)
    if before is None or issue is None:
        raise ProcedureNotInEdition(where=procedure.place, procedure=procedure.code)
    if procedure.code not in state.issued:
        raise ProcedureNotToldYet(where=procedure.place, procedure=procedure.code)
    refuse_unfit(procedure)
    _check_texts_alone(before, procedure)
    return ProcedureCorrected(
        **{**in_full(state, issue, procedure.code), **told_of(procedure)},
        issued_by=issue.issued_by,
        corrected=tuple(_places(before, procedure)),
        reason=reason,
        corrected_by=act.by.name,
        corrected_at=act.at,
        recorded_by=act.recorded_by,
    )


@CATALOGUE.evolves(ProcedureCorrected)
def corrected(state: Catalogue, event: ProcedureCorrected) -> None:
    """It reads so from now on."""
    state.procedures[event.procedure] = as_written(event)


def _check_texts_alone(before: Procedure, after: Procedure) -> None:
    if after == before:
        raise ProcedureUnchanged(where=after.place, procedure=after.code)
    if _without_texts(after) != _without_texts(before):
        raise CorrectionTooFar(where=after.place, procedure=after.code)
    divisions = {name for _, step in after.placed_steps() for name in (step.division, *step.other_divisions)}
    for found in findings(after, divisions):
        if isinstance(found, StepWithoutContent):
            raise found


def _without_texts(procedure: Procedure) -> Procedure:
    """The procedure with all texts that a correction may mend left out: what remains obliges."""
    stages = tuple(
        replace(
            stage,
            name="",
            steps=tuple(replace(step, name="", content="", official="", result="") for step in stage.steps),
        )
        for stage in procedure.stages
    )
    return replace(
        procedure,
        name="",
        result="",
        stages=stages,
        legal_basis=tuple(replace(one, document="", title="") for one in procedure.legal_basis),
        dossier=tuple(replace(one, name="") for one in procedure.dossier),
        templates=tuple(replace(one, name="", address="", sha256="") for one in procedure.templates),
    )


def _places(before: Procedure, after: Procedure) -> Iterator[str]:
    """The places that differ, counted as refusals count them."""
    for name in ("name", "result", "legal_basis", "dossier", "templates"):
        if getattr(before, name) != getattr(after, name):
            yield name
    for number, (old, new) in enumerate(zip(before.stages, after.stages, strict=True), start=1):
        if old.name != new.name:
            yield f"stages/{number}/name"
        for was, is_now in zip(old.steps, new.steps, strict=True):
            for name in ("name", "content", "official", "result"):
                if getattr(was, name) != getattr(is_now, name):
                    yield f"stages/{number}/steps/{is_now.code}/{name}"
