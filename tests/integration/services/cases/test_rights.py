"""Who sees which cases, and who may give which command."""

from typing import Any

import pytest

from shared.auth import Grant, Principal
from shared.contracts.source import event_id
from shared.kernel import Role
from tests.hosting import principal
from tests.integration.services.cases.driving import (
    BINH,
    CODE,
    HOA,
    KIEN,
    LAN,
    MAI,
    MINH,
    STRANGER,
    Office,
    refusal,
)
from tests.integration.services.test_catalog import ok

SEE_ALL = ["chu-tich", "kiem-toan", "auditor"]
NOBODY = Principal("vo-danh", ())
#: Who reads catalogues, keeps the machines running, opens cases from elsewhere, or records what was there.
SEE_NONE: list[Principal | str] = [
    "tham-dinh",
    "operator",
    "system",
    "importer",
    principal("nhap", Role.IMPORTER, "SNV"),
]


# --- what is seen --------------------------------------------------------------------------------


async def test_people_of_the_agency_see_its_cases(office: Office) -> None:
    number = await office.open()
    for who in (LAN, MINH, BINH):
        assert await office.listed(who) == [number]
        assert (await office.shown(who))["case_number"] == number


async def test_who_looks_after_the_province_sees_every_agency_s(office: Office) -> None:
    number = await office.open()
    for who in SEE_ALL:
        assert await office.listed(who) == [number], who
        assert await office.listed(who, agency="SNV") == [number], who
        assert await office.listed(who, agency="SCT") == [], who
        assert (await office.shown(who))["case_number"] == number


#: In the agency itself as well.
NOT_EVEN_THERE = [principal("x", role, "SNV") for role in (Role.REVIEWER, Role.OPERATOR, Role.IMPORTER)]


@pytest.mark.parametrize(
    "who", [STRANGER, NOBODY, *SEE_NONE, *NOT_EVEN_THERE, principal("kiem", Role.AUDITOR, "SCT")]
)
async def test_for_others_a_case_is_not_there(office: Office, who: Principal | str) -> None:
    await office.open()
    assert await office.listed(who) == []
    for path in (f"/cases/{office.case}", f"/cases/{office.case}/events"):
        there = await office.world.get("cases", path, as_=who)
        missing = await office.world.get("cases", path.replace(office.case, "SNV-260101-9999"), as_=who)
        assert refusal(there) == refusal(missing) == (404, "not-found")
        assert there.json()["detail"].replace(office.case, "") == missing.json()["detail"].replace(
            "SNV-260101-9999", ""
        )


async def test_another_agency_s_list_is_refused(office: Office) -> None:
    answer = await office.world.get("cases", "/cases", params={"agency": "SNV"}, as_=STRANGER)
    assert refusal(answer) == (403, "not-in-agency")


async def test_who_is_of_two_agencies_sees_both(office: Office) -> None:
    number = await office.open()
    both = Principal("hai-noi", (Grant(Role.AGENCY_HEAD, "SCT"), Grant(Role.AGENCY_HEAD, "SNV")))
    assert await office.listed(both) == [number]
    assert await office.listed(both, agency="SCT") == []


@pytest.mark.parametrize("path", ["/cases", "/cases/SNV-260101-0001", "/cases/SNV-260101-0001/events"])
async def test_who_is_not_signed_in_sees_nothing(office: Office, path: str) -> None:
    assert (await office.world.get("cases", path)).status_code == 401


# --- the list -----------------------------------------------------------------------------------


async def test_the_list_has_the_newest_first_in_pages_and_tells_how_many_there_are(office: Office) -> None:
    numbers = []
    for minute in range(3):
        answer = await office.ask_to_open(LAN, at=office.at(minute))
        numbers.append((await ok(answer))["case_number"])
    await office.world.settle()
    page = await ok(await office.world.get("cases", "/cases", params={"limit": 2}, as_=BINH))
    assert (page["total"], [one["case_number"] for one in page["cases"]]) == (3, numbers[:0:-1])
    rest = await ok(await office.world.get("cases", page["next"], as_=BINH))
    assert (rest["total"], [one["case_number"] for one in rest["cases"]]) == (None, numbers[:1])
    assert (rest["cursor"], rest["next"]) == (None, None)


async def test_the_list_shows_a_case_as_it_is_shown_alone(office: Office) -> None:
    await office.at_appraisal()
    shown = await office.shown()
    (listed,) = (await ok(await office.world.get("cases", "/cases", as_=BINH)))["cases"]
    assert listed == shown


async def test_the_list_is_of_a_state(office: Office) -> None:
    open_case = await office.open()
    suspended = await office.open()
    await office.do(BINH, "SuspendCase", reason="Chờ ý kiến")
    cancelled = await office.open()
    await office.do(BINH, "CancelCase", reason="Rút hồ sơ")
    assert await office.listed(status="open") == [open_case]
    assert await office.listed(status="suspended") == [suspended]
    assert await office.listed(status="cancelled") == [cancelled]
    assert await office.listed(status="completed") == []


async def test_the_list_is_of_a_procedure(office: Office) -> None:
    number = await office.open()
    assert await office.listed(procedure=CODE) == [number]
    assert await office.listed(procedure="SNV-99") == []


async def test_a_question_of_another_shape_is_refused(office: Office) -> None:
    queries: list[dict[str, Any]] = [{"status": "dreaming"}, {"limit": 0}, {"limit": 501}, {"order": "x"}]
    answers = [await office.world.get("cases", "/cases", params=query, as_=BINH) for query in queries]
    assert [refusal(answer) for answer in answers] == [(422, "input-invalid")] * len(queries)


# --- the events ---------------------------------------------------------------------------------


async def test_the_events_tell_all_that_happened_with_its_causes(office: Office) -> None:
    number = await office.open()
    await office.do(LAN, "ReceiveStep", step="tiep-nhan")
    events = await office.events()
    assert [(one["type"], one["version"]) for one in events] == [("CaseOpened", 1), ("StepReceived", 2)]
    assert {one["correlation_id"] for one in events} == {number}
    assert len({one["command_id"] for one in events}) == 2
    opened_id = event_id("cases", f"case-{number}", 1)
    assert [one["causation_id"] for one in events] == [events[0]["command_id"], opened_id]
    received = events[1]["event"]
    assert (received["step"], received["visit"], received["received_by"]) == ("tiep-nhan", 1, "snv.lan")


# --- who may ------------------------------------------------------------------------------------


MAY_NOT: list[tuple[Principal, str, dict[str, Any], str]] = [
    (MAI, "ReceiveStep", {"step": "tham-dinh"}, "assigned-to-another"),
    (LAN, "ReceiveStep", {"step": "phap-che"}, "not-of-holding-division"),
    (KIEN, "AssignStep", {"step": "phap-che", "official": "snv.phuc"}, "may-not-assign"),
    (HOA, "SuspendCase", {"reason": "Chờ"}, "agency-head-only"),
    (HOA, "ExtendCase", {"due_at": "2030-01-01T00:00:00Z", "reason": "x"}, "agency-head-only"),
    (LAN, "CancelCase", {"reason": "Rút"}, "agency-head-only"),
    (LAN, "CompleteCase", {}, "may-not-complete-case"),
    (principal("kiem", Role.AUDITOR), "ResumeCase", {}, "role-missing"),
    (principal("vinh", Role.REVIEWER), "ResumeCase", {}, "role-missing"),
]


async def test_who_may_not_is_told_so(office: Office) -> None:
    await office.at_appraisal()
    await office.do(HOA, "AssignStep", step="tham-dinh", official="snv.minh")
    version = (await office.shown())["version"]
    answers = [refusal(await office.give(who, command, **fields)) for who, command, fields, _ in MAY_NOT]
    assert answers == [(403, code) for *_, code in MAY_NOT]
    assert (await office.shown())["version"] == version


@pytest.mark.parametrize("who", [STRANGER, principal("kiem", Role.AUDITOR)])
async def test_others_open_no_case(office: Office, who: Principal) -> None:
    assert (await office.ask_to_open(who)).status_code == 403
    assert await office.listed() == []


async def test_nobody_acts_for_another_without_a_delegation(office: Office) -> None:
    await office.open()
    answer = await office.give(MINH, "ReceiveStep", step="tiep-nhan", acting_for="snv.lan")
    assert refusal(answer) == (403, "delegation-missing")


async def test_a_system_acts_in_an_official_s_name_and_is_recorded(office: Office) -> None:
    await office.open("system", acting_for="snv.lan")
    assert (await office.shown())["opened_by"] == "snv.lan"
    (event,) = await office.events()
    assert (event["event"]["opened_by"], event["event"]["recorded_by"]) == ("snv.lan", "system")


async def test_who_is_not_signed_in_commands_nothing(office: Office) -> None:
    await office.open()
    body = {"command": "ReceiveStep", "step": "tiep-nhan"}
    for path, content in ((f"/cases/{office.case}/commands", body), ("/cases/bulk", {"sequels": []})):
        assert (await office.world.post("cases", path, json=content)).status_code == 401
