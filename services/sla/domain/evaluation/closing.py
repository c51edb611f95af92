"""A period is closed by a decision, and keeps what it stands on; what is known later is a correction."""

from services.sla.domain.evaluation.entering import Period
from services.sla.domain.evaluation.keeping import digest_of, kept, opened
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.rating import (
    EVALUATION,
    PERIOD,
    RATERS,
    EvaluatedOfficial,
    OfficialEvaluations,
    check_may_close,
    open_period,
)
from services.sla.errors import EvaluationNotClosed, NothingToCorrect, PeriodNotOver
from shared.contracts.evaluation import (
    EvaluationCorrected,
    EvaluationFigures,
    EvaluationLine,
    EvaluationPeriodClosed,
    EvaluationResult,
)
from shared.contracts.vocabulary import CalendarDay, Text
from shared.decider import Act, command
from shared.kernel import Role
from shared.restating import restate


@command
class CloseEvaluationPeriod:
    """Close an official's period by a decision: its result is kept as it is now."""

    period: Period
    decision_number: Text
    decision_date: CalendarDay
    signed_by: Text


@command
class CorrectEvaluation:
    """Note what is otherwise by now in a period that was closed; nothing, where nothing is."""

    period: Period


@EVALUATION.decides(CloseEvaluationPeriod, refuses=(*RATERS, *PERIOD, PeriodNotOver), known=EvaluatedOfficial)
def close(
    evaluations: OfficialEvaluations, command: CloseEvaluationPeriod, act: Act, known: EvaluatedOfficial
) -> EvaluationPeriodClosed:
    """Once it is over; also without a score, which says why there is none."""
    check_may_close(act, known)
    period = open_period(evaluations, command.period)
    if act.at < period.ends:
        raise PeriodNotOver(period=period.code)
    result = _result(known)
    return EvaluationPeriodClosed(
        official=known.official,
        agency=known.agency,
        period=period.code,
        policy=result.policy,
        policy_version=result.policy_version,
        figures=restate(EvaluationFigures, result),
        digest=digest_of(result),
        decision_number=command.decision_number,
        decision_date=command.decision_date,
        signed_by=command.signed_by,
        closed_by=act.by.name,
        closed_at=act.at,
        kept=kept(result),
    )


@EVALUATION.decides(
    CorrectEvaluation, refuses=(*RATERS, EvaluationNotClosed, NothingToCorrect), known=EvaluatedOfficial
)
def correct(
    evaluations: OfficialEvaluations, command: CorrectEvaluation, act: Act, known: EvaluatedOfficial
) -> EvaluationCorrected | None:
    """Against the last correction, else the decision; the system only looks whether there is any."""
    looks = act.by.has(Role.SYSTEM)
    if not looks:
        check_may_close(act, known)
    period = EvaluationPeriod.parse(command.period).code
    stands = evaluations.stands(period)
    if stands is None or stands.digest == digest_of(result := _result(known)):
        if looks:
            return None
        raise EvaluationNotClosed(period=period) if stands is None else NothingToCorrect(period=period)
    before = opened(stands.kept)
    return EvaluationCorrected(
        official=known.official,
        agency=known.agency,
        period=period,
        was=restate(EvaluationFigures, before),
        becomes=restate(EvaluationFigures, result),
        changed=_changed(before, result),
        digest=digest_of(result),
        corrected_at=act.at,
        kept=kept(result),
    )


def _result(known: EvaluatedOfficial) -> EvaluationResult:
    assert known.result is not None, "there is nothing to decide upon"
    return known.result


def _changed(before: EvaluationResult, after: EvaluationResult) -> tuple[str, ...]:
    one, other = ({_name(line): line for line in result.lines} for result in (before, after))
    return tuple(name for name in sorted(one.keys() | other) if one.get(name) != other.get(name))


def _name(line: EvaluationLine) -> str:
    return line.entered or f"{line.case}/{line.step}"


@EVALUATION.evolves(EvaluationPeriodClosed)
def closed(evaluations: OfficialEvaluations, event: EvaluationPeriodClosed) -> None:
    """It stays as it was."""
    evaluations.closed[event.period] = event


@EVALUATION.evolves(EvaluationCorrected)
def corrected(evaluations: OfficialEvaluations, event: EvaluationCorrected) -> None:
    """Beside it, in their order."""
    evaluations.corrected.setdefault(event.period, []).append(event)
