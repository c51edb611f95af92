"""Corrections (đính chính): slips in the texts of an issued procedure are mended, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_events import CatalogueEvent
from services.catalog.domain.edition.in_force import ProcedureCorrected
from services.catalog.domain.edition.rights import check_leader, check_valid, reason_of
from services.catalog.domain.procedure.checks import findings
from services.catalog.domain.procedure.checks.fitness import refuse_unfit
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.edition.in_force import CorrectionTooFar, ProcedureNotToldYet
from services.catalog.errors.procedure.procedures import (
    ProcedureNotInEdition,
    ProcedureUnchanged,
    StepWithoutContent,
)
from shared.kernel import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectProcedure:
    """`procedure` as it reads from now on, as a whole."""

    agency: str
    edition: int
    procedure: Procedure
    reason: str
    by: Actor
    at: datetime


def correct(state: Catalogue, command: CorrectProcedure) -> list[CatalogueEvent]:
    """The head mends texts. Running cases keep theirs; what a case must keep to isn't touched at all."""
    check_leader(command.agency, command.by)
    check_valid(state, command.agency, command.edition)
    reason = reason_of(command.reason)
    procedure, issue = command.procedure, state.issue
    before = state.procedures.get(procedure.code)
    if before is None or issue is None:
        raise ProcedureNotInEdition(where=procedure.place, procedure=procedure.code)
    if procedure.code not in state.issued:
        raise ProcedureNotToldYet(where=procedure.place, procedure=procedure.code)
    refuse_unfit(procedure)
    if procedure == before:
        raise ProcedureUnchanged(where=procedure.place, procedure=procedure.code)
    if _without_texts(procedure) != _without_texts(before):
        raise CorrectionTooFar(where=procedure.place, procedure=procedure.code)
    _refuse_emptied(procedure)
    return [
        ProcedureCorrected(
            agency=command.agency,
            edition=command.edition,
            procedure=procedure,
            corrected=tuple(_places(before, procedure)),
            reason=reason,
            corrected_by=command.by.name,
            corrected_at=command.at,
            position=issue.procedures.index(procedure.code) + 1,
            in_force_from=issue.in_force_from,
            working_calendar=issue.working_calendar,
            issued_by=issue.issued_by,
            issued_at=issue.issued_at,
        )
    ]


def _refuse_emptied(procedure: Procedure) -> None:
    divisions = {
        name for _, step in procedure.placed_steps() for name in (step.division, *step.other_divisions)
    }
    for found in findings(procedure, divisions):
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
