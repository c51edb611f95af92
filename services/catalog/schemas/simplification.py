"""The bodies of commands on simplification programmes, and what is answered."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from services.catalog.domain.simplification.carrying_out import CarryOutSimplification
from services.catalog.domain.simplification.figures import Extent
from services.catalog.domain.simplification.programmes import Measure, OpenSimplificationProgramme, Target
from services.catalog.domain.simplification.proposing import ProposeSimplification
from services.catalog.domain.simplification.settling import AcceptSimplification, DeclineSimplification
from services.catalog.domain.simplification.simplification import Means, ProposalState
from services.catalog.schemas.texts import DateText, InstantText
from shared.contracts.vocabulary import TimeLimit
from shared.http.requests import request_model

_PROPOSAL = ("programme", "proposal")

OpenProgrammeRequest: Any = request_model(OpenSimplificationProgramme)
ProposeRequest: Any = request_model(ProposeSimplification, ("programme",))
AcceptRequest: Any = request_model(AcceptSimplification, _PROPOSAL)
DeclineRequest: Any = request_model(DeclineSimplification, _PROPOSAL)
CarryOutRequest: Any = request_model(CarryOutSimplification, _PROPOSAL)

# ---- answers


class ProgrammeAnswer(BaseModel):
    """What a command did: the programme, the proposal if there is one, and the events in their order."""

    programme: str
    proposal: int | None
    version: int
    events: list[str]


class ProgrammeShown(BaseModel):
    """A programme."""

    programme: str
    name: str
    agency: Annotated[str | None, Field(description="Whose procedures; null: the whole province's.")]
    baseline_on: DateText
    targets: list[Target]
    opened_by: str
    opened_at: InstantText
    version: int


class ProposalShown(BaseModel):
    """A proposal, and what became of it."""

    programme: str
    proposal: int
    agency: str
    procedure: str
    edition: Annotated[int, Field(description="Where the figures before are taken from.")]
    means: list[Means]
    reason: str
    time_before: TimeLimit | None
    steps_before: int
    expected_time: TimeLimit | None
    expected_steps: int
    proposed_by: str
    proposed_at: InstantText
    status: ProposalState
    accepted_by: str | None = None
    accepted_at: InstantText | None = None
    declined_by: str | None = None
    declined_at: InstantText | None = None
    declined_because: str | None = None
    carried_out_in: Annotated[int | None, Field(description="The edition that has it.")] = None
    time_after: TimeLimit | None = None
    steps_after: int | None = None
    carried_out_by: str | None = None
    carried_out_at: InstantText | None = None


class ProgrammeWithProposals(ProgrammeShown):
    """A programme with its proposals for the agencies that the reader may see."""

    proposals: list[ProposalShown]


class SumAnswer(BaseModel):
    """An amount before, now, and once the accepted proposals are carried out."""

    before: int
    after: int
    expected: int
    share: float | None = Field(description="Gone by now, in per cent; null where there was nothing.")
    expected_share: float | None


class ProgressAnswer(BaseModel):
    """How far it is to a target."""

    measure: Measure
    per_cent: int = Field(description="The target.")
    now: float | None
    expected: float | None
    reached: bool


class ProcedureFiguresAnswer(BaseModel):
    """One procedure of the baseline; null after it: removed."""

    agency: str
    procedure: str
    name: str
    before: Extent
    after: Annotated[Extent | None, Field(description="In force now.")]
    expected: Annotated[Extent | None, Field(description="Once the accepted proposals are carried out.")]
    comparable: Annotated[bool, Field(description="Whether its times are counted so that they compare.")]


class ProgrammeFigures(BaseModel):
    """A programme's figures, over the agencies that the reader may see."""

    programme: str
    baseline_on: date
    on: date
    agencies: int = Field(description="Agencies that have issued a catalogue.")
    procedures_left: SumAnswer = Field(description="Procedures in force, of those of the baseline.")
    procedures_not_simplified: SumAnswer
    steps: SumAnswer
    working_minutes: SumAnswer = Field(description="Total limits in working time; a working day is 8 hours.")
    calendar_days: SumAnswer = Field(description="Total limits in calendar days, which are kept apart.")
    not_comparable: int = Field(description="Procedures whose times don't compare: in neither sum of time.")
    progress: list[ProgressAnswer]
    procedures: list[ProcedureFiguresAnswer]
