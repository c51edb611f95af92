"""Findings of what other agencies do: nothing in an internal procedure, something in a coordinated one."""

from collections.abc import Iterator

from services.catalog.domain.procedure.coordination import AnswerKind
from services.catalog.domain.procedure.procedure import Procedure, ProcedureKind
from services.catalog.errors.procedure.coordination import (
    AnswersMissing,
    CoordinatedWithoutStep,
    InternalNamesAgency,
    SilenceWithoutAgreement,
    StepWithoutRespondingAgency,
)
from shared.contracts.catalog.parts import Coordination
from shared.errors import Refusal

#: What it may find.
FINDINGS = (
    InternalNamesAgency,
    CoordinatedWithoutStep,
    StepWithoutRespondingAgency,
    AnswersMissing,
    SilenceWithoutAgreement,
)


def findings(procedure: Procedure) -> Iterator[Refusal]:
    coordinated = False
    for place, step in procedure.placed_steps():
        if step.coordination is not None:
            coordinated = True
            where = f"{place}/coordination"
            yield from _findings_of_step(procedure, where, step.code, step.coordination)
    if procedure.kind is ProcedureKind.INTERNAL:
        for unit in procedure.cooperating_units:
            where = f"{procedure.place}/cooperating_units/{unit}"
            yield InternalNamesAgency(where=where, procedure=procedure.code, agency=unit)
    elif not coordinated:
        yield CoordinatedWithoutStep(where=procedure.place, procedure=procedure.code)


def _findings_of_step(procedure: Procedure, where: str, step: str, asked: Coordination) -> Iterator[Refusal]:
    code, agency = procedure.code, asked.responding_agency
    if procedure.kind is ProcedureKind.INTERNAL:
        yield InternalNamesAgency(where=where, procedure=code, agency=agency or "?")
    if not agency.strip():
        yield StepWithoutRespondingAgency(where=where, procedure=code, step=step)
    if not asked.answers:
        yield AnswersMissing(where=where, procedure=code, step=step)
    elif asked.silence_is_agreement and AnswerKind.AGREE not in asked.answers:
        yield SilenceWithoutAgreement(where=where, procedure=code, step=step)
