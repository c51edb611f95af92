"""A procedure as people write it: stages of steps, each with a division, a content and a limit.

This is the form of drafts, and of what is sent over HTTP: what an issue needs may still be missing. What is
issued is told in the contract's form, in which nothing is missing; what both say bears the same names.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Annotated

from services.catalog.domain.procedure.conditions import Urgency, limit_for
from services.catalog.domain.procedure.coordination import ProcedureOf, responding
from services.catalog.domain.procedure.naming import Content, Name
from services.catalog.domain.procedure.stated import (
    Factor,
    MaybeCode,
    StatedBasis,
    StatedComponent,
    StatedCoordination,
    StatedExtension,
    StatedSuspension,
    StatedTemplate,
    StatedUrgentLimits,
    Units,
)
from shared.contracts.stated_limit import StatedLimit
from shared.contracts.vocabulary import Code, TimeLimit, described, within
from shared.decider import command


class ProcedureKind(StrEnum):
    """The two kinds of internal procedure (Decision 1085/QĐ-TTg, 2022)."""

    INTERNAL = "internal"  #: inside one agency
    COORDINATED = "coordinated"  #: between agencies


@command
class DraftStep:
    """A unit of work. In a draft the division, the content and the limit may still be missing."""

    code: Annotated[Code, described("Unique in the procedure.")]
    name: Name
    division: Annotated[MaybeCode, described("Code of the division that answers for it.")] = ""
    content: Annotated[Content, described("What work.")] = ""
    time_limit: StatedLimit | None = None
    other_divisions: Annotated[
        tuple[Code, ...], described("Who may hold it besides the responsible one.", max_length=50)
    ] = ()
    optional: Annotated[bool, described("Whether a hand-off may pass over it.")] = False
    official: Annotated[Name, described("Who does it, by position; empty: whom the division assigns.")] = ""
    result: Annotated[Name, described("What comes out of it.")] = ""
    urgent_limits: StatedUrgentLimits = ()
    coordination: Annotated[StatedCoordination | None, described("Without it: the agency does it alone.")] = (
        None
    )

    def limit_for(self, urgency: Urgency) -> TimeLimit | None:
        """Its limit in a case of this urgency; None where the draft has none."""
        return limit_for(urgency, self.time_limit, self.urgent_limits)


@command
class DraftStage:
    """Steps that run side by side; the stage takes as long as its longest step."""

    code: Code
    name: Name = ""
    steps: Annotated[tuple[DraftStep, ...], within(max_length=200)]


@command
class ProcedureContent:
    """A procedure without its code."""

    name: Name
    kind: ProcedureKind = ProcedureKind.INTERNAL
    time_limit: Annotated[
        StatedLimit | None,
        described("The total, which is the lead unit's time; in a draft it may still be missing."),
    ] = None
    stages: Annotated[tuple[DraftStage, ...], within(max_length=200)]
    one_stop: Annotated[bool, described("Of the one-stop set; such a one is refused.")] = False
    legal_basis: Annotated[tuple[StatedBasis, ...], within(max_length=100)] = ()
    dossier: Annotated[tuple[StatedComponent, ...], within(max_length=100)] = ()
    result: Annotated[Name, described("What the whole ends in: `Quyết định bổ nhiệm`.")] = ""
    templates: Annotated[tuple[StatedTemplate, ...], within(max_length=100)] = ()
    suspension: Annotated[StatedSuspension | None, described("Without it: no rule of its own.")] = None
    extension: Annotated[StatedExtension | None, described("Without it: no extension is foreseen.")] = None
    cooperating_units: Annotated[Units, described("Agencies that do a part.")] = ()
    informed_units: Annotated[Units, described("Agencies that only read.")] = ()
    conversion_factor: Annotated[
        Factor, described("Standard products that one case counts for: a decimal number, `1.25`.")
    ] = "1"
    urgent_limits: Annotated[StatedUrgentLimits, described("The totals at degrees of urgency.")] = ()

    def under(self, code: str) -> "Procedure":
        """The procedure under this code."""
        said = {one.name: getattr(self, one.name) for one in fields(ProcedureContent)}
        return Procedure(**said, code=code)


@command
class Procedure(ProcedureContent):
    """An entry of a catalogue. Its code is unique inside the agency and the same over editions."""

    code: Code

    @property
    def place(self) -> str:
        """Where a refusal says that it is."""
        return f"procedures/{self.code}"

    def placed_stages(self) -> Iterator[tuple[str, DraftStage]]:
        """Each stage with its place; stages count from 1."""
        for number, stage in enumerate(self.stages, start=1):
            yield f"{self.place}/stages/{number}", stage

    def placed_steps(self) -> Iterator[tuple[str, DraftStep]]:
        """Each step with its place."""
        for place, stage in self.placed_stages():
            for step in stage.steps:
                yield f"{place}/steps/{step.code}", step

    def named_agencies(self) -> tuple[str, ...]:
        """The other agencies that it names, sorted: those that respond, co-operate or are informed."""
        asked = {
            step.coordination.responding_agency
            for _, step in self.placed_steps()
            if step.coordination and step.coordination.responding_agency
        }
        return tuple(sorted(asked | {*self.cooperating_units, *self.informed_units}))

    def leads_to(self) -> tuple[ProcedureOf, ...]:
        """The procedures of other agencies that its steps lead to, sorted."""
        found = (responding(step.coordination) for _, step in self.placed_steps())
        return tuple(sorted({one for one in found if one is not None}))


def step_count(procedure: Procedure) -> int:
    """How many steps it has, optional ones included."""
    return sum(len(stage.steps) for stage in procedure.stages)


def longest_steps(stages: tuple[DraftStage, ...], urgency: Urgency = Urgency.NORMAL) -> tuple[DraftStep, ...]:
    """The longest step of each stage, optional ones included: they make the total at that urgency.

    The limits must be of one counting, or they do not compare; steps without a limit are passed over.
    """
    limits = [
        [(limit, step) for step in stage.steps if (limit := step.limit_for(urgency))] for stage in stages
    ]
    return tuple(max(stage, key=lambda one: one[0].amount)[1] for stage in limits if stage)


def size_in_bytes(procedure: Procedure) -> int:
    """How much the procedure takes in an event, as JSON in UTF-8."""
    text = json.dumps(asdict(procedure), ensure_ascii=False, default=str)
    return len(text.encode("utf-8", "surrogatepass"))
