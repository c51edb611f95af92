"""A receipt or a completion that was given by mistake is taken back, at once and by whoever gave it."""

from datetime import timedelta

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Given, Visit, VisitFields
from services.cases.errors.steps import BuiltOnAlready, NothingToTakeBack, TakenBackTooLate
from services.cases.errors.who import GivenByAnother
from shared.contracts.cases.steps import CompletionTakenBack, ReceiptTakenBack
from shared.contracts.vocabulary import Code
from shared.decider import Act, command

#: This system's policy, not law: long enough to see a slip, and too short to put off a deadline by it.
TAKEN_BACK_WITHIN = timedelta(minutes=15)

_REFUSES = (
    *rules.HELD,
    NothingToTakeBack,
    GivenByAnother,
    BuiltOnAlready,
    *rules.TIMED,
    TakenBackTooLate,
)


@command
class TakeBackReceipt:
    """Say that one received a step by mistake, within minutes."""

    step: Code


@CASE.decides(TakeBackReceipt, refuses=_REFUSES)
def take_receipt_back(case: Case, command: TakeBackReceipt, act: Act) -> ReceiptTakenBack:
    """While nothing builds on it; the step is then with whom it was before."""
    visit = rules.held(case, command.step)
    given = _to_take_back(case, visit, visit.receipt, act)
    return ReceiptTakenBack(
        **_as_before(case, visit, given, act), taken_back_by=act.by.name, taken_back_at=act.at
    )


@CASE.evolves(ReceiptTakenBack)
def receipt_taken_back(case: Case, event: ReceiptTakenBack) -> None:
    """It is to be received again."""
    visit = case.touch(event.step, event.taken_back_at, event.official)
    visit.received, visit.receipt = False, None


@command
class TakeBackCompletion:
    """Say that one completed a step by mistake, within minutes."""

    step: Code


@CASE.decides(TakeBackCompletion, refuses=_REFUSES)
def take_completion_back(case: Case, command: TakeBackCompletion, act: Act) -> CompletionTakenBack:
    """While nothing builds on it, and the case is still there; the step's time has then run on."""
    visit = rules.held(case, command.step)
    given = _to_take_back(case, visit, visit.completion, act)
    return CompletionTakenBack(
        **_as_before(case, visit, given, act), taken_back_by=act.by.name, taken_back_at=act.at
    )


@CASE.evolves(CompletionTakenBack)
def completion_taken_back(case: Case, event: CompletionTakenBack) -> None:
    """It is open, and as far as it was."""
    visit = case.touch(event.step, event.taken_back_at, event.official)
    visit.completed, visit.completion = False, None


def _to_take_back(case: Case, visit: Visit, given: Given | None, act: Act) -> Given:
    """What was given, if nothing stands against taking it back."""
    if given is None:
        raise NothingToTakeBack(where=visit.step, step=visit.step)
    if act.by.name != given.by:
        raise GivenByAnother(where=visit.step, official=given.by)
    if _is_built_on(case, visit, given):
        raise BuiltOnAlready(where=visit.step, step=visit.step)
    rules.check_time_at_visit(act, case, visit)
    recorded = act.at if rules.is_of_history(act, case.agency) else max(act.at, act.recorded_at)
    if recorded - given.at > TAKEN_BACK_WITHIN:
        minutes = TAKEN_BACK_WITHIN // timedelta(minutes=1)
        raise TakenBackTooLate(where=visit.step, step=visit.step, minutes=minutes)
    return given


def _is_built_on(case: Case, visit: Visit, given: Given) -> bool:
    """Whether anything has happened at the visit since, or the case stood still in between."""
    asked_since = any(asked.version > given.version for asked in case.asked_by(visit))
    stood_still = case.running_since is not None and case.running_since > given.at
    return visit.version != given.version or asked_since or stood_still


def _as_before(case: Case, visit: Visit, given: Given, act: Act) -> VisitFields:
    named = case.named_at(visit, act)
    named["official"] = given.held_before
    return named
