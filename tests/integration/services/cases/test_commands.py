"""Each command on a case over HTTP: its answer, its refusals, its version, its idempotency key."""

from typing import Any

import pytest

from shared.auth import Principal
from tests.integration.services.cases.driving import BINH, HOA, KIEN, LAN, MINH, PHUC, Office, refusal

RETURN: dict[str, Any] = {"step": "tham-dinh", "to": {"step": "tiep-nhan"}, "reason": "Thiếu hồ sơ"}


async def test_opening_answers_the_number_the_version_and_what_happened(office: Office) -> None:
    answer = await office.ask_to_open(LAN)
    assert answer.status_code == 201
    year = office.at(0)[2:4]
    number = answer.json()["case_number"]
    assert number.startswith(f"SNV-{year}")
    told = {"case_number": number, "version": 1, "events": ["CaseOpened"], "child_case": None}
    assert answer.json() == told
    office.case = number
    assert (await office.shown())["case_number"] == number


async def test_numbers_of_an_agency_follow_one_another(office: Office) -> None:
    first, second = [await office.open() for _ in range(2)]
    assert int(second.rpartition("-")[2]) == int(first.rpartition("-")[2]) + 1


async def test_every_command_answers_what_it_made_happen(office: Office) -> None:
    """One case through all of them, in an order that is allowed."""
    await office.open()
    acts: list[tuple[Principal, str, str, dict[str, Any]]] = [
        (BINH, "AssignStep", "StepAssigned", {"step": "tiep-nhan", "official": "snv.lan"}),
        (LAN, "ReceiveStep", "StepReceived", {"step": "tiep-nhan"}),
        (LAN, "CompleteStep", "StepCompleted", {"step": "tiep-nhan"}),
        (LAN, "HandOff", "StepHandedOff", {"step": "tiep-nhan"}),
        (MINH, "ReturnStep", "StepReturned", RETURN),
        (LAN, "ReceiveStep", "StepReceived", {"step": "tiep-nhan"}),
        (LAN, "CompleteStep", "StepCompleted", {"step": "tiep-nhan"}),
        (LAN, "ReopenStep", "StepReopened", {"step": "tiep-nhan", "reason": "Bổ sung"}),
        (BINH, "SuspendCase", "CaseSuspended", {"reason": "Chờ ý kiến"}),
        (BINH, "ResumeCase", "CaseResumed", {}),
        (BINH, "ExtendCase", "ExtensionGranted", {"due_at": "2030-01-01T00:00:00Z", "reason": "Xác minh"}),
        (BINH, "CancelCase", "CaseCancelled", {"reason": "Rút hồ sơ"}),
    ]
    for version, (who, command, event, fields) in enumerate(acts, 2):
        answer = await office.do(who, command, **fields)
        told = {"case_number": office.case, "version": version, "events": [event]}
        assert answer == told | {"child_case": None}


async def test_completing_the_case_answers_so(office: Office) -> None:
    await office.at_appraisal()
    await office.work("tham-dinh", "phap-che")
    await office.do(PHUC, "HandOff", step="phap-che")
    await office.work("ky")
    assert (await office.do(KIEN, "CompleteCase"))["events"] == ["CaseCompleted"]
    assert refusal(await office.give(BINH, "CancelCase", reason="Rút")) == (409, "case-already-completed")


REFUSED: list[tuple[Principal, str, dict[str, Any], tuple[int, str]]] = [
    (MINH, "CompleteStep", {"step": "tham-dinh"}, (409, "step-not-received")),
    (MINH, "HandOff", {"step": "tham-dinh"}, (409, "step-not-completed")),
    (MINH, "ReopenStep", {"step": "tham-dinh", "reason": "Sửa"}, (409, "step-not-completed")),
    (LAN, "ReceiveStep", {"step": "tiep-nhan"}, (409, "step-not-held")),
    (LAN, "ReceiveStep", {"step": "khong-co"}, (422, "step-unknown")),
    (HOA, "AssignStep", {"step": "tham-dinh", "official": "snv.ai"}, (422, "official-unknown")),
    (HOA, "AssignStep", {"step": "tham-dinh", "official": "snv.lan"}, (409, "official-not-of-division")),
    (MINH, "ReturnStep", {**RETURN, "reason": " "}, (422, "reason-missing")),
    (MINH, "ReturnStep", {**RETURN, "to": {"step": "ky"}}, (409, "step-not-earlier")),
    (BINH, "ResumeCase", {}, (409, "case-not-suspended")),
    (BINH, "CompleteCase", {}, (409, "steps-still-open")),
    (BINH, "ExtendCase", {"due_at": "2020-01-01T00:00:00Z", "reason": "Chờ"}, (422, "due-not-later")),
    (MINH, "ReceiveStep", {"step": "tham-dinh", "at": "2026-01-01T00:00:00Z"}, (422, "effective-too-early")),
]


async def test_what_may_not_be_is_refused_by_its_code_and_changes_nothing(office: Office) -> None:
    await office.at_appraisal()
    before = await office.shown()
    answers = [refusal(await office.give(who, command, **fields)) for who, command, fields, _ in REFUSED]
    assert answers == [expected for *_, expected in REFUSED]
    assert await office.shown() == before


NOT_OPENED: list[tuple[dict[str, Any], tuple[int, str]]] = [
    ({"subject": " "}, (422, "subject-missing")),
    ({"procedure": "SNV-70"}, (422, "procedure-unknown")),
    ({"first_steps": [{"step": "tiep-nhan", "division": "PV"}]}, (422, "division-unknown")),
    ({"first_steps": [{"step": "tiep-nhan", "division": "PC"}]}, (409, "division-not-responsible")),
    ({"due_at": "2020-01-01T00:00:00Z"}, (422, "due-not-after-opening")),
    ({"first_steps": [{"step": "ky"}]}, (409, "mandatory-steps-skipped")),
    ({"first_steps": []}, (422, "no-step-named")),
    ({"imported": True}, (403, "may-not-import")),
    ({"at": "2020-01-01T00:00:00Z"}, (422, "recorded-too-late")),
    ({"at": "2090-01-01T00:00:00Z"}, (422, "effective-in-future")),
    ({"surprise": 1}, (422, "input-invalid")),
]


async def test_a_case_that_may_not_be_opened_is_none(office: Office) -> None:
    answers = [refusal(await office.ask_to_open(LAN, **fields)) for fields, _ in NOT_OPENED]
    assert answers == [expected for _, expected in NOT_OPENED]
    assert await office.listed() == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Danh mục của SNV không có thủ tục snv-70; gần giống nhất: SNV-07."),
        ("en", "The catalogue of SNV has no procedure snv-70; the nearest: SNV-07."),
    ],
)
async def test_a_typing_mistake_is_told_what_is_near(office: Office, language: str, sentence: str) -> None:
    answer = await office.ask_to_open(LAN, {"Accept-Language": language}, procedure="snv-70")
    assert answer.json()["detail"] == sentence


async def test_of_an_agency_of_which_nothing_is_known_something_may_be_on_its_way(office: Office) -> None:
    answer = await office.ask_to_open("importer", agency="STC", procedure="STC-01")
    assert refusal(answer) == (409, "procedure-not-known-yet")


async def test_a_suspended_case_takes_no_work(office: Office) -> None:
    await office.open()
    await office.do(BINH, "SuspendCase", reason="Chờ ý kiến")
    assert refusal(await office.give(LAN, "ReceiveStep", step="tiep-nhan")) == (409, "case-suspended")


async def test_a_case_that_is_not_there_takes_no_command(office: Office) -> None:
    office.case = "SNV-260101-9999"
    assert refusal(await office.give(BINH, "SuspendCase", reason="Chờ")) == (404, "case-not-opened")


MISSHAPEN: list[tuple[str, dict[str, Any]]] = [
    ("DreamStep", {"step": "tiep-nhan"}),
    ("OpenCase", {"agency": "SNV", "procedure": "SNV-07", "subject": "Hai lần"}),
    ("ReceiveStep", {}),
    ("ReceiveStep", {"step": ""}),
    ("ReceiveStep", {"step": 7}),
    ("ReceiveStep", {"step": "tiep-nhan", "surprise": True}),
    ("ReceiveStep", {"step": "tiep-nhan", "at": "2026-11-28T08:00:00"}),
]


async def test_a_command_of_another_shape_is_refused_whole(office: Office) -> None:
    await office.open()
    answers = [await office.give(LAN, command, **fields) for command, fields in MISSHAPEN]
    assert [refusal(answer) for answer in answers] == [(422, "input-invalid")] * len(MISSHAPEN)
    assert all(answer.json()["errors"] for answer in answers)
    assert (await office.shown())["version"] == 1


async def test_a_refusal_is_told_in_the_language_that_is_asked_for(office: Office) -> None:
    await office.open()
    english = await office.give(LAN, "CompleteStep", {"Accept-Language": "en"}, step="tiep-nhan")
    assert english.headers["content-language"] == "en"
    assert english.json()["detail"] == "Step tiep-nhan must be received before it is completed."
    assert english.json()["where"] == "tiep-nhan"
    vietnamese = await office.give(LAN, "CompleteStep", step="tiep-nhan")
    assert vietnamese.json()["detail"] == "Phải tiếp nhận bước tiep-nhan trước khi hoàn thành."


# --- the version that was seen ------------------------------------------------------------------


async def test_a_command_on_the_version_that_is_there_is_carried_out(office: Office) -> None:
    await office.open()
    answer = await office.give(LAN, "ReceiveStep", {"If-Match": '"1"'}, step="tiep-nhan")
    assert (answer.status_code, answer.json()["version"]) == (200, 2)


async def test_a_command_on_another_version_is_refused_and_changes_nothing(office: Office) -> None:
    await office.open()
    await office.do(LAN, "ReceiveStep", step="tiep-nhan")
    late = await office.give(LAN, "CompleteStep", {"If-Match": '"1"'}, step="tiep-nhan")
    assert refusal(late) == (412, "version-mismatch")
    early = await office.give(LAN, "CompleteStep", {"If-Match": '"3"'}, step="tiep-nhan")
    assert refusal(early) == (412, "version-mismatch")
    assert (await office.shown())["version"] == 2


async def test_a_version_that_cannot_be_read_is_refused(office: Office) -> None:
    await office.open()
    answer = await office.give(LAN, "ReceiveStep", {"If-Match": '"abc"'}, step="tiep-nhan")
    assert refusal(answer) == (400, "if-match-unreadable")


# --- the same request again ---------------------------------------------------------------------


async def test_the_same_key_again_opens_no_second_case(office: Office) -> None:
    key = {"Idempotency-Key": "k-1"}
    first, again = [await office.ask_to_open(LAN, key) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert await office.listed() == [first.json()["case_number"]]


async def test_the_same_key_again_gives_a_command_s_first_answer_though_it_would_be_refused_now(
    office: Office,
) -> None:
    await office.open()
    key = {"Idempotency-Key": "k-2"}
    answers = [await office.give(LAN, "ReceiveStep", key, step="tiep-nhan") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert (await office.shown())["version"] == 2


async def test_a_key_counts_for_one_content_of_one_sender(office: Office) -> None:
    await office.open()
    key = {"Idempotency-Key": "k-3"}
    await office.give(LAN, "ReceiveStep", key, step="tiep-nhan")
    other = await office.give(LAN, "CompleteStep", key, step="tiep-nhan")
    assert refusal(other) == (422, "idempotency-key-reused")
    head = await office.give(BINH, "SuspendCase", key, reason="Chờ ý kiến")
    assert head.json()["events"] == ["CaseSuspended"]


async def test_a_key_counts_for_one_case(office: Office) -> None:
    key = {"Idempotency-Key": "k-4"}
    await office.open()
    await office.give(LAN, "ReceiveStep", key, step="tiep-nhan")
    await office.open()
    other = await office.give(LAN, "ReceiveStep", key, step="tiep-nhan")
    assert refusal(other) == (422, "idempotency-key-reused")
