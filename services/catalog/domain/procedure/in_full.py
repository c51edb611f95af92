"""A procedure as it is written, and in full, as it is told: the same names, but nothing is missing."""

from dataclasses import fields
from typing import Any

from services.catalog.domain.procedure.procedure import (
    DraftStage,
    DraftStep,
    Procedure,
    ProcedureContent,
    ProcedureKind,
)
from services.catalog.domain.procedure.writing import written
from shared.contracts.catalog.procedures import ProcedureInFull, Stage, Step

#: What a procedure says in both forms, besides its code.
CONTENT = tuple(one.name for one in fields(ProcedureContent) if one.name != "one_stop")


def content_of(procedure: Procedure | ProcedureInFull) -> dict[str, Any]:
    """All that the procedure says, without its code, as JSON has it."""
    return {name: written(getattr(procedure, name)) for name in CONTENT}


def told_of(procedure: Procedure) -> dict[str, Any]:
    """What `ProcedureInFull` says of a procedure, besides where it stands. Every limit must be there."""
    assert procedure.time_limit is not None, f"{procedure.code} is told without a limit"
    stages = tuple(
        Stage(code=stage.code, name=stage.name, steps=tuple(_in_full(step) for step in stage.steps))
        for stage in procedure.stages
    )
    said = {name: getattr(procedure, name) for name in CONTENT}
    return {**said, "procedure": procedure.code, "kind": procedure.kind.value, "stages": stages}


def _in_full(step: DraftStep) -> Step:
    assert step.time_limit is not None, f"{step.code} is told without a limit"
    return Step(**_said(step))


def as_written(told: ProcedureInFull) -> Procedure:
    """The procedure that was told so."""
    stages = tuple(
        DraftStage(
            code=stage.code,
            name=stage.name,
            steps=tuple(DraftStep(**_said(step)) for step in stage.steps),
        )
        for stage in told.stages
    )
    said = {name: getattr(told, name) for name in CONTENT}
    return Procedure(**{**said, "code": told.procedure, "kind": ProcedureKind(told.kind), "stages": stages})


def _said(part: DraftStep | Step) -> dict[str, Any]:
    return {one.name: getattr(part, one.name) for one in fields(part)}
