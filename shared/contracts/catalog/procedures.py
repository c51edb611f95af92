"""What the catalog service tells of procedures that are issued."""

from typing import Annotated

from pydantic import Field

from shared.contracts.catalog.parts import (
    Coordination,
    DossierComponent,
    ExtensionRule,
    LegalBasis,
    SuspensionRule,
    Template,
    UrgentLimit,
)
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import (
    AgencyCode,
    CalendarCode,
    Edition,
    InForceFrom,
    Instant,
    PersonId,
    ProcedureCode,
    StepCode,
    StepTimeLimit,
    TotalTimeLimit,
)


@part
class Step:
    """A unit of work of a procedure."""

    code: StepCode
    name: Annotated[str, Field(description="Name in Vietnamese.")]
    division: Annotated[str, Field(description="Code of the responsible division.")]
    other_divisions: Annotated[
        tuple[str, ...],
        Field(description="Codes of divisions besides the responsible one that may hold the step."),
    ] = ()
    content: Annotated[str, Field(description="What is to be done.")]
    time_limit: StepTimeLimit
    optional: Annotated[bool, Field(description="Whether a hand-off may pass over the step.")] = False
    official: Annotated[
        str, Field(description="Who does it, by position; empty: whom the division assigns.")
    ] = ""
    result: Annotated[str, Field(description="What comes out of it; empty: not stated.")] = ""
    urgent_limits: Annotated[
        tuple[UrgentLimit, ...],
        Field(description="Its limits where the case is urgent, the most urgent last."),
    ] = ()
    coordination: Annotated[
        Coordination | None,
        Field(description="What another agency does of it; null: the agency does it alone."),
    ] = None


@part
class Stage:
    """Steps of a procedure that run side by side. Stages follow one another."""

    code: Annotated[str, Field(description="Code of the stage, unique in its procedure.")]
    name: Annotated[str, Field(description="Name in Vietnamese.")]
    steps: Annotated[tuple[Step, ...], Field(description="The stage's steps, in the order of the catalogue.")]


@part
class ProcedureInFull:
    """What every event says that tells a procedure of an issued edition in full."""

    agency: AgencyCode
    edition: Edition
    procedure: ProcedureCode
    name: Annotated[str, Field(description="Name in Vietnamese.")]
    kind: Annotated[
        str,
        Field(
            description=(
                "`internal`: inside the agency; `coordinated`: other agencies do a part. Further values "
                "may come."
            ),
            examples=["internal"],
        ),
    ]
    time_limit: TotalTimeLimit
    stages: Annotated[tuple[Stage, ...], Field(description="All stages, in their order.")]
    in_force_from: InForceFrom
    working_calendar: CalendarCode
    position: Annotated[int, Field(description="Place in the catalogue, from 1.")]
    issued_at: Annotated[Instant, Field(description="When the edition was issued.")]
    legal_basis: Annotated[tuple[LegalBasis, ...], Field(description="What it rests on.")] = ()
    dossier: Annotated[
        tuple[DossierComponent, ...], Field(description="The papers that a case's dossier needs.")
    ] = ()
    result: Annotated[str, Field(description="What the whole ends in; empty: not stated.")] = ""
    templates: Annotated[tuple[Template, ...], Field(description="Forms to be filled in.")] = ()
    suspension: Annotated[
        SuspensionRule | None, Field(description="When its cases may be suspended; null: not foreseen.")
    ] = None
    extension: Annotated[
        ExtensionRule | None, Field(description="When a leader may grant more time; null: not foreseen.")
    ] = None
    cooperating_units: Annotated[
        tuple[str, ...], Field(description="Codes of agencies that do a part, sorted.")
    ] = ()
    informed_units: Annotated[
        tuple[str, ...], Field(description="Codes of agencies that only read, sorted.")
    ] = ()
    conversion_factor: Annotated[
        str,
        Field(
            description=(
                "How many standard products one case counts for in evaluation: a decimal number with at "
                "most three decimals, as text, so that no reader rounds it."
            ),
            examples=["1.5"],
        ),
    ] = "1"
    urgent_limits: Annotated[
        tuple[UrgentLimit, ...],
        Field(
            description="The totals of urgent cases, the most urgent last: sums as the ordinary total is one."
        ),
    ] = ()


@event("tthc.catalog.ProcedureIssued.v1", at="issued_at")
class ProcedureIssued(ProcedureInFull):
    """A procedure of an issued edition, in full: cases may be opened under it from its first day in force."""

    issued_by: PersonId
