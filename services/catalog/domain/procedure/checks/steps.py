"""Findings of stages and steps: work, and who in the agency answers for it."""

from collections.abc import Callable, Collection, Iterator

from services.catalog.domain.procedure.procedure import DraftStep, Procedure
from services.catalog.errors.procedure.procedures import (
    ProcedureWithoutStages,
    StageWithoutSteps,
    StepDivisionRepeated,
    StepDivisionUnknown,
    StepWithoutContent,
    StepWithoutDivision,
)
from shared.errors import Refusal

#: What it may find.
FINDINGS = (
    ProcedureWithoutStages,
    StageWithoutSteps,
    StepWithoutDivision,
    StepWithoutContent,
    StepDivisionUnknown,
    StepDivisionRepeated,
)


def findings(procedure: Procedure, agency_divisions: Collection[str]) -> Iterator[Refusal]:
    if not procedure.stages:
        yield ProcedureWithoutStages(where=procedure.place, procedure=procedure.code)
    for place, stage in procedure.placed_stages():
        if not stage.steps:
            yield StageWithoutSteps(where=place, procedure=procedure.code, stage=stage.code)
    for place, step in procedure.placed_steps():
        yield from _findings_of_step(procedure, place, step, agency_divisions)


def _findings_of_step(
    procedure: Procedure, place: str, step: DraftStep, agency_divisions: Collection[str]
) -> Iterator[Refusal]:
    if not step.division.strip():
        yield StepWithoutDivision(where=place, procedure=procedure.code, step=step.code)
    if not step.content.strip():
        yield StepWithoutContent(where=place, procedure=procedure.code, step=step.code)
    named = ([step.division] if step.division.strip() else []) + list(step.other_divisions)
    refusals: tuple[tuple[type[Refusal], Callable[[str], bool]], ...] = (
        (StepDivisionUnknown, lambda division: division not in agency_divisions),
        (StepDivisionRepeated, lambda division: named.count(division) > 1),
    )
    for refusal, applies in refusals:
        for division in dict.fromkeys(filter(applies, named)):
            yield refusal(where=place, procedure=procedure.code, step=step.code, division=division)
