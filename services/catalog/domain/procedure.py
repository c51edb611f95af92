"""A procedure as a catalogue fixes it: stages of steps, each with a division, a content and a limit."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from shared.kernel import TimeLimit


class ProcedureKind(StrEnum):
    """The two kinds of internal procedure (Decision 1085/QĐ-TTg, 2022)."""

    INTERNAL = "internal"  #: inside one agency
    COORDINATED = "coordinated"  #: between agencies


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A unit of work. In a draft the division and the content may still be empty."""

    code: str  #: unique in the procedure
    name: str
    division: str  #: the division that answers for it
    content: str  #: what work
    time_limit: TimeLimit
    other_divisions: tuple[str, ...] = ()  #: besides the responsible one, who may hold it
    optional: bool = False  #: a hand-off may skip it


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Steps that run side by side; the stage takes as long as its longest step."""

    code: str
    name: str  #: may be empty
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """An entry of a catalogue. Its code is unique inside the agency and the same over editions."""

    code: str
    name: str
    kind: ProcedureKind
    time_limit: TimeLimit  #: the total, which is the lead unit's time
    stages: tuple[Stage, ...]
    one_stop: bool = False  #: marked as of the one-stop set; such a one is refused

    @property
    def place(self) -> str:
        """Where a refusal says that it is."""
        return f"procedures/{self.code}"

    def placed_stages(self) -> Iterator[tuple[str, Stage]]:
        """Each stage with its place; stages count from 1."""
        for number, stage in enumerate(self.stages, start=1):
            yield f"{self.place}/stages/{number}", stage

    def placed_steps(self) -> Iterator[tuple[str, Step]]:
        """Each step with its place."""
        for place, stage in self.placed_stages():
            for step in stage.steps:
                yield f"{place}/steps/{step.code}", step


def longest_steps(stages: tuple[Stage, ...]) -> tuple[Step, ...]:
    """The longest step of each stage that has steps, optional ones included: they make the total.

    The limits must be of one counting, or they do not compare.
    """
    return tuple(max(stage.steps, key=lambda step: step.time_limit.amount) for stage in stages if stage.steps)


def size_in_bytes(procedure: Procedure) -> int:
    """How much the procedure takes in an event, as JSON in UTF-8."""
    return len(json.dumps(asdict(procedure), ensure_ascii=False).encode("utf-8", "surrogatepass"))
