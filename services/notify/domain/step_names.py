"""STEP_NAMES: what the steps of a procedure are called in each edition, a copy of the catalog's events."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.contracts.catalog.force import ProcedureCorrected
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider


@part
class _Step:
    """What is read of a step."""

    code: str
    name: str


@part
class _Stage:
    """What is read of a stage."""

    steps: tuple[_Step, ...]


@event()
class ProcedureSteps:
    """What is read of a procedure that is issued or corrected."""

    agency: str
    procedure: str
    edition: int
    stages: tuple[_Stage, ...]


@event()
class StepsNamed:
    """Its steps are called so in that edition."""

    edition: int
    names: Mapping[str, str]  #: by the steps' codes
    named_at: Instant


@dataclass(slots=True)
class StepNames:
    """What is known of a procedure's steps, by edition."""

    editions: dict[int, StepsNamed] = field(default_factory=dict)

    def name(self, edition: int, step: str) -> str | None:
        """What it is called; None: not known."""
        known = self.editions.get(edition)
        return known.names.get(step) if known is not None else None


def step_names_key(agency: str, procedure: str) -> str:
    """The key of a procedure of an agency's catalogue."""
    return f"{agency}.{procedure}"


STEP_NAMES = Decider[StepNames](
    "procedure", StepNames, key_of_followed=lambda event: step_names_key(event.agency, event.procedure)
)


@STEP_NAMES.follows(ProcedureIssued, ProcedureCorrected, read_as=ProcedureSteps)
def steps_named(known: StepNames, event: ProcedureSteps, cause: Cause) -> StepsNamed | None:
    """Nothing where they are called so already, or were named later than this."""
    names = {step.code: step.name for stage in event.stages for step in stage.steps}
    before = known.editions.get(event.edition)
    if before is not None and (before.names == names or before.named_at >= cause.time):
        return None
    return StepsNamed(edition=event.edition, names=names, named_at=cause.time)


@STEP_NAMES.evolves(StepsNamed)
def named(known: StepNames, event: StepsNamed) -> None:
    """The newest holds."""
    known.editions[event.edition] = event
