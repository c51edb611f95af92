"""Corrections (đính chính): slips in the texts of an issued procedure are mended, and nothing else."""

from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.telling import in_full
from services.catalog.domain.procedure.in_full import as_written
from services.catalog.domain.procedure.mending import MENDED, check_mended, mended_places
from services.catalog.domain.procedure.naming import Content
from services.catalog.domain.procedure.procedure import ProcedureContent
from shared.contracts.catalog.force import ProcedureCorrected
from shared.contracts.vocabulary import described
from shared.decider import Act, command


@command
class CorrectProcedure:
    """Mend slips in the texts of an issued procedure."""

    agency: str
    edition: int
    code: str
    procedure: Annotated[ProcedureContent, described("The whole procedure, as it reads from now on.")]
    reason: Content


@CATALOGUE.decides(
    CorrectProcedure, refuses=(*rules.LEADER, *rules.VALID, *rules.REASON, *rules.TOLD, *MENDED)
)
def correct(state: Catalogue, command: CorrectProcedure, act: Act) -> ProcedureCorrected:
    """The head mends texts. Running cases keep theirs; what a case must keep to isn't touched at all."""
    rules.check_leader(command.agency, act)
    issue, reason = rules.check_valid(state, command), rules.reason_of(command.reason)
    rules.check_told(state, command.code)
    before, procedure = state.procedures[command.code], command.procedure.under(command.code)
    check_mended(before, procedure)
    return ProcedureCorrected(
        **in_full(issue, procedure),
        issued_by=issue.issued_by,
        corrected=tuple(mended_places(before, procedure)),
        reason=reason,
        corrected_by=act.by.name,
        corrected_at=act.at,
        recorded_by=act.recorded_by,
    )


@CATALOGUE.evolves(ProcedureCorrected)
def corrected(state: Catalogue, event: ProcedureCorrected) -> None:
    """It reads so from now on."""
    state.procedures[event.procedure] = as_written(event)
