"""The edition of a procedure that a case begins under."""

from datetime import datetime

from services.cases.domain.directory import RETRY_AFTER
from services.cases.domain.known import Known
from services.cases.domain.procedure import ProcedureReplicated, edition_in_force
from services.cases.errors import ProcedureNotInForce, ProcedureNotKnownYet
from shared.contracts.cases import CaseStep
from shared.kernel import day_of


def edition_for(known: Known, agency: str, code: str, at: datetime) -> ProcedureReplicated:
    """The edition in force. Raises `ProcedureNotKnownYet` and `ProcedureNotInForce`."""
    named = {"agency": agency, "procedure": code}
    procedure = known.procedure(agency, code)
    if not procedure.editions:
        raise ProcedureNotKnownYet(where="procedure", retry_after=RETRY_AFTER, **named)
    on = day_of(at)
    ended = [number for number, ended_at in known.catalogue(agency).ended.items() if ended_at <= at]
    edition = edition_in_force(procedure, on, ended)
    if edition is None:
        raise ProcedureNotInForce(where="procedure", on=on, **named)
    return edition


def steps_of(edition: ProcedureReplicated) -> tuple[CaseStep, ...]:
    """Its steps, as the case keeps them."""
    return tuple(
        CaseStep(
            step=step.code,
            name=step.name,
            stage=stage.code,
            division=step.division,
            other_divisions=step.other_divisions,
            time_limit=step.time_limit,
            optional=step.optional,
        )
        for stage in edition.stages
        for step in stage.steps
    )
