"""A discovery as the catalog takes a procedure: the body of `POST …/editions/{edition}/procedures`."""

from typing import Any

from shared.contracts.vocabulary import TimeLimit
from tthc.mining.discovery.found import Discovery, FoundStep

_LONGEST_NAME = 500  #: characters


def draft_of(found: Discovery) -> dict[str, Any]:
    """The procedure that is proposed, with its limits adding up as an issued edition demands."""
    return {
        "procedure": {
            "code": found.code,
            "name": found.name,
            "kind": "internal",
            "time_limit": limit_body(found.time_limit),
            "stages": [_stage(number, stage) for number, stage in enumerate(found.stages, start=1)],
        }
    }


def _stage(number: int, steps: tuple[FoundStep, ...]) -> dict[str, Any]:
    alone = len(steps) == 1
    return {
        "code": steps[0].code if alone else f"STAGE-{number}",
        "name": steps[0].name[:_LONGEST_NAME] if alone else "",
        "steps": [_step(step) for step in steps],
    }


def _step(step: FoundStep) -> dict[str, Any]:
    return {
        "code": step.code,
        "name": step.name[:_LONGEST_NAME],
        "division": step.division,
        "other_divisions": list(step.other_divisions),
        "content": step.activity,
        "time_limit": limit_body(step.limit),
        "optional": step.optional,
    }


def limit_body(limit: TimeLimit) -> dict[str, str]:
    """A limit as it stands on the wire."""
    return {"duration": limit.duration, "counting": limit.counting}
