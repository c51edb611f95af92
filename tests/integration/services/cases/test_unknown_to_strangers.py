"""Whoever has no right in a case's agency learns nothing of the case from how commands on it are refused."""

from typing import Any

import httpx
import pytest

from services.cases.schemas import CASE_COMMANDS
from shared.auth import Grant, Principal
from shared.kernel import Role
from tests.integration.services.cases.driving import BINH, STRANGER, Office, principal, refusal
from tests.integration.services.test_catalog import ok

NONE = "SNV-260101-9999"
#: The fields that each command must have, whatever they say.
FIELDS: dict[str, dict[str, Any]] = {
    "AcceptAnswer": {"coordination": 1},
    "AddComment": {"text": "Đã gọi"},
    "AnnounceLateness": {"step": "tham-dinh", "reason": "Chờ", "expected_at": "2030-01-01T00:00:00Z"},
    "AnswerCoordination": {"coordination": 1, "kind": "agree"},
    "AskClarification": {"coordination": 1, "text": "Nguồn nào?"},
    "AssignStep": {"step": "tham-dinh", "official": "snv.minh"},
    "AttachDocument": {"name": "a.pdf", "size": 1, "sha256": "0f" * 32, "address": "https://qlvb/1"},
    "CancelCase": {"reason": "Rút"},
    "ClaimObjectiveCause": {"step": "tham-dinh", "reason": "Mất điện"},
    "ClearReturn": {"returned": 3, "reason": "Không do lỗi"},
    "CompleteStep": {"step": "tham-dinh"},
    "ConfirmObjectiveCause": {"step": "tham-dinh"},
    "RefuseObjectiveCause": {"step": "tham-dinh"},
    "CorrectSubject": {"subject": "Bổ nhiệm"},
    "DecideDisagreement": {"coordination": 1, "decision": "Đồng ý"},
    "DeclineCoordination": {"coordination": 1, "reason": "Không thuộc thẩm quyền"},
    "DenyExtension": {"reason": "Đủ"},
    "ExtendCase": {"due_at": "2030-01-01T00:00:00Z", "reason": "Chờ"},
    "GiveClarification": {"coordination": 1, "text": "Ngân sách tỉnh"},
    "HandOff": {"step": "tham-dinh"},
    "LinkCase": {"other_case": "SNV-260101-0002"},
    "RaiseDisagreement": {"coordination": 1, "level": "superior", "reason": "Chưa thống nhất"},
    "ReceiveCoordination": {"coordination": 1},
    "ReceiveStep": {"step": "no-such-step"},
    "RefuseStep": {"step": "tham-dinh", "reason": "Không thuộc phòng"},
    "ReopenCase": {"step": "tham-dinh", "reason": "Làm lại"},
    "ReopenStep": {"step": "tham-dinh", "reason": "Làm lại"},
    "RequestCoordination": {"step": "tham-dinh", "agency": "SCT", "question": "Ý kiến?"},
    "RequestExtension": {"due_at": "2030-01-01T00:00:00Z", "reason": "Chờ"},
    "ReturnAnswer": {"coordination": 1, "reason": "Thiếu"},
    "ReturnStep": {"step": "tham-dinh", "to": {"step": "tiep-nhan"}, "reason": "Thiếu"},
    "SuspendCase": {"reason": "Chờ"},
    "TakeBackCompletion": {"step": "tham-dinh"},
    "TakeBackReceipt": {"step": "tham-dinh"},
    "TakeStep": {"step": "tham-dinh"},
    "WithdrawCoordination": {"coordination": 1, "reason": "Rút"},
}
STRANGERS: list[Principal | str] = [
    STRANGER,
    principal("sct.an", Role.OFFICIAL, "SCT", "VP"),
    principal("sct.hai", Role.DIVISION_HEAD, "SCT", "CCVC"),
    principal("sct.nhap", Role.IMPORTER, "SCT"),
    principal("sct.may", Role.SYSTEM, "SCT"),
    "system",
]


def body_of(answer: httpx.Response, number: str) -> dict[str, Any]:
    """A refusal's whole body, without what tells one request from another."""
    body: dict[str, Any] = answer.json()
    del body["correlation_id"]
    for name in ("instance", "detail"):  # both name what was asked for
        body[name] = body[name].replace(number, "…")
    return {"status": answer.status_code, **body}


async def refused(office: Office, who: Principal | str, number: str, command: str, **more: Any) -> Any:
    body = {**FIELDS.get(command, {}), **more.pop("fields", {})}
    answer = await office.world.post("cases", f"/cases/{number}/{command}", json=body, as_=who, **more)
    return body_of(answer, number)


def assert_unknown(there: dict[str, Any], missing: dict[str, Any]) -> None:
    assert (there["status"], there["code"]) == (404, "case-not-opened")
    assert there == missing


@pytest.mark.parametrize("phase", [None, "SuspendCase", "CancelCase"])
async def test_every_command_of_a_stranger_is_refused_as_if_there_were_no_such_case(
    office: Office, phase: str | None
) -> None:
    await office.at_appraisal()
    if phase is not None:
        await office.do(BINH, phase, reason="Chờ ý kiến")
    for who in STRANGERS:
        for command in (one.__name__ for one in CASE_COMMANDS):
            there = await refused(office, who, office.case, command)
            assert_unknown(there, await refused(office, who, NONE, command))


HOW: list[dict[str, Any]] = [
    {"headers": {"If-Match": '"1"'}},
    {"headers": {"If-Match": '"4"'}},
    {"headers": {"Idempotency-Key": "k"}},
    {"fields": {"at": "2031-01-01T00:00:00Z"}},
    {"fields": {"at": "2001-01-01T00:00:00Z"}},
]


@pytest.mark.parametrize("more", HOW)
async def test_whatever_else_the_command_says(office: Office, more: dict[str, Any]) -> None:
    await office.at_appraisal()
    for who in STRANGERS:
        there = await refused(office, who, office.case, "ReceiveStep", **more)
        missing = await refused(office, who, NONE, "ReceiveStep", **more)
        if "Idempotency-Key" in more.get("headers", {}):
            assert there["code"] == missing["code"] == "case-not-opened"  # nothing is kept of a refusal
        assert_unknown(there, missing)


async def test_a_batch_tells_no_more(office: Office) -> None:
    await office.at_appraisal()
    order = {"command": "ReceiveStep", "step": "tham-dinh"}
    for who in ("system", principal("sct.nhap", Role.IMPORTER, "SCT")):
        sequels = [{"key": key, "case_number": key, "orders": [order]} for key in (office.case, NONE)]
        there, missing = await ok(
            await office.world.post("cases", "/cases/bulk", json={"sequels": sequels}, as_=who)
        )
        for one in (there, missing):
            problem = one["problem"]
            problem["detail"] = problem["detail"].replace(one.pop("key"), "…")
            del problem["correlation_id"]
        assert there == missing
        assert there["problem"]["code"] == "case-not-opened"


async def test_who_has_a_right_in_the_agency_is_told_why(office: Office) -> None:
    await office.at_appraisal()
    official = principal("snv.moi", Role.OFFICIAL, "SNV", "TTr")
    assert refusal(await office.give(official, "CancelCase", reason="Rút")) == (403, "agency-head-only")
    both = Principal("hai-noi", (Grant(Role.AGENCY_HEAD, "SCT"), Grant(Role.OFFICIAL, "SNV", "TTr")))
    path = f"/cases/{office.case}/CancelCase"
    answer = await office.world.post(
        "cases", path, params={"agency": "SNV"}, json={"reason": "Rút"}, as_=both
    )
    assert refusal(answer) == (403, "agency-head-only")
