"""What a case shows after what may happen to it besides its plain course."""

from datetime import timedelta

from tests.integration.services.cases.driving import BINH, KIEN, LAN, MINH, Office, refusal, written
from tests.integration.services.cases.test_read_model import held

SHA = "0f" * 32


async def test_who_takes_a_step_from_the_queue_is_named_and_a_queue_names_nobody(office: Office) -> None:
    await office.open()
    await office.do(LAN, "TakeStep", step="tiep-nhan")
    assert (await office.shown())["steps"] == [held("tiep-nhan", "VP", office.at(0), official="snv.lan")]
    await office.do(BINH, "AssignStep", step="tiep-nhan")
    assert (await office.shown())["steps"] == [held("tiep-nhan", "VP", office.at(0))]


async def test_a_step_that_moved_to_another_division_is_found_there(office: Office) -> None:
    await office.at_appraisal()
    await office.do(BINH, "AssignStep", step="tham-dinh", division="TTr")
    assert (await office.steps())["tham-dinh"]["division"] == "TTr"
    assert await office.listed(division="TTr") == [office.case]
    assert await office.listed(division="CCVC") == []


async def test_what_was_taken_back_never_happened_to_what_is_shown(office: Office) -> None:
    await office.open()
    before = await office.shown()
    await office.open()
    at = {"at": written(office.opened_at + timedelta(days=1))}  # taken back within minutes of the record
    for command in ("ReceiveStep", "TakeBackReceipt", "ReceiveStep", "CompleteStep", "TakeBackCompletion"):
        await office.world.settle()
        answer = await office.give(LAN, command, step="tiep-nhan", **at)
        assert answer.is_success, answer.text
    shown = await office.shown()
    (step,) = shown["steps"]
    assert step == before["steps"][0] | {
        "official": "snv.lan",
        "official_name": "snv.lan",
        "received": True,
        "since": office.at(0),
    }
    assert shown["steps_completed"] == 0


async def test_a_refused_case_is_back_with_who_had_handed_it_off(office: Office) -> None:
    await office.at_appraisal()
    await office.do(MINH, "RefuseStep", step="tham-dinh", reason="Không thuộc phòng", belongs_to="TTr")
    shown = await office.shown()
    assert shown["steps"] == [held("tiep-nhan", "VP", office.at(4), visit=2, official="snv.lan")]
    assert (shown["refusals"], shown["returns"], shown["hand_offs"]) == (1, 0, 1)


async def test_a_request_for_more_time_is_shown_until_it_is_answered(office: Office) -> None:
    await office.open()
    wish = {"due_at": "2030-02-01T17:00:00+07:00", "reason": "Xác minh"}
    await office.do(LAN, "RequestExtension", **wish)
    asked = {
        "reason": "Xác minh",
        "requested_by": "snv.lan",
        "requested_at": office.at(1),
        "due_at": "2030-02-01T10:00:00.000000Z",
    }
    assert (await office.shown())["extension_request"] == asked
    await office.do(BINH, "DenyExtension", reason="Đủ thời gian")
    assert (await office.shown())["extension_request"] is None
    await office.do(LAN, "RequestExtension", **wish)
    await office.do(BINH, "ExtendCase", **wish)
    shown = await office.shown()
    assert (shown["extension_request"], shown["extensions"]) == (None, 1)


async def test_what_is_remarked_is_counted_and_its_text_is_read_by_right(office: Office) -> None:
    first = await office.open()
    await office.open()
    document = {"name": "Tờ trình.pdf", "size": 12, "sha256": SHA, "address": "https://qlvb/1"}
    await office.do(BINH, "SuspendCase", reason="Chờ")
    await office.do(LAN, "AddComment", text="Đã gọi điện")
    await office.do(LAN, "AttachDocument", **document)
    await office.do(LAN, "LinkCase", other_case=first)
    await office.do(BINH, "CorrectSubject", subject="Bổ nhiệm Trưởng phòng")
    shown = await office.shown()
    assert (shown["comments"], shown["documents"], shown["links"]) == (1, 1, [first])
    assert (shown["subject"], shown["status"], shown["version"]) == ("Bổ nhiệm Trưởng phòng", "suspended", 6)
    told = {one["type"]: one["event"] for one in await office.events()}
    assert told["CommentAdded"]["text"] == "Đã gọi điện"
    assert told["DocumentAttached"]["name"] == "Tờ trình.pdf"


async def test_a_secret_document_is_refused_and_nothing_of_it_is_repeated(office: Office) -> None:
    await office.open()
    document = {"name": "Kế hoạch 7 (Mật).pdf", "size": 12, "sha256": SHA, "address": "https://qlvb/1"}
    answer = await office.give(LAN, "AttachDocument", **document)
    assert refusal(answer) == (422, "secret-refused")
    assert "Kế hoạch" not in answer.text


async def test_an_announced_lateness_stands_at_its_step(office: Office) -> None:
    await office.open()
    expected = {"reason": "Chờ đo đạc", "expected_at": "2030-02-01T17:00:00+07:00"}
    await office.do(LAN, "AnnounceLateness", step="tiep-nhan", **expected)
    (step,) = (await office.shown())["steps"]
    assert step["expected_at"] == "2030-02-01T10:00:00.000000Z"


async def test_a_reopened_case_is_open_at_the_step_and_built_anew_the_same(office: Office) -> None:
    await office.at_appraisal()
    await office.work("tham-dinh", "phap-che")
    await office.do(MINH, "HandOff", step="tham-dinh")
    await office.work("ky")
    await office.do(KIEN, "CompleteCase")
    await office.do(BINH, "ReopenCase", step="ky", reason="Có khiếu nại")
    shown = await office.shown()
    assert (shown["status"], shown["ended_at"], shown["reopenings"]) == ("open", None, 1)
    assert shown["steps"] == [held("ky", "LD", office.at(12), visit=2, official="snv.kien")]
    rebuilt = await office.world.post("cases", "/operations/views/cases/rebuild", as_="operator")
    assert rebuilt.is_success, rebuilt.text
    assert await office.shown() == shown
