"""A request that says nothing of what commands may say since is, under its key, the request that it was."""

from typing import Any

import pytest

from services.cases.domain.assigning import AssignStep
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.returning import ReturnStep
from services.cases.schemas.approvals import case_request
from services.catalog.domain.edition.filling import AddProcedure
from shared.eventstore.idempotency import fingerprint
from shared.http.requests import request_model

_HEAD = "at=None as_division=None acting_for=None"
_BACK = {"step": "ky", "to": {"step": "tham-dinh", "division": "CCVC"}, "reason": "Thiếu"}
CASES = [
    (AssignStep, {"step": "ky", "official": "snv.lan"}, {"division": "VP"}),
    (CompleteCase, {}, {"answer": "agree"}),
    (CompleteCase, {}, {"answer_text": "Đồng ý"}),
    (ReturnStep, _BACK, {"grounds": "content"}),
    (CompleteCase, {}, {"approval": {"reason": "Mất điện"}}),
]


@pytest.mark.parametrize(("command", "said", "since"), CASES)
def test_only_what_is_said_of_it_tells_requests_apart(
    command: type, said: dict[str, Any], since: dict[str, Any]
) -> None:
    model = case_request(command)
    before = model.model_validate(said)
    assert not any(f" {name}=" in str(before) for name in since)
    assert fingerprint(before) != fingerprint(model.model_validate({**said, **since}))


def test_it_is_written_as_it_was() -> None:
    assert str(case_request(CompleteCase)()) == f"{_HEAD} command='CompleteCase'"
    assert str(case_request(AssignStep)(step="ky")) == f"{_HEAD} command='AssignStep' step='ky' official=None"


def test_what_came_to_a_part_tells_requests_apart_where_it_is_said() -> None:
    model = request_model(AddProcedure)
    step = {"code": "B1", "name": "B1", "coordination": {"responding_agency": "STC"}}
    stages = [{"code": "G1", "steps": [step]}]
    body: dict[str, Any] = {
        "agency": "SNV",
        "edition": 1,
        "procedure": {"code": "P", "name": "P", "stages": stages},
    }
    before = model.model_validate(body)
    assert "silence_is_agreement=False)" in str(before)
    step["coordination"] = {"responding_agency": "STC", "role": "lead"}
    assert fingerprint(before) != fingerprint(model.model_validate(body))
