"""Commands on simplification programmes as they come over HTTP, and what is answered."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from services.catalog.domain.simplification.simplification import FIFTH, Means, Measure, Target
from services.catalog.schemas.orders import Code, Form, Name, Order
from services.catalog.schemas.procedure.limits import LimitForm

Reason = Annotated[str, Field(min_length=1, max_length=4000)]


class TargetForm(Form):
    """How much of the baseline is to go."""

    measure: Measure
    per_cent: Annotated[int, Field(ge=1, le=100)]


class OpenProgramme(Order):
    """Open a programme for one agency, or for the whole province."""

    programme: Code
    name: Name
    agency: Code | None = Field(None, description="Without it: the whole province.")
    baseline_on: date = Field(
        description="Compared with what was in force on this day, or with the first edition after it."
    )
    targets: Annotated[list[TargetForm], Field(max_length=len(Measure))] | None = Field(
        None, description="Without them: a fifth of procedures simplified, of time, and of steps."
    )

    def goals(self) -> tuple[Target, ...]:
        """The targets for the domain."""
        if self.targets is None:
            return FIFTH
        return tuple(Target(measure=one.measure, per_cent=one.per_cent) for one in self.targets)


class Propose(Order):
    """Propose to simplify a procedure. What stays as it is may be left out."""

    agency: Code
    procedure: Code
    edition: Annotated[int, Field(ge=1, le=9999)] | None = Field(
        None,
        description="Where the figures before are taken from; without it: in force on the baseline's day.",
    )
    means: Annotated[list[Means], Field(min_length=1, max_length=len(Means))]
    reason: Reason
    expected_time: LimitForm | None = None
    expected_steps: Annotated[int, Field(ge=0, le=40_000)] | None = None


class Accept(Order):
    """Accept a proposal."""


class Decline(Order):
    """Decline a proposal, with the reason."""

    reason: Reason


class CarryOut(Order):
    """Note the issued edition that has what was accepted."""

    edition: Annotated[int, Field(ge=1, le=9999)]


class ProgrammeAnswer(BaseModel):
    """What a command did: the programme, the proposal if there is one, and the events in their order."""

    programme: str
    proposal: int | None
    version: int
    events: list[str]


class SumAnswer(BaseModel):
    """An amount before, now, and once the accepted proposals are carried out."""

    before: int
    after: int
    expected: int
    share: float | None = Field(description="Gone by now, in per cent; null where there was nothing.")
    expected_share: float | None


class ProgressAnswer(BaseModel):
    """How far it is to a target."""

    measure: str
    per_cent: int = Field(description="The target.")
    now: float | None
    expected: float | None
    reached: bool


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
    procedures: list[dict[str, Any]]
