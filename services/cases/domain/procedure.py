"""PROCEDURE: a procedure's issued editions, as this service knows them from the catalog's events."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from shared.contracts.catalog.force import ProcedureCorrected
from shared.contracts.catalog.parts import ExtensionRule, SuspensionRule
from shared.contracts.catalog.procedures import ProcedureIssued, Stage
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant, TimeLimit
from shared.decider import Cause, Decider


@event()
class ProcedureReplicated:
    """An issued edition of a procedure is known here from now on, or what was corrected in its texts.

    It has the fields of `ProcedureIssued` and `ProcedureCorrected` that cases need, and is read out of those.
    """

    agency: str
    procedure: str
    edition: int
    name: str
    kind: str
    time_limit: TimeLimit  #: of the whole
    stages: tuple[Stage, ...]
    in_force_from: date
    working_calendar: str
    suspension: SuspensionRule | None = None  #: None: none is foreseen
    extension: ExtensionRule | None = None  #: None: none is foreseen
    corrected_at: Instant | None = None  #: None: as it was issued


@dataclass(slots=True)
class Procedure:
    """The editions that are known, by number."""

    editions: dict[int, ProcedureReplicated] = field(default_factory=dict)


def procedure_key(agency: str, code: str) -> str:
    """The key of a procedure's stream."""
    return f"{agency}.{code}"


PROCEDURE = Decider[Procedure](
    "procedure", Procedure, key_of_followed=lambda event: procedure_key(event.agency, event.procedure)
)


@PROCEDURE.follows(ProcedureIssued, ProcedureCorrected, read_as=ProcedureReplicated)
def procedure_told(
    procedure: Procedure, event: ProcedureReplicated, _cause: Cause
) -> ProcedureReplicated | None:
    """Adopt an edition once, in whatever order editions arrive; a correction, each once, mends its texts."""
    known = procedure.editions.get(event.edition)
    if known is None:
        return event
    if event.corrected_at is None or (known.corrected_at and known.corrected_at >= event.corrected_at):
        return None
    return event


@PROCEDURE.evolves(ProcedureReplicated)
def procedure_replicated(procedure: Procedure, event: ProcedureReplicated) -> None:
    """Cases that are opened from now on read this."""
    procedure.editions[event.edition] = event


def edition_in_force(
    procedure: Procedure, on: date, ended: Collection[int] = ()
) -> ProcedureReplicated | None:
    """The newest edition whose first day in force has come and that hasn't ended; None without one."""
    begun = [
        edition
        for edition in procedure.editions.values()
        if edition.in_force_from <= on and edition.edition not in ended
    ]
    return max(begun, key=lambda edition: edition.edition, default=None)
