"""The derived procedure as the catalog takes it, and whether one that the catalog has is such a one."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.vocabulary import TimeLimit
from tthc.mining.log.procedure import DerivedProcedure, DerivedStep


def procedure_body(procedure: DerivedProcedure) -> dict[str, Any]:
    """The derived procedure as the catalog takes it: each step a stage of its own."""
    stages = [{"code": step.code, "name": step.name, "steps": [_step(step)]} for step in procedure.steps]
    return {
        "code": procedure.code,
        "name": procedure.name,
        "time_limit": _limit(procedure.time_limit),
        "stages": stages,
    }


def _step(step: DerivedStep) -> dict[str, Any]:
    return {
        "code": step.code,
        "name": step.name,
        "division": step.division,
        "other_divisions": list(step.other_divisions),
        "content": step.activity,
        "time_limit": _limit(step.time_limit),
        "optional": step.optional,
    }


def _limit(limit: TimeLimit) -> dict[str, str]:
    return {"duration": limit.duration, "counting": limit.counting}


def says(shown: Any, body: Any) -> bool:
    """Whether what the catalog shows says all that the body does; a code stands there under its own name."""
    if isinstance(body, dict):
        return isinstance(shown, Mapping) and all(
            says(shown.get(name, shown.get("procedure") if name == "code" else None), value)
            for name, value in body.items()
        )
    if isinstance(body, list):
        return len(shown) == len(body) and all(map(says, shown, body))
    return bool(shown == body)


def derived_form(shown: Mapping[str, Any]) -> bool:
    """Whether it has the form of a derived procedure: each step a stage of its own, and no rules."""
    alone = all(
        [step["code"] for step in stage["steps"]] == [stage["code"]] and stage["steps"][0]["content"]
        for stage in shown["stages"]
    )
    return alone and not any(
        shown.get(name) for name in ("legal_basis", "dossier", "suspension", "extension")
    )
