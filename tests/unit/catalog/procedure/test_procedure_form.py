"""A procedure over HTTP: what is written is read back the same, whatever it says."""

import json
from dataclasses import replace

import pytest
from hypothesis import given as for_all
from pydantic import TypeAdapter, ValidationError

from services.catalog.domain.procedure.checks.fitness import refuse_unfit
from services.catalog.domain.procedure.conditions import Urgency
from services.catalog.domain.procedure.in_full import as_written, content_of, told_of
from services.catalog.domain.procedure.procedure import Procedure, ProcedureContent
from services.catalog.domain.procedure.writing import factor_text, thousandths_of, written
from shared.contracts.catalog.parts import Coordination
from shared.kernel import AnswerKind
from tests.unit.catalog.editions_strategy import drafts, drawn, procedures
from tests.unit.catalog.examples import procedure, stage, step
from tests.unit.catalog.full_procedure import as_issued

WHOLE = TypeAdapter(Procedure)
CONTENT = TypeAdapter(ProcedureContent)


@drawn
@for_all(procedures() | drafts())
def test_what_a_draft_takes_is_written_and_read_back_the_same(entry: Procedure) -> None:
    refuse_unfit(entry)
    assert WHOLE.validate_json(json.dumps(written(entry))) == entry
    assert CONTENT.validate_python(content_of(entry)).under(entry.code) == entry


@drawn
@for_all(procedures())
def test_what_is_shown_may_be_sent_as_it_is(entry: Procedure) -> None:
    shown = json.dumps(content_of(entry))
    read = CONTENT.validate_json(shown)
    assert written(read) == {**json.loads(shown), "one_stop": False}
    assert CONTENT.dump_python(read, mode="json") == written(read)


def read(**changes: object) -> Procedure:
    step = {"code": "S1", "name": "Lấy ý kiến", **changes}
    stages = [{"code": "G1", "steps": [step]}]
    return WHOLE.validate_python({"code": "P01", "name": "Điều động", "stages": stages})


def test_what_has_no_order_is_sorted() -> None:
    limit = {"duration": "PT4H", "counting": "working_hours"}
    urgent = [{"urgency": degree, "time_limit": limit} for degree in ("immediate", "urgent")]
    asked = {"responding_agency": "SCT", "answers": ["disagree", "agree", "agree"]}
    (stage,) = read(urgent_limits=urgent, coordination=asked).stages
    (step,) = stage.steps
    assert [one.urgency for one in step.urgent_limits] == [Urgency.URGENT, Urgency.IMMEDIATE]
    assert step.coordination is not None
    assert step.coordination.answers == (AnswerKind.AGREE, AnswerKind.DISAGREE)


def test_what_a_coordination_does_not_say_is_the_usual() -> None:
    """So it was written before there was anything else."""
    (stage,) = read(coordination={"responding_agency": "SCT", "answers": ["agree"]}).stages
    asked = stage.steps[0].coordination
    assert asked == Coordination(responding_agency="SCT", answers=(AnswerKind.AGREE,))
    assert (asked.role, asked.time_limit, asked.goes_on_by_itself) == ("cooperating", None, False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("role", "boss"),
        ("role", None),
        ("time_limit", "PT4H"),
        ("time_limit", {"duration": "P3D", "counting": "working_hours"}),
        ("goes_on_by_itself", "maybe"),
        ("goes_on", True),
    ],
)
def test_what_a_coordination_says_is_read_strictly(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        read(coordination={"responding_agency": "SCT", "answers": ["agree"], field: value})
    assert all(field in one["loc"] for one in refused.value.errors())


@pytest.mark.parametrize(
    ("thousandths", "text"), [(1000, "1"), (1250, "1.25"), (5, "0.005"), (999_999, "999.999")]
)
def test_a_factor_is_a_decimal_number(thousandths: int, text: str) -> None:
    assert (factor_text(thousandths), thousandths_of(text)) == (text, thousandths)


@pytest.mark.parametrize("text", ["", "1,5", "-1", "1.2345", "1000", "1e3", "٣", "1.", ".5"])
def test_another_text_is_no_factor(text: str) -> None:
    with pytest.raises(ValidationError):
        WHOLE.validate_python({"code": "P01", "name": "x", "stages": [], "conversion_factor": text})


@drawn
@for_all(procedures())
def test_what_is_told_in_full_is_the_procedure_again(entry: Procedure) -> None:
    told = as_issued(entry)
    assert as_written(told) == entry
    assert content_of(told) == content_of(entry)
    assert told_of(as_written(told)) == told_of(entry)


def test_what_lacks_a_limit_is_not_told() -> None:
    for entry in (procedure(), procedure(stage("G1", step("S01")))):
        lacking = replace(entry.stages[0], steps=(replace(entry.stages[0].steps[0], time_limit=None),))
        with pytest.raises(AssertionError):
            told_of(replace(entry, time_limit=None))
        with pytest.raises(AssertionError):
            told_of(replace(entry, stages=(lacking,)))
