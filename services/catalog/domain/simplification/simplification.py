"""A programme that simplifies procedures: what is proposed, what is accepted, what an edition carries out.

Decision 1085/QĐ-TTg (2022) asks that a fifth of the internal procedures, and a fifth of the cost of complying
with them, be cut. What a programme counts towards its targets is therefore data: `Measure`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.catalog.domain.procedure.procedure import (
    Procedure,
)
from shared.aggregates import Aggregate
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Actor


class Measure(StrEnum):
    """What a target counts, each as the share of the baseline that is gone."""

    PROCEDURES_REMOVED = "procedures_removed"  #: procedures that are no longer in force
    PROCEDURES_SIMPLIFIED = "procedures_simplified"  #: those, and those with fewer steps or a shorter limit
    TIME = "time"  #: total limits; working time and calendar days apart, and the lower share counts
    STEPS = "steps"  #: steps, optional ones included


class Means(StrEnum):
    """How a procedure becomes simpler."""

    REMOVED = "removed"  #: bãi bỏ thủ tục
    FEWER_STEPS = "fewer_steps"  #: bỏ bước
    MERGED_STEPS = "merged_steps"  #: gộp bước
    SHORTER_LIMIT = "shorter_limit"  #: rút ngắn thời hạn
    DROPPED_PAPERS = "dropped_papers"  #: bỏ thành phần hồ sơ
    DELEGATED_DECISION = "delegated_decision"  #: phân cấp, uỷ quyền quyết định
    DIGITISED = "digitised"  #: thực hiện trên môi trường điện tử


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CARRIED_OUT = "carried_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    measure: Measure
    per_cent: int  #: of the baseline, 1 to 100


#: A fifth; time and steps stand for the cost of compliance, which nobody enters here.
FIFTH = tuple(
    Target(measure=measure, per_cent=20)
    for measure in (Measure.PROCEDURES_SIMPLIFIED, Measure.TIME, Measure.STEPS)
)

# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SimplificationProgrammeOpened:
    programme: str  #: its code
    name: str
    agency: str  #: whose procedures; empty: those of the whole province
    baseline_on: date  #: compared with what was in force then, or with the first edition after
    targets: tuple[Target, ...]
    opened_by: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SimplificationProposed:
    programme: str
    proposal: int  #: its number in the programme, from 1
    agency: str
    procedure: str
    edition: int  #: the one that the figures before are taken from
    means: tuple[Means, ...]  #: sorted; the order has no meaning
    reason: str
    time_before: TimeLimit | None
    steps_before: int
    expected_time: TimeLimit | None  #: None with `Means.REMOVED`, or if the procedure has no total
    expected_steps: int  #: 0 with `Means.REMOVED`
    proposed_by: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SimplificationAccepted:
    programme: str
    proposal: int
    agency: str
    procedure: str
    expected_time: TimeLimit | None
    expected_steps: int
    accepted_by: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SimplificationDeclined:
    programme: str
    proposal: int
    agency: str
    reason: str
    declined_by: str
    declined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SimplificationCarriedOut:
    """An issued edition has what was accepted."""

    programme: str
    proposal: int
    agency: str
    procedure: str
    edition: int
    time_after: TimeLimit | None  #: None if the procedure is removed
    steps_after: int
    carried_out_by: str
    carried_out_at: datetime


SimplificationEvent = (
    SimplificationProgrammeOpened
    | SimplificationProposed
    | SimplificationAccepted
    | SimplificationDeclined
    | SimplificationCarriedOut
)

# --- state ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Proposal:
    agency: str
    procedure: str
    means: tuple[Means, ...]
    time_before: TimeLimit | None
    expected_time: TimeLimit | None
    expected_steps: int
    status: ProposalState = ProposalState.PROPOSED


@dataclass(slots=True)
class SimplificationProgramme:
    code: str = ""  #: empty: not opened
    agency: str = ""
    baseline_on: date = date.min
    proposals: dict[int, Proposal] = field(default_factory=dict)


def evolve(state: SimplificationProgramme, event: SimplificationEvent) -> SimplificationProgramme:
    match event:
        case SimplificationProgrammeOpened():
            state.code, state.agency = event.programme, event.agency
            state.baseline_on = event.baseline_on
        case SimplificationProposed():
            state.proposals[event.proposal] = Proposal(
                agency=event.agency,
                procedure=event.procedure,
                means=event.means,
                time_before=event.time_before,
                expected_time=event.expected_time,
                expected_steps=event.expected_steps,
            )
        case SimplificationAccepted():
            state.proposals[event.proposal].status = ProposalState.ACCEPTED
        case SimplificationDeclined():
            state.proposals[event.proposal].status = ProposalState.DECLINED
        case SimplificationCarriedOut():
            state.proposals[event.proposal].status = ProposalState.CARRIED_OUT
        case _:
            raise TypeError(f"not an event of a simplification programme: {event!r}")
    return state


# --- commands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSimplificationProgramme:
    programme: str
    name: str
    agency: str
    baseline_on: date
    targets: tuple[Target, ...]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeSimplification:
    """`before` is the procedure in that issued edition, None if it isn't there.

    What is expected to stay as it is may be left out.
    """

    programme: str
    agency: str
    procedure: str
    edition: int
    means: tuple[Means, ...]
    reason: str
    expected_time: TimeLimit | None
    expected_steps: int | None
    before: Procedure | None = None
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptSimplification:
    programme: str
    proposal: int
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineSimplification:
    programme: str
    proposal: int
    reason: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOutSimplification:
    """`after` is the procedure in that edition, None if it isn't there; `issued`: whether the edition is."""

    programme: str
    proposal: int
    edition: int
    issued: bool = False
    after: Procedure | None = None
    by: Actor
    at: datetime


SimplificationCommand = (
    OpenSimplificationProgramme
    | ProposeSimplification
    | AcceptSimplification
    | DeclineSimplification
    | CarryOutSimplification
)


#: Key: the programme's code.
SIMPLIFICATION = Aggregate(
    category="simplification",
    initial=SimplificationProgramme,
    evolve=evolve,
    events=(
        SimplificationProgrammeOpened,
        SimplificationProposed,
        SimplificationAccepted,
        SimplificationDeclined,
        SimplificationCarriedOut,
    ),
)
