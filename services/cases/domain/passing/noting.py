"""Which events pass work on, and which are progress."""

from functools import singledispatch
from typing import Any

from services.cases.domain.case import CASE, Case
from services.cases.domain.passes import Pass, PassKind, Unit
from shared.contracts.cases.coordination import AnswerReturned, CoordinationAnswered, CoordinationDeclined
from shared.contracts.cases.steps import StepCompleted, StepRefused, StepReturned


@singledispatch
def pass_of(_event: Any, _version: int) -> Pass | None:
    """The pass that an event is, which stands at this version of its case's stream; None: it is none."""
    return None


@pass_of.register
def _returned(event: StepReturned, version: int) -> Pass:
    return _inside(PassKind.RETURN, event, version, event.returned_at)


@pass_of.register
def _refused(event: StepRefused, version: int) -> Pass:
    return _inside(PassKind.REFUSAL, event, version, event.refused_at)


@pass_of.register
def _declined(event: CoordinationDeclined, version: int) -> Pass:
    return Pass(
        kind=PassKind.DECLINE,
        case_number=event.case_number,
        version=version,
        at=event.declined_at,
        unit=Unit(event.asked_agency),
        to=(Unit(event.agency),),
        step=event.step,
        coordination=event.coordination,
        belongs_to=event.belongs_to,
    )


@pass_of.register
def _answer_returned(event: AnswerReturned, version: int) -> Pass:
    return Pass(
        kind=PassKind.ANSWER_RETURN,
        case_number=event.case_number,
        version=version,
        at=event.returned_at,
        unit=Unit(event.agency),
        to=(Unit(event.asked_agency),),
        step=event.step,
        coordination=event.coordination,
    )


def _inside(kind: PassKind, event: StepReturned | StepRefused, version: int, at: Any) -> Pass:
    to = dict.fromkeys(Unit(event.agency, one.division) for one in event.to)
    unit = Unit(event.agency, event.division)
    return Pass(
        kind=kind,
        case_number=event.case_number,
        version=version,
        at=at,
        unit=unit,
        to=tuple(one for one in to if one != unit),
        step=event.step,
        belongs_to=getattr(event, "belongs_to", None),
    )


@CASE.notes(StepReturned, StepRefused, CoordinationDeclined, AnswerReturned)
def note_pass(case: Case, event: Any) -> None:
    """Later passes are held against it."""
    passed = pass_of(event, case.version)
    assert passed is not None, "only passes are noted here"
    case.passing.passes.append(passed)


@CASE.notes(StepCompleted)
def note_completion(case: Case, event: StepCompleted) -> None:
    """Work was done: what was passed on before it stands by itself."""
    case.passing.note_done(event.step, event.division, case.version, event.completed_at)


@CASE.notes(CoordinationAnswered)
def note_answer(case: Case, event: CoordinationAnswered) -> None:
    """The asked agency did its part; silence isn't that."""
    if not event.by_silence:
        case.passing.note_progress(event.answered_at)
