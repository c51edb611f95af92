"""What two editions differ in, and that it is all that they differ in."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given as for_all
from hypothesis import strategies as st

from services.catalog.domain.procedure.difference import Difference, ProcedureChange, difference
from services.catalog.domain.procedure.procedure import DraftStage, Procedure
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tests.unit.catalog.examples import hours, procedure, stage, step

LIMITS = st.builds(TimeLimit.of, st.integers(1, 5000), st.sampled_from(Counting))


@st.composite
def procedures(draw: st.DrawFn, code: str) -> Procedure:
    codes = draw(st.lists(st.sampled_from("abcdef"), unique=True))
    steps = [step(each, draw(LIMITS), division=draw(st.sampled_from(["VP", "TTr"]))) for each in codes]
    cut = draw(st.integers(0, len(steps)))
    stages = [DraftStage(code="G1", name=draw(st.sampled_from(["", "Thẩm định"])), steps=tuple(steps[:cut]))]
    stages += [stage("G2", *steps[cut:])] if draw(st.booleans()) or cut < len(steps) else []
    return replace(
        procedure(*draw(st.permutations(stages)), code=code, total=draw(LIMITS)),
        name=draw(st.sampled_from(["Bổ nhiệm", "Điều động"])),
        cooperating_units=draw(st.sampled_from([(), ("SCT",)])),
    )


@st.composite
def editions(draw: st.DrawFn) -> list[Procedure]:
    codes = draw(st.lists(st.sampled_from(["P1", "P2", "P3", "P4"]), unique=True))
    return [draw(procedures(code)) for code in codes]


# --- applied again, written apart from what it tests --------------------------------------------------


def applied(before: Sequence[Procedure], told: Difference) -> list[Procedure]:
    gone = {one.code for one in told.removed}
    entries = {one.code: one for one in before if one.code not in gone}
    for change in told.changed:
        entries[change.code] = _applied(entries[change.code], change)
    entries.update({one.code: one for one in told.added})
    return [entries[code] for code in told.order or entries]


def _applied(entry: Procedure, change: ProcedureChange) -> Procedure:
    steps = {one.code: one for part in entry.stages for one in part.steps}
    for code in [placed.step.code for placed in change.steps_removed]:
        del steps[code]
    for changed in change.steps_changed:
        values = {field.field: field.after for field in changed.fields}
        steps[changed.code] = replace(steps[changed.code], **values)
    steps.update({placed.step.code: placed.step for placed in change.steps_added})
    rows = [(part.code, part.name, [one.code for one in part.steps]) for part in entry.stages]
    if change.stages_before != change.stages_after:
        rows = [(part.code, part.name, list(part.steps)) for part in change.stages_after]
    stages = tuple(
        DraftStage(code=code, name=name, steps=tuple(map(steps.get, held))) for code, name, held in rows
    )  # type: ignore[arg-type]
    return replace(entry, stages=stages, **{field.field: field.after for field in change.fields})


@for_all(editions())
def test_an_edition_does_not_differ_from_itself(edition: list[Procedure]) -> None:
    assert difference(edition, edition).empty


@for_all(editions(), editions())
def test_the_older_edition_and_the_difference_make_the_newer(
    old: list[Procedure], new: list[Procedure]
) -> None:
    assert applied(old, difference(old, new)) == new


@for_all(editions(), editions())
def test_looked_at_from_the_other_side_the_counts_are_the_same(
    old: list[Procedure], new: list[Procedure]
) -> None:
    there, back = difference(old, new), difference(new, old)
    assert there.added == tuple(one for one in new if one in back.removed)
    assert len(there.removed) == len(back.added)
    changes = {change.code: change for change in back.changed}
    assert {change.code for change in there.changed} == set(changes)
    for change in there.changed:
        other = changes[change.code]
        assert (len(change.fields), len(change.steps_added)) == (len(other.fields), len(other.steps_removed))
        moved, moved_back = (sum(one.moved for one in each.steps_changed) for each in (change, other))
        assert moved == moved_back


# --- what it says -------------------------------------------------------------------------------------


def only(old: Procedure, new: Procedure) -> ProcedureChange:
    (change,) = difference([old], [new]).changed
    return change


def test_procedures_are_added_and_removed_by_their_codes() -> None:
    told = difference(
        [procedure(code="P01"), procedure(code="P02")], [procedure(code="P02"), procedure(code="P03")]
    )
    assert [[one.code for one in each] for each in (told.added, told.removed)] == [["P03"], ["P01"]]
    assert (told.changed, told.order) == ((), ())


def test_a_limit_tells_by_how_much_it_changed() -> None:
    change = only(procedure(), procedure(total=hours(18)))
    (total,) = change.fields
    assert (total.field, total.amount, total.per_cent) == ("time_limit", -360, -25.0)


def test_limits_that_are_counted_differently_have_no_difference_in_amount() -> None:
    (total,) = only(procedure(), procedure(total=TimeLimit.of(3, Counting.WORKING_DAYS))).fields
    assert (total.amount, total.per_cent) == (None, None)


def test_the_steps_between_which_one_is_taken_out_have_not_moved() -> None:
    old = procedure(stage("G1", step("A"), step("B"), step("C")))
    change = only(old, procedure(stage("G1", step("A"), step("C"))))
    assert [placed.step.code for placed in change.steps_removed] == ["B"]
    assert change.steps_changed == ()


def test_one_step_that_passes_the_others_is_the_one_that_moved() -> None:
    old = procedure(stage("G1", step("A"), step("B"), step("C"), step("D")))
    change = only(old, procedure(stage("G1", step("D"), step("A"), step("B"), step("C"))))
    assert [(one.code, one.moved, one.fields) for one in change.steps_changed] == [("D", True, ())]


def test_a_step_that_goes_to_another_stage_has_moved() -> None:
    old = procedure(stage("G1", step("A"), step("B")), stage("G2", step("C")))
    change = only(old, procedure(stage("G1", step("A")), stage("G2", step("B"), step("C"))))
    assert [(one.code, one.stage_before, one.stage_after) for one in change.steps_changed] == [
        ("B", "G1", "G2")
    ]


def test_a_new_order_of_the_procedures_is_told() -> None:
    first, second = procedure(code="P01"), procedure(code="P02")
    assert difference([first, second], [second, first]).order == ("P02", "P01")
