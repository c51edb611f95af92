"""Each rule for procedures, broken alone in a random sound edition, is refused at its place."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.catalog.domain import (
    CATALOGUE,
    AddProcedure,
    CatalogueIssued,
    Procedure,
    Stage,
    Step,
    decide_catalogue,
    findings,
    longest_steps,
)
from services.catalog.errors.limits import CountingsMixed, SumsDisagree
from services.catalog.errors.procedures import (
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
)
from services.catalog.errors.texts import MalformedCode, UnusableText
from shared.errors import Language, Refusal
from shared.kernel import Counting, TimeLimit
from tests.scenario import given
from tests.unit.catalog.examples import (
    AT,
    DIVISIONS,
    DRAFTED,
    EDITOR,
    hours,
    in_draft,
    issue,
    procedure,
    stage,
    step,
)

FIRST = "procedures/P01/stages/1/steps/S01"


def changed(entry: Procedure, **changes: Any) -> Procedure:
    """The procedure with its very first step changed."""
    first = entry.stages[0]
    steps = (replace(first.steps[0], **changes), *first.steps[1:])
    return replace(entry, stages=(replace(first, steps=steps), *entry.stages[1:]))


@st.composite
def procedures(draw: st.DrawFn, code: str) -> Procedure:
    """Sound ones: every step complete, one counting, and the total as the longest steps add up to."""
    counting = draw(st.sampled_from(Counting))
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    stages = []
    number = 0
    for position, size in enumerate(sizes, start=1):
        steps: list[Step] = []
        for _ in range(size):
            number += 1
            limit = TimeLimit(draw(st.integers(1, 5000)), counting)
            division, *others = draw(st.lists(st.sampled_from(sorted(DIVISIONS)), min_size=1, unique=True))
            steps.append(
                step(
                    f"S{number:02}",
                    limit,
                    division=division,
                    other_divisions=tuple(others),
                    optional=draw(st.booleans()),
                )
            )
        stages.append(Stage(code=f"G{position}", name="", steps=tuple(steps)))
    total = sum(max(each.time_limit.amount for each in one.steps) for one in stages)
    return procedure(*stages, total=TimeLimit(total, counting), code=code)


@st.composite
def editions(draw: st.DrawFn) -> list[Procedure]:
    count = draw(st.integers(1, 4))
    return [draw(procedures(f"P{number:02}")) for number in range(1, count + 1)]


def without_steps(entry: Procedure) -> Procedure:
    return replace(entry, stages=(replace(entry.stages[0], steps=()), *entry.stages[1:]))


def longer_by_one(entry: Procedure) -> Procedure:
    return replace(entry, time_limit=replace(entry.time_limit, amount=entry.time_limit.amount + 1))


def counted_otherwise(entry: Procedure) -> Procedure:
    first = entry.stages[0].steps[0].time_limit
    other = next(counting for counting in Counting if counting is not first.counting)
    return changed(entry, time_limit=TimeLimit(first.amount, other))


def named_twice(entry: Procedure) -> Procedure:
    first = entry.stages[0].steps[0]
    return changed(entry, other_divisions=(first.division,))


BROKEN_WHEN_ISSUED: list[tuple[Callable[[Procedure], Procedure], type[Refusal], str]] = [
    (lambda entry: replace(entry, stages=()), ProcedureWithoutStages, "procedures/P01"),
    (without_steps, StageWithoutSteps, "procedures/P01/stages/1"),
    (lambda entry: changed(entry, division=" "), StepWithoutDivision, FIRST),
    (lambda entry: changed(entry, content="\n"), StepWithoutContent, FIRST),
    (lambda entry: changed(entry, division="KHTC"), StepDivisionUnknown, FIRST),
    (lambda entry: changed(entry, other_divisions=("KHTC",)), StepDivisionUnknown, FIRST),
    (lambda entry: changed(entry, other_divisions=("",)), StepDivisionUnknown, FIRST),
    (named_twice, StepDivisionRepeated, FIRST),
    (counted_otherwise, CountingsMixed, FIRST),
    (longer_by_one, SumsDisagree, "procedures/P01/time_limit"),
]


@for_all(editions())
def test_whatever_is_issued_satisfies_every_rule(entries: list[Procedure]) -> None:
    events = [in_draft(entry) for entry in entries]
    (catalogue,) = decide_catalogue(CATALOGUE.fold([DRAFTED, *events]), issue())
    assert isinstance(catalogue, CatalogueIssued)
    assert catalogue.procedures == tuple(entry.code for entry in entries)
    for entry in entries:
        steps = [each for one in entry.stages for each in one.steps]
        assert all(each.content and each.division in DIVISIONS for each in steps)
        assert len({each.code for each in steps}) == len(steps)
        longest = sum(max(each.time_limit.amount for each in one.steps) for one in entry.stages)
        assert entry.time_limit.amount == longest


@pytest.mark.parametrize(("broken", "refusal", "where"), BROKEN_WHEN_ISSUED)
@for_all(entries=editions(), last=st.booleans())
def test_a_single_broken_rule_is_refused_at_its_place(
    broken: Callable[[Procedure], Procedure],
    refusal: type[Refusal],
    where: str,
    entries: list[Procedure],
    last: bool,
) -> None:
    index = len(entries) - 1 if last else 0
    code = entries[index].code
    entries[index] = broken(entries[index])
    scenario = given(CATALOGUE, DRAFTED, *map(in_draft, entries)).when(decide_catalogue, issue())
    scenario.refused(refusal, where=where.replace("P01", code))


REFUSED_AT_ONCE: list[tuple[Procedure, type[Refusal], str]] = [
    (procedure(one_stop=True), ProcedureOfOneStop, "procedures/P01"),
    (procedure(code="P 01"), MalformedCode, "procedures/P 01"),
    (procedure(name=""), UnusableText, "procedures/P01"),
    (procedure(stage("G 1", step("S01"))), MalformedCode, "procedures/P01/stages/1"),
    (procedure(stage("G1", step("S/1"))), MalformedCode, "procedures/P01/stages/1/steps/S/1"),
    (procedure(stage("G1", step("S01", name=" "))), UnusableText, FIRST),
    (procedure(stage("G1", step("S01", content="\x00"))), UnusableText, FIRST),
    (procedure(stage("G1", step("S01", content="x" * 4001))), UnusableText, FIRST),
    (
        procedure(stage("G1", step("S01")), stage("G1", step("S02"))),
        StageCodeRepeated,
        "procedures/P01/stages/2",
    ),
    (
        procedure(stage("G1", step("S01")), stage("G2", step("S01"))),
        StepCodeRepeated,
        "procedures/P01/stages/2/steps/S01",
    ),
    (
        procedure(*(stage(f"G{n}", step(f"S{n}", content="ệ" * 4000)) for n in range(5))),
        ProcedureTooLarge,
        "procedures/P01",
    ),
]


@pytest.mark.parametrize(("entry", "refusal", "where"), REFUSED_AT_ONCE)
def test_no_draft_takes_an_unfit_procedure(entry: Procedure, refusal: type[Refusal], where: str) -> None:
    command = AddProcedure(agency="SNV", edition=1, procedure=entry, by=EDITOR, at=AT)
    given(CATALOGUE, DRAFTED).when(decide_catalogue, command).refused(refusal, where=where)


def test_disagreeing_sums_name_the_procedure_the_figures_and_the_steps() -> None:
    (finding,) = findings(procedure(total=hours(30)), DIVISIONS)
    assert finding.message(Language.VI) == (
        "Thủ tục P01 ghi thời hạn tổng 30 giờ làm việc, nhưng các bước dài nhất của từng giai đoạn"
        " (S01, S02) cộng lại là 24 giờ làm việc."
    )
    assert "30 h of working time" in finding.message(Language.EN)


def test_mixed_countings_name_both() -> None:
    days = TimeLimit(3, Counting.WORKING_DAYS)
    (finding,) = findings(procedure(stage("G1", step("S01", days)), total=hours(8)), DIVISIONS)
    assert "8 giờ làm việc" in finding.message(Language.VI)
    assert "3 ngày làm việc" in finding.message(Language.VI)
    assert "3 working days" in finding.message(Language.EN)


def test_all_findings_of_a_procedure_are_told_not_only_the_first() -> None:
    faulty = procedure(stage("G1", step("S01", division="", content="")), stage("G2"), total=hours(9))
    found = [(type(each), each.where) for each in findings(faulty, DIVISIONS)]
    assert found == [
        (StageWithoutSteps, "procedures/P01/stages/2"),
        (StepWithoutDivision, FIRST),
        (StepWithoutContent, FIRST),
        (SumsDisagree, "procedures/P01/time_limit"),
    ]


def test_the_longest_step_of_each_stage_makes_the_total() -> None:
    assert [each.code for each in longest_steps(procedure().stages)] == ["S01", "S02"]
