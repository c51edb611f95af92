"""What a case shows after each thing that can happen to it."""

from typing import Any

import pytest

from tests.integration.services.cases.driving import BINH, CODE, HOA, KIEN, LAN, MAI, MINH, PHUC, Office

CALLED = {"VP": "Văn phòng Sở"}


def held(step: str, division: str, since: str, **changes: Any) -> dict[str, Any]:
    """A step as it stands in a case; here people and divisions are called like their codes."""
    blank = {"visit": 1, "official": None, "received": False, "completed": False, **changes}
    blank = {"expected_at": None, "acted_by": None, **blank}
    names = {
        "step_name": f"Bước {step}",
        "division_name": CALLED.get(division, division),
        "official_name": blank["official"],
        "acted_by_name": blank["acted_by"],
    }
    return {"step": step, "division": division, "since": since, **blank, **names}


async def test_an_opened_case_is_at_its_first_step(office: Office) -> None:
    number = await office.open(external_reference="HS-17")
    assert await office.shown() == {
        "case_number": number,
        "agency": "SNV",
        "opened_in": "SNV",
        "procedure": CODE,
        "procedure_name": "Bổ nhiệm công chức",
        "edition": 1,
        "subject": "Bổ nhiệm Phó Trưởng phòng",
        "external_reference": "HS-17",
        "imported": False,
        "status": "open",
        "opened_by": "snv.lan",
        "opened_at": office.at(0),
        "due_at": None,
        "late": False,
        "overdue": False,
        "ended_at": None,
        "steps": [held("tiep-nhan", "VP", office.at(0))],
        "steps_completed": 0,
        "hand_offs": 0,
        "returns": 0,
        "refusals": 0,
        "reopenings": 0,
        "suspensions": 0,
        "extensions": 0,
        "comments": 0,
        "documents": 0,
        "links": [],
        "suspension": None,
        "extension": None,
        "extension_request": None,
        "next_alarm": None,
        "root_case": number,
        "answers": None,
        "coordinations": [],
        "waits_for": [],
        "version": 1,
    }


async def test_a_case_that_was_opened_with_its_day_shows_it(office: Office) -> None:
    await office.open(due_at="2030-01-15T17:00:00+07:00")
    assert (await office.shown())["due_at"] == "2030-01-15T10:00:00.000000Z"


async def test_who_receives_a_step_holds_it_and_who_completes_it_is_named(office: Office) -> None:
    await office.open()
    await office.do(LAN, "ReceiveStep", step="tiep-nhan")
    (received,) = (await office.shown())["steps"]
    assert received == held("tiep-nhan", "VP", office.at(0), official="snv.lan", received=True)
    await office.do(LAN, "CompleteStep", step="tiep-nhan")
    shown = await office.shown()
    assert shown["steps"] == [{**received, "completed": True}]
    assert (shown["steps_completed"], shown["version"]) == (1, 3)


async def test_a_hand_off_shows_the_next_stage_alone_since_that_moment(office: Office) -> None:
    await office.at_appraisal()
    shown = await office.shown()
    assert (shown["hand_offs"], shown["steps_completed"]) == (1, 1)
    assert shown["steps"] == [held("tham-dinh", "CCVC", office.at(3)), held("phap-che", "PC", office.at(3))]


async def test_a_hand_off_may_name_the_division_and_the_official(office: Office) -> None:
    await office.open()
    await office.work("tiep-nhan")
    to = [{"step": "tham-dinh", "official": "snv.mai"}, {"step": "phap-che"}]
    await office.do(LAN, "HandOff", step="tiep-nhan", to=to)
    steps = await office.steps()
    assert (steps["tham-dinh"]["official"], steps["phap-che"]["official"]) == ("snv.mai", None)


async def test_an_assignment_names_the_official_and_takes_the_receipt_back(office: Office) -> None:
    await office.at_appraisal()
    await office.do(MINH, "ReceiveStep", step="tham-dinh")
    await office.do(HOA, "AssignStep", step="tham-dinh", official="snv.mai")
    steps = await office.steps()
    assert steps["tham-dinh"] == held("tham-dinh", "CCVC", office.at(3), official="snv.mai")
    assert steps["phap-che"]["received"] is False
    await office.do(MAI, "ReceiveStep", step="tham-dinh")
    assert (await office.steps())["tham-dinh"]["received"] is True


async def test_one_of_two_steps_side_by_side_changes_alone(office: Office) -> None:
    await office.at_appraisal()
    await office.work("phap-che")
    steps = await office.steps()
    assert steps["phap-che"] == held(
        "phap-che", "PC", office.at(3), official="snv.phuc", received=True, completed=True
    )
    assert steps["tham-dinh"] == held("tham-dinh", "CCVC", office.at(3))


async def test_what_the_division_head_completes_stays_the_holder_s(office: Office) -> None:
    await office.at_appraisal()
    await office.do(MINH, "ReceiveStep", step="tham-dinh")
    await office.do(HOA, "CompleteStep", step="tham-dinh")
    completed = (await office.steps())["tham-dinh"]
    assert (completed["official"], completed["completed"]) == ("snv.minh", True)


async def test_a_returned_case_is_at_the_earlier_step_for_a_second_visit_and_nowhere_else(
    office: Office,
) -> None:
    await office.at_appraisal()
    await office.do(MINH, "ReceiveStep", step="tham-dinh")
    await office.do(MINH, "ReturnStep", step="tham-dinh", to={"step": "tiep-nhan"}, reason="Thiếu hồ sơ")
    shown = await office.shown()
    assert shown["steps"] == [held("tiep-nhan", "VP", office.at(5), visit=2)]
    assert (shown["returns"], shown["hand_offs"], shown["steps_completed"]) == (1, 1, 1)
    assert shown["status"] == "open"


async def test_after_a_return_each_step_is_visited_anew(office: Office) -> None:
    await office.at_appraisal()
    await office.do(MINH, "ReturnStep", step="tham-dinh", to={"step": "tiep-nhan"}, reason="Thiếu hồ sơ")
    await office.work("tiep-nhan")
    await office.do(LAN, "HandOff", step="tiep-nhan")
    shown = await office.shown()
    assert {one["step"]: one["visit"] for one in shown["steps"]} == {"tham-dinh": 2, "phap-che": 2}
    assert (shown["returns"], shown["hand_offs"], shown["steps_completed"]) == (1, 2, 2)


async def test_a_reopened_step_is_open_again_and_the_other_stays_completed(office: Office) -> None:
    await office.at_appraisal()
    await office.work("tham-dinh", "phap-che")
    await office.do(MINH, "ReopenStep", step="tham-dinh", reason="Sửa báo cáo")
    steps = await office.steps()
    assert steps["tham-dinh"] == held("tham-dinh", "CCVC", office.at(8), visit=2, official="snv.minh")
    assert steps["phap-che"]["completed"] is True
    assert len(steps) == 2


async def test_a_step_may_be_reopened_for_somebody_else(office: Office) -> None:
    await office.at_appraisal()
    await office.work("tham-dinh")
    await office.do(MINH, "ReopenStep", step="tham-dinh", reason="Bàn giao", official="snv.mai")
    assert (await office.steps())["tham-dinh"]["official"] == "snv.mai"


async def test_a_suspended_case_stands_still_and_a_resumed_one_is_open(office: Office) -> None:
    await office.at_appraisal()
    before = await office.shown()
    await office.do(BINH, "SuspendCase", reason="Chờ ý kiến Bộ")
    suspended = await office.shown()
    why = {
        "reason": "Chờ ý kiến Bộ",
        "conditions": "Chờ bổ sung hồ sơ",
        "suspended_by": "snv.binh",
        "suspended_at": office.at(4),
        "ends_at": None,
    }
    stands = {"status": "suspended", "suspension": why, "suspensions": 1, "version": before["version"] + 1}
    assert suspended == {**before, **stands}
    await office.do(BINH, "ResumeCase")
    assert await office.shown() == {**before, "suspensions": 1, "version": before["version"] + 2}


async def test_an_extended_case_shows_the_day_that_was_granted(office: Office) -> None:
    await office.open()
    await office.do(BINH, "ExtendCase", due_at="2030-02-01T17:00:00+07:00", reason="Xác minh")
    assert (await office.shown())["due_at"] == "2030-02-01T10:00:00.000000Z"
    await office.do(BINH, "ExtendCase", due_at="2030-02-08T17:00:00+07:00", reason="Xác minh thêm")
    shown = await office.shown()
    assert (shown["due_at"], shown["status"]) == ("2030-02-08T10:00:00.000000Z", "open")
    assert shown["extensions"] == 2
    assert shown["extension"] == {
        "reason": "Xác minh thêm",
        "conditions": "Cần xác minh thêm",
        "granted_by": "snv.binh",
        "granted_at": office.at(2),
        "due_at": "2030-02-08T10:00:00.000000Z",
    }


async def test_a_completed_case_is_nowhere_and_says_when_it_ended(office: Office) -> None:
    await office.at_appraisal()
    await office.work("tham-dinh", "phap-che")
    await office.do(PHUC, "HandOff", step="phap-che")
    await office.work("ky")
    await office.do(KIEN, "CompleteCase")
    shown = await office.shown()
    assert (shown["status"], shown["ended_at"], shown["steps"]) == ("completed", office.at(11), [])
    assert (shown["steps_completed"], shown["hand_offs"], shown["returns"]) == (4, 2, 0)


@pytest.mark.parametrize("suspended", [False, True])
async def test_a_cancelled_case_is_nowhere_and_says_when_it_ended(office: Office, suspended: bool) -> None:
    await office.at_appraisal()
    if suspended:
        await office.do(BINH, "SuspendCase", reason="Chờ ý kiến Bộ")
    await office.do(BINH, "CancelCase", reason="Rút hồ sơ")
    shown = await office.shown()
    assert (shown["status"], shown["steps"]) == ("cancelled", [])
    assert shown["ended_at"] == office.at(5 if suspended else 4)
    assert (shown["steps_completed"], shown["hand_offs"]) == (1, 1)


async def test_built_anew_it_shows_the_same(office: Office) -> None:
    await office.at_appraisal()
    await office.do(MINH, "ReturnStep", step="tham-dinh", to={"step": "tiep-nhan"}, reason="Thiếu hồ sơ")
    await office.do(BINH, "SuspendCase", reason="Chờ ý kiến Bộ")
    before = await office.shown()
    await office.open()
    listed = await office.listed()
    rebuilt = await office.world.post("cases", "/operations/views/cases/rebuild", as_="operator")
    assert rebuilt.is_success, rebuilt.text
    assert await office.listed() == listed
    office.case = before["case_number"]
    assert await office.shown() == before
