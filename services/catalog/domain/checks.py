"""The rules for procedures: what no draft takes, and what a draft may lack but an issued edition may not."""

from collections.abc import Callable, Collection, Iterable, Iterator

from services.catalog.domain.naming import check_code, check_content, check_name
from services.catalog.domain.procedure import Procedure, Step, longest_steps, size_in_bytes
from services.catalog.errors.procedures import (
    CountingsMixed,
    ProcedureOfOneStop,
    ProcedureTooLarge,
    ProcedureWithoutStages,
    StageCodeRepeated,
    StageWithoutSteps,
    StepCodeRepeated,
    StepDivisionRepeated,
    StepDivisionUnknown,
    StepWithoutContent,
    StepWithoutDivision,
    SumsDisagree,
)
from shared.errors import Language, Refusal
from shared.kernel import Counting, TimeLimit

#: An event is at most 64 KiB in the store; the rest is for what stands beside the procedure.
LARGEST_PROCEDURE = 56 * 1024  #: bytes


def refuse_unfit(procedure: Procedure) -> None:
    """Refuse what not even a draft takes: one-stop procedures, bad or repeated codes, unusable texts."""
    if procedure.one_stop:
        raise ProcedureOfOneStop(where=procedure.place, procedure=procedure.code)
    check_code(procedure.code, procedure.place)
    check_name(procedure.name, procedure.place)
    for place, stage in procedure.placed_stages():
        check_code(stage.code, place)
        check_name(stage.name, place, may_be_empty=True)
    for place, step in procedure.placed_steps():
        check_code(step.code, place)
        check_name(step.name, place)
        check_content(step.content, place)
    _refuse_repeated_codes(procedure)
    size = size_in_bytes(procedure)
    if size > LARGEST_PROCEDURE:
        raise ProcedureTooLarge(
            where=procedure.place, procedure=procedure.code, bytes=size, most=LARGEST_PROCEDURE
        )


def _refuse_repeated_codes(procedure: Procedure) -> None:
    stages = ((place, stage.code) for place, stage in procedure.placed_stages())
    if repeated := _first_repeated(stages):
        raise StageCodeRepeated(where=repeated[0], procedure=procedure.code, stage=repeated[1])
    steps = ((place, step.code) for place, step in procedure.placed_steps())
    if repeated := _first_repeated(steps):
        raise StepCodeRepeated(where=repeated[0], procedure=procedure.code, step=repeated[1])


def _first_repeated(placed: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    seen: set[str] = set()
    for place, code in placed:
        if code in seen:
            return place, code
        seen.add(code)
    return None


def findings(procedure: Procedure, agency_divisions: Collection[str]) -> Iterator[Refusal]:
    """Everything that keeps the procedure from being issued, each with its place; nothing if it is sound.

    The sum is judged only where the limits can be added: with one counting throughout.
    """
    if not procedure.stages:
        yield ProcedureWithoutStages(where=procedure.place, procedure=procedure.code)
        return
    for place, stage in procedure.placed_stages():
        if not stage.steps:
            yield StageWithoutSteps(where=place, procedure=procedure.code, stage=stage.code)
    for place, step in procedure.placed_steps():
        yield from _findings_of_step(procedure, place, step, agency_divisions)
    mixed = list(_mixed_countings(procedure))
    yield from mixed or _disagreeing_sums(procedure)


def _findings_of_step(
    procedure: Procedure, place: str, step: Step, agency_divisions: Collection[str]
) -> Iterator[Refusal]:
    if not step.division.strip():
        yield StepWithoutDivision(where=place, procedure=procedure.code, step=step.code)
    if not step.content.strip():
        yield StepWithoutContent(where=place, procedure=procedure.code, step=step.code)
    named = ([step.division] if step.division.strip() else []) + list(step.other_divisions)
    refusals: tuple[tuple[type[Refusal], Callable[[str], bool]], ...] = (
        (StepDivisionUnknown, lambda division: division not in agency_divisions),
        (StepDivisionRepeated, lambda division: named.count(division) > 1),
    )
    for refusal, applies in refusals:
        for division in dict.fromkeys(filter(applies, named)):
            yield refusal(where=place, procedure=procedure.code, step=step.code, division=division)


def _mixed_countings(procedure: Procedure) -> Iterator[Refusal]:
    total = procedure.time_limit
    for place, step in procedure.placed_steps():
        if step.time_limit.counting is not total.counting:
            yield CountingsMixed(
                where=place,
                procedure=procedure.code,
                step=step.code,
                total_vi=in_words(total, Language.VI),
                total_en=in_words(total, Language.EN),
                limit_vi=in_words(step.time_limit, Language.VI),
                limit_en=in_words(step.time_limit, Language.EN),
            )


def _disagreeing_sums(procedure: Procedure) -> Iterator[Refusal]:
    longest = longest_steps(procedure.stages)
    amount = sum(step.time_limit.amount for step in longest)
    stated = procedure.time_limit
    if amount in (0, stated.amount):  # without any step, that is what was found already
        return
    added_up = TimeLimit(amount, stated.counting)
    yield SumsDisagree(
        where=f"{procedure.place}/time_limit",
        procedure=procedure.code,
        steps=", ".join(step.code for step in longest),
        stated_vi=in_words(stated, Language.VI),
        stated_en=in_words(stated, Language.EN),
        sum_vi=in_words(added_up, Language.VI),
        sum_en=in_words(added_up, Language.EN),
    )


def in_words(limit: TimeLimit, language: Language) -> str:
    """The limit as a reader says it: `16 giờ 30 phút làm việc`, `3 ngày làm việc`, `5 calendar days`."""
    vietnamese = language is Language.VI
    match limit.counting:
        case Counting.WORKING_DAYS:
            return f"{limit.amount} " + ("ngày làm việc" if vietnamese else "working days")
        case Counting.CALENDAR_DAYS:
            return f"{limit.amount} " + ("ngày" if vietnamese else "calendar days")
        case Counting.WORKING_HOURS:
            hours, minutes = divmod(limit.amount, 60)
            parts = [f"{hours} giờ" if vietnamese else f"{hours} h"] if hours else []
            parts += [f"{minutes} phút" if vietnamese else f"{minutes} min"] if minutes else []
            return " ".join(parts) + (" làm việc" if vietnamese else " of working time")
