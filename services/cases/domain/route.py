"""The way of a case through its stages: what comes next, and what may not be passed over.

Steps of one stage run side by side. Positions count stages from 0; before the first is `BEFORE_FIRST`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from services.cases.errors.moves import (
    MandatoryStepsLeftOut,
    MandatoryStepsSkipped,
    NoStepNamed,
    NoStepRemains,
    OnlyOptionalStepsRemain,
    StepNamedTwice,
    StepNotEarlier,
    StepNotForward,
    StepsOfDifferentStages,
)
from services.cases.errors.steps import StepUnknown
from shared.contracts.cases.facts import CaseStep
from shared.contracts.catalog.procedures import Stage
from shared.contracts.vocabulary import Code, described
from shared.decider import command
from shared.restating import restate

BEFORE_FIRST = -1

#: How a forward move may be refused.
FORWARD = (
    MandatoryStepsLeftOut,
    MandatoryStepsSkipped,
    NoStepNamed,
    NoStepRemains,
    OnlyOptionalStepsRemain,
    StepNamedTwice,
    StepNotForward,
    StepsOfDifferentStages,
    StepUnknown,
)


@command
class Target:
    """A step that the case goes to, and who takes it there."""

    step: Code
    division: Annotated[Code | None, described("Without it: the responsible one.")] = None
    official: Annotated[Code | None, described("Without it: the division assigns the step, or takes it.")] = (
        None
    )


@dataclass(frozen=True, slots=True)
class Route:
    """A case's steps, indexed once: by code, by stage, and which of them are mandatory."""

    steps: dict[str, CaseStep]
    position: dict[str, int]  #: of each step's stage
    stages: tuple[tuple[str, ...], ...]
    mandatory: tuple[tuple[str, ...], ...]  #: the mandatory steps of each stage

    @classmethod
    def through(cls, stages: Sequence[Stage]) -> "Route":
        """The route through a procedure's stages."""
        steps = [
            restate(CaseStep, step, step=step.code, stage=stage.code)
            for stage in stages
            for step in stage.steps
        ]
        return cls.of(steps)

    @classmethod
    def of(cls, steps: Sequence[CaseStep]) -> "Route":
        """The route that these steps make; a stage stands where its first step stands."""
        stages: dict[str, list[CaseStep]] = {}
        for step in steps:
            stages.setdefault(step.stage, []).append(step)
        return cls(
            steps={step.step: step for step in steps},
            position={step.step: at for at, stage in enumerate(stages.values()) for step in stage},
            stages=tuple(tuple(step.step for step in stage) for stage in stages.values()),
            mandatory=tuple(
                tuple(step.step for step in stage if not step.optional) for stage in stages.values()
            ),
        )

    def taken_over(self, taken_by: Mapping[str, str]) -> "Route":
        """The same steps, in the divisions that take over from theirs."""
        return Route.of(
            [
                replace(
                    step,
                    division=taken_by[step.division],
                    other_divisions=tuple(dict.fromkeys(taken_by[one] for one in step.other_divisions)),
                )
                for step in self.steps.values()
            ]
        )

    def mandatory_after(self, present: int) -> tuple[str, ...]:
        """The mandatory steps of all stages after the present one."""
        return tuple(step for stage in self.mandatory[present + 1 :] for step in stage)

    def forward(self, present: int, targets: tuple[Target, ...] | None) -> tuple[Target, ...]:
        """Where a forward move goes: the named steps, or the next mandatory ones.

        A forward move may pass over optional steps only.
        """
        if targets is None:
            return self._next_mandatory(present)
        stage = self._one_stage(targets)
        if stage <= present:
            raise StepNotForward(where=targets[0].step, step=targets[0].step)
        skipped = [step for between in self.mandatory[present + 1 : stage] for step in between]
        if skipped:
            raise MandatoryStepsSkipped(where=skipped[0], steps=", ".join(skipped))
        named = {target.step for target in targets}
        left_out = [step for step in self.mandatory[stage] if step not in named]
        if left_out:
            raise MandatoryStepsLeftOut(where=left_out[0], steps=", ".join(left_out))
        return targets

    def backward(self, present: int, target: Target) -> Target:
        """Where a return goes: a step of an earlier stage."""
        if self._position(target.step) >= present:
            raise StepNotEarlier(where=target.step, step=target.step)
        return target

    def _next_mandatory(self, present: int) -> tuple[Target, ...]:
        for stage in self.mandatory[present + 1 :]:
            if stage:
                return tuple(Target(step=step) for step in stage)
        optional = [step for stage in self.stages[present + 1 :] for step in stage]
        if optional:
            raise OnlyOptionalStepsRemain(where=optional[0], steps=", ".join(optional))
        raise NoStepRemains

    def _one_stage(self, targets: tuple[Target, ...]) -> int:
        if not targets:
            raise NoStepNamed(where="to")
        seen: set[str] = set()
        for target in targets:
            if target.step in seen:
                raise StepNamedTwice(where=target.step, step=target.step)
            seen.add(target.step)
        positions = {self._position(target.step) for target in targets}
        if len(positions) > 1:
            raise StepsOfDifferentStages(steps=", ".join(target.step for target in targets))
        return positions.pop()

    def _position(self, step: str) -> int:
        position = self.position.get(step)
        if position is None:
            raise StepUnknown(where=step, step=step)
        return position
