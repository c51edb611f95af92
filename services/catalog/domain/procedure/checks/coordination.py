"""Findings of what other agencies do: nothing in an internal procedure, something in a coordinated one."""

from collections.abc import Iterator

from services.catalog.domain.procedure.procedure import DraftStep, Procedure, ProcedureKind
from services.catalog.errors.procedure.coordination import (
    AnswersMissing,
    CoordinatedWithoutStep,
    CoordinationLimitLonger,
    InformedOwesNoAnswer,
    InternalNamesAgency,
    SilenceWithoutAgreement,
    StepWithoutRespondingAgency,
)
from shared.contracts.catalog.parts import Coordination
from shared.errors import Refusal
from shared.kernel import AnswerKind, CoordinationRole
from shared.working_time.wording import limits_in_words

#: What it may find.
FINDINGS = (
    InternalNamesAgency,
    CoordinatedWithoutStep,
    StepWithoutRespondingAgency,
    AnswersMissing,
    SilenceWithoutAgreement,
    InformedOwesNoAnswer,
    CoordinationLimitLonger,
)


def findings(procedure: Procedure) -> Iterator[Refusal]:
    coordinated = False
    for place, step in procedure.placed_steps():
        if step.coordination is not None:
            coordinated = True
            yield from _findings_of_step(procedure, f"{place}/coordination", step, step.coordination)
    if procedure.kind is ProcedureKind.INTERNAL:
        for unit in procedure.cooperating_units:
            where = f"{procedure.place}/cooperating_units/{unit}"
            yield InternalNamesAgency(where=where, procedure=procedure.code, agency=unit)
    elif not coordinated:
        yield CoordinatedWithoutStep(where=procedure.place, procedure=procedure.code)


def _findings_of_step(
    procedure: Procedure, where: str, step: DraftStep, asked: Coordination
) -> Iterator[Refusal]:
    code, agency = procedure.code, asked.responding_agency
    if procedure.kind is ProcedureKind.INTERNAL:
        yield InternalNamesAgency(where=where, procedure=code, agency=agency or "?")
    if not agency.strip():
        yield StepWithoutRespondingAgency(where=where, procedure=code, step=step.code)
    if asked.role == CoordinationRole.INFORMED:
        if asked.answers or asked.silence_is_agreement or asked.goes_on_by_itself or asked.time_limit:
            yield InformedOwesNoAnswer(where=where, procedure=code, step=step.code, agency=agency or "?")
    else:
        yield from _findings_of_answer(code, where, step, asked)


def _findings_of_answer(
    procedure: str, where: str, step: DraftStep, asked: Coordination
) -> Iterator[Refusal]:
    """Without an expected answer there is none that silence, or going on by itself, could rest on."""
    if not asked.answers:
        yield AnswersMissing(where=where, procedure=procedure, step=step.code)
    elif asked.silence_is_agreement and AnswerKind.AGREE not in asked.answers:
        yield SilenceWithoutAgreement(where=where, procedure=procedure, step=step.code)
    limit, whole = asked.time_limit, step.time_limit
    if limit and whole and limit.counting == whole.counting and limit.amount > whole.amount:
        words = limits_in_words(limit=limit, whole=whole)
        yield CoordinationLimitLonger(where=where, procedure=procedure, step=step.code, **words)
