"""What may be mended in an issued procedure: slips in its texts, and nothing that obliges anybody."""

from collections.abc import Iterator
from dataclasses import replace

from services.catalog.domain.procedure.checks import findings
from services.catalog.domain.procedure.checks.fitness import UNFIT, refuse_unfit
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.edition.editions import CorrectionTooFar
from services.catalog.errors.procedure.procedures import ProcedureUnchanged, StepWithoutContent

#: How `check_mended` may refuse.
MENDED = (*UNFIT, ProcedureUnchanged, CorrectionTooFar, StepWithoutContent)


def check_mended(before: Procedure, after: Procedure) -> None:
    """It differs, in texts alone, and is no worse than a draft; no step has lost what is to be done."""
    refuse_unfit(after)
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


def mended_places(before: Procedure, after: Procedure) -> Iterator[str]:
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
