"""A coordination between two agencies over HTTP: what each does, sees and is told."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from shared.contracts.sla import CoordinationOverdue
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting, Role
from tests.hosting import principal
from tests.integration.services.cases.driving import refusal
from tests.integration.services.cases.two_agencies import (
    BINH,
    CHAIR,
    ELSEWHERE,
    HUNG,
    LAN,
    LIMIT,
    PAPER,
    PROPOSED,
    QUESTION,
    SILENT,
    TAM,
    THANH,
    Pair,
    pair_in,
    prepare,
)
from tests.integration.services.test_catalog import ok

REVIEWER, OPERATOR = "tham-dinh", "operator"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def paired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paired")
    await prepare(folder)
    return folder


@pytest.fixture
async def pair(paired: Path, tmp_path: Path) -> AsyncIterator[Pair]:
    shutil.copytree(paired, tmp_path / "var")
    async with pair_in(tmp_path / "var") as pair:
        yield pair


async def test_a_request_is_answered_by_a_case_of_the_asked_agency_and_the_step_goes_on(pair: Pair) -> None:
    asking = await pair.ask()
    assert await pair.told(HUNG) == ["coordination_requested"]
    shown = await pair.read(f"/cases/{asking}", LAN)
    (asked,) = shown["coordinations"]
    assert (asked["agency"], asked["state"], shown["waits_for"]) == ("STC", "requested", ["STC"])
    assert (shown["root_case"], shown["answers"]) == (asking, None)
    assert refusal(await pair.on(asking, LAN, "CompleteStep", step="tham-dinh")) == (
        409,
        "coordination-pending",
    )

    answer = await pair.give(THANH, "ReceiveCoordination", opens_case=True)
    received, child = answer.json(), answer.json()["child_case"]
    assert (answer.status_code, answer.headers["location"]) == (201, f"/cases/{child}")
    assert (received["case_number"], received["events"]) == (asking, ["CoordinationReceived"])
    asked = await pair.coordination(LAN)
    assert asked["child_case"] == child
    assert (asked["state"], asked["held_by"], child[:4]) == ("taken", ["VP"], "STC-")
    own = await pair.read(f"/cases/{child}", THANH)
    assert own["root_case"] == asking
    assert own["answers"] == {"case_number": asking, "coordination": 1, "agency": "SNV"}
    assert (own["procedure"], own["subject"]) == (PROPOSED, "Thành lập Trung tâm")
    refused = await pair.give(THANH, "AnswerCoordination", kind="agree")
    assert refusal(refused) == (409, "answered-by-its-case")

    for command in ("ReceiveStep", "CompleteStep"):
        await ok(await pair.on(child, THANH, command, step="tham-dinh"))
    await ok(await pair.on(child, THANH, "CompleteCase", answer="agree", answer_text="Thống nhất"))
    (answer,) = (await pair.coordination(LAN))["given_answers"]
    assert (answer["kind"], answer["text"], answer["answered_by"]) == ("agree", "Thống nhất", "stc.thanh")
    assert await pair.told(LAN) == ["coordination_answered"]

    await pair.do(LAN, "ReturnAnswer", reason="Thiếu dự toán", grounds="missing_input")
    assert await pair.told(HUNG) == ["coordination_requested", "answer_returned"]
    for command in ("ReceiveStep", "CompleteStep"):
        await ok(await pair.on(child, THANH, command, step="tham-dinh"))
    await ok(await pair.on(child, THANH, "CompleteCase", answer="agree_with_comments"))
    await pair.do(LAN, "AcceptAnswer")
    await ok(await pair.on(asking, LAN, "CompleteStep", step="tham-dinh"))
    shown = await pair.read(f"/cases/{asking}", LAN)
    assert (shown["waits_for"], shown["coordinations"][0]["state"]) == ([], "accepted")
    first, second = (await pair.coordination(THANH))["given_answers"]
    assert (first["return_reason"], second["kind"]) == ("Thiếu dự toán", "agree_with_comments")
    assert await pair.world.dead_letters("notify") == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"sha256": "ABC"}, "input-invalid"),
        ({"size": -1}, "input-invalid"),
        ({"address": ""}, "input-invalid"),
        ({"name": " "}, "document-name-missing"),
        ({"marking": "Tối mật"}, "secret-refused"),
    ],
)
async def test_documents_of_a_question_are_held_to_what_attached_ones_are(
    pair: Pair, wrong: dict[str, Any], code: str
) -> None:
    await pair.ask()
    unfit = PAPER | wrong
    attached = await pair.on(pair.case, LAN, "AttachDocument", **unfit)
    asked = await pair.on(
        pair.case, LAN, "RequestCoordination", step="tham-dinh", question="?", documents=[unfit]
    )
    answered = await pair.give(THANH, "AnswerCoordination", kind="agree", documents=[unfit])
    assert [refusal(one) for one in (attached, asked, answered)] == [(422, code)] * 3


async def test_an_answer_names_all_that_a_command_led_to_in_its_case(pair: Pair) -> None:
    """As `tthc verify` compares it: what follows from an event stands under its command too."""
    asking = await pair.ask()
    cancelled = await ok(await pair.on(asking, BINH, "CancelCase", reason="Không cần nữa"))
    assert cancelled["events"] == ["CaseCancelled", "CoordinationWithdrawn"]


async def test_a_request_that_is_taken_up_without_a_case_makes_none(pair: Pair) -> None:
    asking = await pair.ask()
    key = {"Idempotency-Key": "tiep-nhan-1"}
    path, body = f"/cases/{asking}/ReceiveCoordination", {"coordination": 1}
    for _ in range(2):
        answer = await pair.world.post("cases", path, json=body, as_=THANH, headers=key)
        assert (answer.status_code, answer.json()["child_case"]) == (200, None)
    other = await pair.ask()
    path, key = f"/cases/{other}/ReceiveCoordination", {"Idempotency-Key": "tiep-nhan-2"}
    opens = body | {"opens_case": True}
    answers = [await pair.world.post("cases", path, json=opens, as_=THANH, headers=key) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert len({one.headers["location"] for one in answers}) == 1


async def test_what_the_agencies_write_to_each_other_is_for_the_two_of_them(pair: Pair) -> None:
    asking = await pair.ask()
    await pair.do(THANH, "AskClarification", text="Nguồn nào?")
    assert await pair.told(LAN) == ["clarification_asked"]
    await pair.do(LAN, "GiveClarification", text="Ngân sách tỉnh", documents=[PAPER])
    for who in (LAN, BINH, THANH, HUNG, "chu-tich", "kiem-toan"):
        shown = await pair.coordination(who)
        assert (shown["question"], shown["documents"]) == (QUESTION, [PAPER])
        assert [one["text"] for one in shown["clarifications"]] == ["Nguồn nào?", "Ngân sách tỉnh"]
        assert (shown["subject"], shown["asking_agency"]) == ("Thành lập Trung tâm", "SNV")
    for stranger in (TAM, REVIEWER, OPERATOR, CHAIR):
        answer = await pair.world.get("cases", f"/coordinations/{asking}/1", as_=stranger)
        assert refusal(answer) == (404, "not-found")
    for who in (THANH, HUNG):
        for path in (f"/cases/{asking}", f"/cases/{asking}/events"):
            assert refusal(await pair.world.get("cases", path, as_=who)) == (404, "not-found")
    for command, fields in (("ReceiveStep", {"step": "tham-dinh"}), ("AcceptAnswer", {"coordination": 1})):
        assert refusal(await pair.on(asking, THANH, command, **fields)) == (404, "case-not-opened")
    assert refusal(await pair.give(TAM, "ReceiveCoordination")) == (404, "case-not-opened")


async def test_each_side_lists_its_own(pair: Pair) -> None:
    one = await pair.ask()
    two = await pair.ask(SILENT)
    await pair.do(THANH, "AnswerCoordination", kind="agree")
    both = [(two, 1), (one, 1)]
    assert await pair.listed(THANH) == await pair.listed(LAN, side="asking") == both
    assert await pair.listed(LAN) == await pair.listed(THANH, side="asking") == []
    assert await pair.listed("kiem-toan") == both
    assert await pair.listed(TAM) == await pair.listed(REVIEWER) == []
    assert await pair.listed(THANH, owed=True) == [(one, 1)]
    assert await pair.listed(THANH, state="answered", other_agency="SNV") == [(two, 1)]
    assert await pair.listed(LAN, side="asking", state="answered", step="tham-dinh") == [(two, 1)]
    assert await pair.listed(THANH, step="tham-dinh") == []  # which step asks is the asker's business
    assert await pair.listed(THANH, role="lead") == []
    assert await pair.listed(THANH, late=True) == []
    assert await pair.listed(THANH, order="due", limit=1) == [(one, 1)]
    page = await pair.read("/coordinations", THANH, limit=1)
    rest = await pair.read(page["next"], THANH)
    assert (page["total"], [item["case_number"] for item in rest["coordinations"]]) == (2, [one])
    assert "question" not in page["coordinations"][0]
    answer = await pair.world.get("cases", "/coordinations", params={"agency": "STC"}, as_=LAN)
    assert refusal(answer) == (403, "not-in-agency")


async def test_a_disagreement_goes_to_a_meeting_and_to_the_superior_of_both(pair: Pair) -> None:
    asking = await pair.ask()
    await pair.do(THANH, "AnswerCoordination", kind="disagree", text="Không có nguồn")
    await pair.world.settle()  # what is told at once has no order
    await pair.do(LAN, "RaiseDisagreement", level="meeting", meets_at="2030-01-07T08:00:00Z", reason="Họp")
    refused = await pair.give(CHAIR, "DecideDisagreement", decision="Dùng dự phòng")
    assert refusal(refused) == (404, "case-not-opened")
    await pair.do(LAN, "RaiseDisagreement", level="superior", reason="Không thống nhất")
    assert (await pair.coordination(CHAIR))["superior"] == "UBND"
    await pair.do(CHAIR, "DecideDisagreement", decision="Dùng dự phòng")
    meeting, superior = (await pair.coordination(THANH))["disagreements"]
    assert (meeting["level"], meeting["decision"]) == ("meeting", None)
    assert (superior["decision"], superior["decided_by"]) == ("Dùng dự phòng", "ubnd.tuan")
    assert await pair.told(LAN) == ["coordination_answered", "disagreement_decided"]
    assert await pair.told(HUNG) == ["coordination_requested", "disagreement_raised"]
    await pair.do(LAN, "AcceptAnswer")
    await ok(await pair.on(asking, LAN, "CompleteStep", step="tham-dinh"))


async def test_a_leader_of_the_province_decides_as_well(pair: Pair) -> None:
    await pair.ask()
    await pair.do(THANH, "AnswerCoordination", kind="disagree")
    await pair.do(LAN, "RaiseDisagreement", level="meeting", meets_at="2030-01-07T08:00:00Z", reason="Họp")
    await pair.do(LAN, "RaiseDisagreement", level="superior", reason="Không thống nhất")
    leader = principal("chu-tich", Role.PROVINCE_LEADER)
    path, decision = f"/cases/{pair.case}/DecideDisagreement", {"coordination": 1, "decision": "Đồng ý"}
    decided = await ok(await pair.world.post("cases", path, json=decision, as_=leader))
    assert decided["events"] == ["DisagreementDecided"]
    path = f"/cases/{pair.case}/AcceptAnswer"
    refused = await pair.world.post("cases", path, json={"coordination": 1}, as_=leader)
    assert refusal(refused) == (403, "role-missing")


async def test_what_is_asked_of_an_agency_that_isn_t_live_the_asker_records(pair: Pair) -> None:
    await pair.ask(ELSEWHERE)
    refused = await pair.give(LAN, "ReceiveCoordination", opens_case=True)
    assert refusal(refused) == (409, "agency-outside")
    for command, fields in (
        ("ReceiveCoordination", {}),
        ("AnswerCoordination", {"kind": "agree", "text": "Công văn 12/VPUB", "documents": [PAPER]}),
        ("AcceptAnswer", {}),
    ):
        await pair.do(LAN, command, **fields)
    shown = await pair.coordination(LAN)
    assert (shown["outside"], shown["state"], shown["given_answers"][0]["answered_by"]) == (
        True,
        "accepted",
        "snv.lan",
    )
    assert await pair.told(LAN) == []
    (asked,) = (await pair.read(f"/cases/{pair.case}/tree", LAN))["case"]["coordinations"]
    assert (asked["agency"], asked["outside"], asked["answer"]) == ("VPUB", True, "agree")
    story, name, by = await pair.read(f"/cases/{pair.case}/story", LAN), f"{pair.case}/1", "snv.lan (snv.lan)"
    said = [one["text"] for one in story["lines"] if one["type"].startswith("Coordination")]
    assert said == [
        f"{by} đề nghị VPUB phối hợp ở tham-dinh “Bước tham-dinh” ({name}), ngoài hệ thống: {QUESTION}",
        f"{by} ghi nhận VPUB đã tiếp nhận đề nghị {name}",
        f"{by} ghi nhận VPUB trả lời {name}: đồng ý: Công văn 12/VPUB",
    ]


async def test_silence_answers_when_the_clock_says_so_and_what_comes_later_is_kept(pair: Pair) -> None:
    """A log tells what was asked long ago; nobody has answered since."""
    pair.at = datetime(2026, 3, 2, 1, tzinfo=UTC)  # a Monday at 08:00 in Vietnam
    number = await asked_long_ago(pair)
    due_at = datetime(2026, 3, 3, 1, 3, tzinfo=UTC)
    named: dict[str, Any] = {"case_number": number, "agency": "SNV", "procedure": SILENT, "edition": 1}
    overdue = CoordinationOverdue(
        **named,
        step="tham-dinh",
        visit=1,
        division="VP",
        started_at=pair.at,
        due_at=due_at,
        time_limit=TimeLimit.of(480, Counting.WORKING_HOURS),
        detected_at=due_at,
        coordination=1,
        asked_agency="STC",
        silence_is_agreement=True,
    )
    await pair.world.tell(overdue, number, due_at)
    shown = await pair.coordination(THANH)
    (answer,) = shown["given_answers"]
    assert (answer["kind"], answer["by_silence"], shown["late"]) == ("agree", True, True)
    assert answer["answered_at"] == shown["due_at"] == "2026-03-03T01:03:00.000000Z"
    case = await pair.read(f"/cases/{number}", LAN)
    assert (case["next_alarm"], case["waits_for"]) == (None, [])
    later = {"coordination": 1, "kind": "disagree", "text": "Không có nguồn"}
    path = f"/cases/{number}/AnswerCoordination"
    kept = await ok(await pair.world.post("cases", path, json=later, as_=THANH))
    assert kept["events"] == ["CommentAdded"]
    _, late = (await pair.coordination(LAN))["given_answers"]
    assert (late["too_late"], late["kind"], late["text"]) == (True, "disagree", "Không có nguồn")
    assert await pair.world.dead_letters("cases") == []


async def asked_long_ago(pair: Pair) -> str:
    """A case that a log tells of: opened, received, and asking."""
    log: dict[str, Any] = {"acting_for": "snv.lan"}
    opening = {"agency": "SNV", "procedure": SILENT, "subject": "Bổ nhiệm", "at": "2026-03-02T08:00:00+07:00"}
    answer = await pair.world.post("cases", "/cases", json=opening | log, as_="importer")
    number = (await ok(answer))["case_number"]
    asked = {
        "step": "tham-dinh",
        "question": QUESTION,
        "time_limit": {"duration": "PT8H", "counting": "working_hours"},
    }
    for command, fields in (("ReceiveStep", {"step": "tham-dinh"}), ("RequestCoordination", asked)):
        pair.at = datetime(2026, 3, 2, 1, 2 if command == "RequestCoordination" else 1, tzinfo=UTC)
        await ok(await pair.on(number, "importer", command, **fields, **log))
    pair.case = number
    return number


async def test_the_catalogue_s_procedure_is_proposed_and_another_may_be_named(pair: Pair) -> None:
    await pair.ask()
    refused = await pair.give(THANH, "ReceiveCoordination", opens_case=True, procedure="STC-99")
    assert refused.json()["code"] == "procedure-unknown"
    assert (await pair.coordination(THANH))["responding_procedure"] == PROPOSED
    await pair.do(THANH, "ReceiveCoordination", opens_case=True, procedure=PROPOSED, subject="Ý kiến")
    child = (await pair.coordination(THANH))["child_case"]
    shown = await pair.read(f"/cases/{child}", HUNG)
    assert (shown["procedure"], shown["subject"]) == (PROPOSED, "Ý kiến")


async def test_the_agency_of_the_root_sees_how_all_of_the_tree_stands_and_not_what_others_write(
    pair: Pair,
) -> None:
    await pair.ask()
    await pair.do(THANH, "ReceiveCoordination", opens_case=True)
    child = (await pair.coordination(THANH))["child_case"]
    assert refusal(await pair.world.get("cases", f"/cases/{child}", as_=LAN)) == (404, "not-found")
    await ok(await pair.on(child, THANH, "ReceiveStep", step="tham-dinh"))
    asked = {"step": "tham-dinh", "question": "Suất vốn?", "time_limit": LIMIT}
    await ok(await pair.on(child, THANH, "RequestCoordination", **asked))
    await ok(await pair.on(child, TAM, "AnswerCoordination", coordination=1, kind="agree", text="Đủ"))
    path = f"/coordinations/{child}/1"
    seen = await pair.read(path, LAN)
    assert (seen["agency"], seen["state"], seen["answer"]) == ("SCT", "answered", "agree")
    assert (seen["question"], seen["given_answers"], seen["subject"]) == (None, [], None)
    in_full = await pair.read(path, TAM)
    assert (in_full["question"], in_full["given_answers"][0]["text"]) == ("Suất vốn?", "Đủ")
    assert refusal(await pair.world.get("cases", path, as_=CHAIR)) == (404, "not-found")
