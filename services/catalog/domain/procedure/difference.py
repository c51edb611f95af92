"""What two editions of a catalogue differ in: procedures, their steps, their limits.

A difference tells everything: the older edition and the difference make the newer one again.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from services.catalog.domain.procedure.procedure import DraftStage, DraftStep, Procedure
from shared.contracts.vocabulary import TimeLimit

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field, as it was and as it is; of a limit also by how much it changed."""

    field: str
    before: Any
    after: Any

    @property
    def amount(self) -> int | None:
        """The limit's change in its own unit (minutes of working time, or days); None if it has none."""
        limits = self._comparable()
        return limits[1].amount - limits[0].amount if limits else None

    @property
    def per_cent(self) -> float | None:
        """The same in per cent of what it was, to one decimal place."""
        limits = self._comparable()
        return round(100 * (limits[1].amount - limits[0].amount) / limits[0].amount, 1) if limits else None

    def _comparable(self) -> tuple[TimeLimit, TimeLimit] | None:
        before, after = self.before, self.after
        if not isinstance(before, TimeLimit) or not isinstance(after, TimeLimit):
            return None
        return (before, after) if before.counting == after.counting else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedStep:
    """A step with the stage that it stands in."""

    stage: str
    step: DraftStep


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChange:
    """A step that both have: what of it changed, and whether it stands elsewhere."""

    code: str
    stage_before: str
    stage_after: str
    moved: bool  #: to another stage, or past other steps
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOutline:
    """A stage by its code, its name, and the codes of its steps in their order."""

    code: str
    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureChange:
    """A procedure that both editions have, and that changed."""

    before: Procedure
    after: Procedure
    fields: tuple[FieldChange, ...]  #: all but the stages
    stages_before: tuple[StageOutline, ...]  #: empty with `stages_after` where the arrangement is the same
    stages_after: tuple[StageOutline, ...]
    steps_added: tuple[PlacedStep, ...]
    steps_removed: tuple[PlacedStep, ...]
    steps_changed: tuple[StepChange, ...]

    @property
    def code(self) -> str:
        """The code, which is the same in both."""
        return self.after.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What makes the newer edition of the older one."""

    added: tuple[Procedure, ...]
    removed: tuple[Procedure, ...]
    changed: tuple[ProcedureChange, ...]
    order: tuple[str, ...]  #: codes in the newer order; empty if those that both have kept theirs

    @property
    def empty(self) -> bool:
        """Whether the editions are the same."""
        return not (self.added or self.removed or self.changed or self.order)


@dataclass(frozen=True, slots=True)
class _Both(Generic[V]):
    """What stands on two sides, by code, on each in its order."""

    before: Mapping[str, V]
    after: Mapping[str, V]

    @property
    def added(self) -> tuple[V, ...]:
        """What the newer side alone has."""
        return tuple(value for code, value in self.after.items() if code not in self.before)

    @property
    def removed(self) -> tuple[V, ...]:
        """What the older side alone has."""
        return tuple(value for code, value in self.before.items() if code not in self.after)

    @property
    def common(self) -> tuple[tuple[V, V], ...]:
        """What both have, as it was and as it is, in the newer order."""
        return tuple((self.before[code], value) for code, value in self.after.items() if code in self.before)

    @property
    def order(self) -> tuple[str, ...]:
        """The newer order. Without a word about it, those that stay keep theirs and the new ones follow."""
        kept = [code for code in self.before if code in self.after]
        usual = kept + [code for code in self.after if code not in self.before]
        return () if list(self.after) == usual else tuple(self.after)


def difference(before: Sequence[Procedure], after: Sequence[Procedure]) -> Difference:
    """What changed from one edition to another; each tells its procedures in its order."""
    both = _Both({one.code: one for one in before}, {one.code: one for one in after})
    return Difference(
        added=both.added,
        removed=both.removed,
        changed=tuple(_changed(old, new) for old, new in both.common if old != new),
        order=both.order,
    )


def _changed(before: Procedure, after: Procedure) -> ProcedureChange:
    steps = _Both(_placed(before), _placed(after))
    outlines = _outlines(before.stages), _outlines(after.stages)
    same = outlines[0] == outlines[1]
    return ProcedureChange(
        before=before,
        after=after,
        fields=_fields(before, after, but=("code", "stages")),
        stages_before=() if same else outlines[0],
        stages_after=() if same else outlines[1],
        steps_added=steps.added,
        steps_removed=steps.removed,
        steps_changed=tuple(_steps_changed(steps)),
    )


def _steps_changed(steps: _Both[PlacedStep]) -> Iterable[StepChange]:
    moved = _moved(steps)
    for old, new in steps.common:
        code = new.step.code
        changes = _fields(old.step, new.step, but=("code",))
        if changes or code in moved:
            yield StepChange(
                code=code,
                stage_before=old.stage,
                stage_after=new.stage,
                moved=code in moved,
                fields=changes,
            )


def _moved(steps: _Both[PlacedStep]) -> set[str]:
    """The fewest steps that must move for the others to stand still: those outside the longest run."""
    staying = [new.step.code for old, new in steps.common if old.stage == new.stage]
    places = {code: place for place, code in enumerate(steps.before)}
    still = _longest_rising(staying, [places[code] for code in staying])
    return {new.step.code for _, new in steps.common} - still


def _longest_rising(codes: Sequence[str], places: Sequence[int]) -> set[str]:
    ends: list[int] = []  # by length - 1: the lowest place that a rising run of that length ends in
    holders: list[int] = []
    before: list[int | None] = []
    for number, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(holders[length - 1] if length else None)
        ends[length : length + 1] = [place]
        holders[length : length + 1] = [number]
    run: set[str] = set()
    at = holders[-1] if holders else None
    while at is not None:
        run.add(codes[at])
        at = before[at]
    return run


def _fields(before: Any, after: Any, but: tuple[str, ...]) -> tuple[FieldChange, ...]:
    names = (each.name for each in fields(after) if each.name not in but)
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple(FieldChange(field=name, before=old, after=new) for name, old, new in pairs if old != new)


def _placed(procedure: Procedure) -> dict[str, PlacedStep]:
    return {
        step.code: PlacedStep(stage=stage.code, step=step)
        for stage in procedure.stages
        for step in stage.steps
    }


def _outlines(stages: tuple[DraftStage, ...]) -> tuple[StageOutline, ...]:
    return tuple(
        StageOutline(code=stage.code, name=stage.name, steps=tuple(step.code for step in stage.steps))
        for stage in stages
    )
