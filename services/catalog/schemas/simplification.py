"""The bodies of commands on simplification programmes, and what is answered."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from services.catalog.domain.simplification.carrying_out import CarryOutSimplification
from services.catalog.domain.simplification.figures import Extent
from services.catalog.domain.simplification.programmes import Measure, OpenSimplificationProgramme
from services.catalog.domain.simplification.proposing import ProposeSimplification
from services.catalog.domain.simplification.settling import AcceptSimplification, DeclineSimplification
from services.catalog.views.simplification import ProgrammeDocument, ProposalDocument
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


@dataclass(slots=True, kw_only=True)
class ProgrammeWithProposals(ProgrammeDocument):
    """A programme with its proposals for the agencies that the reader may see."""

    proposals: list[ProposalDocument]


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
