"""A procedure as a catalogue fixes it: stages of steps, each with a division, a content and a limit."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TypeAlias

from services.catalog.domain.procedure.conditions import (
    ExtensionRule,
    SuspensionRule,
    Urgency,
    UrgentLimit,
    limit_for,
)
from services.catalog.domain.procedure.papers import DossierComponent, LegalBasis, Template
from shared.contracts.vocabulary import TimeLimit

#: A procedure anywhere: its agency's code and its own.
ProcedureOf: TypeAlias = tuple[str, str]


class ProcedureKind(StrEnum):
    """The two kinds of internal procedure (Decision 1085/QĐ-TTg, 2022)."""

    INTERNAL = "internal"  #: inside one agency
    COORDINATED = "coordinated"  #: between agencies


class AnswerKind(StrEnum):
    """What the answer to a coordination may be."""

    RESULT_DELIVERED = "result_delivered"  #: trả kết quả
    AGREE = "agree"  #: đồng ý
    AGREE_WITH_COMMENTS = "agree_with_comments"  #: đồng ý, có ý kiến
    DISAGREE = "disagree"  #: không đồng ý
    NO_OPINION = "no_opinion"  #: không có ý kiến


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination:
    """The part of a step that another agency does."""

    responding_agency: str  #: its code; in a draft it may still be empty
    responding_procedure: str = ""  #: the code of its own procedure for it; empty: not settled between them
    answers: tuple[AnswerKind, ...] = ()  #: the kinds that are expected, sorted; the order has no meaning
    silence_is_agreement: bool = (
        False  #: no answer at the limit counts as agreement (Decree 191/2026, Art. 7)
    )

    @property
    def responds(self) -> ProcedureOf | None:
        """The procedure that answers; None where it isn't settled."""
        settled = bool(self.responding_agency and self.responding_procedure)
        return (self.responding_agency, self.responding_procedure) if settled else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A unit of work. In a draft the division, the content and the limit may still be missing."""

    code: str  #: unique in the procedure
    name: str
    division: str  #: the division that answers for it
    content: str  #: what work
    time_limit: TimeLimit | None
    other_divisions: tuple[str, ...] = ()  #: besides the responsible one, who may hold it
    optional: bool = False  #: a hand-off may skip it
    official: str = ""  #: who does it, by position: "Chuyên viên"; empty: whom the division assigns
    result: str = ""  #: what comes out of it
    urgent_limits: tuple[UrgentLimit, ...] = ()  #: the most urgent last
    coordination: Coordination | None = None  #: None: the agency does it alone

    def limit_for(self, urgency: Urgency) -> TimeLimit | None:
        """Its limit in a case of this urgency; None where the draft has none."""
        return limit_for(urgency, self.time_limit, self.urgent_limits)


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
    time_limit: TimeLimit | None  #: the total, which is the lead unit's time; None: a draft's, still missing
    stages: tuple[Stage, ...]
    one_stop: bool = False  #: marked as of the one-stop set; such a one is refused
    legal_basis: tuple[LegalBasis, ...] = ()
    dossier: tuple[DossierComponent, ...] = ()
    result: str = ""  #: what the whole ends in: "Quyết định bổ nhiệm"
    templates: tuple[Template, ...] = ()
    suspension: SuspensionRule | None = None  #: None: its cases can't be suspended under a rule of its own
    extension: ExtensionRule | None = None  #: None: no extension is foreseen
    cooperating_units: tuple[str, ...] = ()  #: agencies that do a part; sorted, the order has no meaning
    informed_units: tuple[str, ...] = ()  #: agencies that only read; sorted, the order has no meaning
    conversion_factor: int = 1000  #: thousandths of a standard product that one case counts for
    urgent_limits: tuple[UrgentLimit, ...] = ()  #: the totals of urgent cases; the most urgent last

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

    def named_agencies(self) -> tuple[str, ...]:
        """The other agencies that it names, sorted: those that respond, co-operate or are informed."""
        responding = {
            step.coordination.responding_agency
            for _, step in self.placed_steps()
            if step.coordination and step.coordination.responding_agency
        }
        return tuple(sorted(responding | {*self.cooperating_units, *self.informed_units}))

    def leads_to(self) -> tuple[ProcedureOf, ...]:
        """The procedures of other agencies that its steps lead to, sorted."""
        asked = [step.coordination for _, step in self.placed_steps() if step.coordination]
        return tuple(sorted({responds for one in asked if (responds := one.responds)}))


def longest_steps(stages: tuple[Stage, ...], urgency: Urgency = Urgency.NORMAL) -> tuple[Step, ...]:
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
