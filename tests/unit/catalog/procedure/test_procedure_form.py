"""A procedure over HTTP: what is written is read back the same, whatever it says."""

import json

import pytest
from hypothesis import given as for_all
from pydantic import ValidationError

from services.catalog.domain.edition.content import content_of
from services.catalog.domain.procedure.checks.fitness import refuse_unfit
from services.catalog.domain.procedure.conditions import Urgency
from services.catalog.domain.procedure.procedure import AnswerKind, Procedure
from services.catalog.domain.procedure.writing import factor_text, thousandths_of
from services.catalog.schemas.procedure.procedures import ProcedureContent, ProcedureForm
from tests.unit.catalog.editions_strategy import drafts, drawn, procedures


@drawn
@for_all(procedures() | drafts())
def test_what_a_draft_takes_is_written_and_read_back_the_same(entry: Procedure) -> None:
    refuse_unfit(entry)
    text = ProcedureForm.of(entry).model_dump_json()
    assert ProcedureForm.model_validate_json(text).value() == entry
    assert ProcedureContent.of(entry).under(entry.code) == entry


@drawn
@for_all(procedures())
def test_what_is_shown_may_be_sent_as_it_is(entry: Procedure) -> None:
    shown = json.dumps(content_of(entry))
    written = ProcedureContent.model_validate_json(shown).model_dump(mode="json")
    assert written == {**json.loads(shown), "one_stop": False}


def form(**changes: object) -> ProcedureForm:
    step = {"code": "S1", "name": "Lấy ý kiến", **changes}
    stages = [{"code": "G1", "steps": [step]}]
    return ProcedureForm.model_validate({"code": "P01", "name": "Điều động", "stages": stages})


def test_what_has_no_order_is_sorted() -> None:
    limit = {"duration": "PT4H", "counting": "working_hours"}
    urgent = [{"urgency": degree, "time_limit": limit} for degree in ("immediate", "urgent")]
    asked = {"responding_agency": "SCT", "answers": ["disagree", "agree", "agree"]}
    (stage,) = form(urgent_limits=urgent, coordination=asked).value().stages
    (step,) = stage.steps
    assert [one.urgency for one in step.urgent_limits] == [Urgency.URGENT, Urgency.IMMEDIATE]
    assert step.coordination is not None
    assert step.coordination.answers == (AnswerKind.AGREE, AnswerKind.DISAGREE)


@pytest.mark.parametrize(
    ("thousandths", "text"), [(1000, "1"), (1250, "1.25"), (5, "0.005"), (999_999, "999.999")]
)
def test_a_factor_is_a_decimal_number(thousandths: int, text: str) -> None:
    assert (factor_text(thousandths), thousandths_of(text)) == (text, thousandths)


@pytest.mark.parametrize("text", ["", "1,5", "-1", "1.2345", "1000", "1e3", "٣", "1.", ".5"])
def test_another_text_is_no_factor(text: str) -> None:
    with pytest.raises(ValidationError):
        ProcedureForm.model_validate({"code": "P01", "name": "x", "stages": [], "conversion_factor": text})
