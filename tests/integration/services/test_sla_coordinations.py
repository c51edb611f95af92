"""Coordinations' times as people see them: of who asks, of who is asked, and of nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.cases.coordination import (
    AnswerAccepted,
    AnswerReturned,
    CoordinationAnswered,
    CoordinationReceived,
    CoordinationRequested,
)
from shared.contracts.cases.course import SubjectCorrected
from shared.kernel import Role
from tests.hosting import principal
from tests.integration.services.sla_case import CASE, OF_CASE, Sla, case_step, hours, sla_alone
from tests.unit.working_time.calendars import hanoi

OTHER = "SNV-260302-0002"
TAM, ELSEWHERE = principal("stc.tam", Role.OFFICIAL, "STC"), principal("syt.an", Role.AGENCY_HEAD, "SYT")
LAN = principal("snv.lan", Role.OFFICIAL, "SNV", "VP")


def of_asked(case: str = CASE, number: int = 1, agency: str = "STC") -> dict[str, Any]:
    of_case = {**OF_CASE, "case_number": case}
    return {**of_case, "coordination": number, "step": "receive", "visit": 1, "asked_agency": agency}


async def ask(sla: Sla, at: str, case: str = CASE, **more: Any) -> None:
    event = CoordinationRequested(
        **of_asked(case, more.pop("number", 1), more.pop("agency", "STC")),
        question="Ý kiến?",
        time_limit=hours(4),
        requested_by="snv.lan",
        requested_at=hanoi(at),
        **more,
    )
    await sla.tell(event, at)


async def answer(sla: Sla, at: str, case: str = CASE) -> None:
    event = CoordinationAnswered(**of_asked(case), kind="agree", answered_by="stc.tam", answered_at=hanoi(at))
    await sla.tell(event, at)


async def asked(sla: Sla, path: str = "/coordinations", **request: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await sla.get(path, **request))["coordinations"]
    return found


@pytest.fixture
async def sla(tmp_path: Path) -> AsyncIterator[Sla]:
    """Two cases whose step of eight hours is due on Monday's evening; the first asks at half past eight."""
    async with sla_alone(tmp_path) as found:
        await found.open(steps=(case_step("receive", "Tiếp nhận"),))
        await found.open(case=OTHER)
        await ask(found, "2026-03-02 08:30")
        yield found


async def test_the_time_of_an_answer_from_request_to_acceptance(sla: Sla) -> None:
    for at in ("13:41", "13:42", "14:30", "14:31", "15:00"):
        await sla.sweep(f"2026-03-02 {at}")
    events = ["AskedClockStarted", "CoordinationDueSoon", "CoordinationOverdue"]
    assert (await sla.events())[2:] == events
    (row,) = (await sla.get(f"/clocks/{CASE}"))["coordinations"]
    assert (row["state"], row["late"], row["overdue"]) == ("running", True, True)
    assert (row["overdue_working_minutes"], row["remaining_working_minutes"]) == (30, None)
    assert (row["subject"], row["step_name"], row["asked_agency"]) == ("Bổ nhiệm", "Tiếp nhận", "STC")
    received = CoordinationReceived(
        **of_asked(),
        child_case="STC-260302-0001",
        received_by="stc.tam",
        received_at=hanoi("2026-03-02 09:30"),
    )
    await sla.tell(received, "2026-03-02 15:00")
    await answer(sla, "2026-03-02 14:00")
    (row,) = await asked(sla)
    assert (row["state"], row["outcome"], row["late"], row["overdue"]) == (
        "stopped",
        "answered",
        False,
        False,
    )
    assert (row["waited_minutes"], row["used_minutes"]) == (60, 210)
    assert row["child_case"] == "STC-260302-0001"
    returned = AnswerReturned(
        **of_asked(), reason="Chưa rõ", returned_by="snv.lan", returned_at=hanoi("2026-03-03 08:00")
    )
    await sla.tell(returned, "2026-03-03 08:00")
    (row,) = await asked(sla, "/coordinations?state=open")
    assert (row["state"], row["outcome"], row["due_at"]) == ("running", None, "2026-03-03T01:30:00.000000Z")
    await sla.sweep("2026-03-03 08:31")
    await answer(sla, "2026-03-03 09:30")
    taken = AnswerAccepted(**of_asked(), accepted_by="snv.lan", accepted_at=hanoi("2026-03-03 10:00"))
    await sla.tell(taken, "2026-03-03 10:00")
    (row,) = await asked(sla, "/coordinations?late=true")
    assert (row["accepted_at"], row["used_minutes"]) == ("2026-03-03T03:00:00.000000Z", 300)
    assert (row["late_working_minutes"], row["overdue_working_minutes"]) == (60, None)


async def test_what_waits_for_another_agency_is_a_figure_of_its_own(sla: Sla) -> None:
    await sla.sweep("2026-03-02 17:31")
    figures = await sla.get("/figures?by=division")
    assert (figures["overdue_steps"], figures["overdue_steps_waiting"], figures["late_steps"]) == (1, 1, 2)
    (unit,) = figures["most_late"]
    assert (unit["overdue_steps"], unit["overdue_steps_waiting"]) == (1, 1)
    for told in (figures, unit):
        for figure, address in told["opens"].items():
            assert (await sla.get(address))["total"] == told[figure], address
    overdue = await sla.get("/overdue")
    assert (overdue["overdue_steps"], overdue["overdue_steps_waiting"], overdue["total"]) == (1, 1, 2)
    waits = {one["case_number"]: (one["waiting"], one["waiting_for"]) for one in overdue["steps"]}
    assert waits == {CASE: (True, ["STC"]), OTHER: (False, [])}
    assert [one["case_number"] for one in (await sla.get("/overdue?waiting=false"))["steps"]] == [OTHER]
    second = await sla.get((await sla.get("/overdue?limit=1"))["next"])
    assert (second["overdue_steps"], second["overdue_steps_waiting"]) == (None, None)
    await answer(sla, "2026-03-02 18:00")
    figures = await sla.get("/figures")
    assert (figures["overdue_steps"], figures["overdue_steps_waiting"]) == (2, 0)


async def test_a_step_that_waits_for_two_agencies_waits_until_the_last_has_answered(sla: Sla) -> None:
    await ask(sla, "2026-03-02 09:30", number=2, agency="SYT")
    assert (await sla.step())["waiting_for"] == ["STC", "SYT"]
    await answer(sla, "2026-03-02 10:00")
    step = await sla.step()
    assert (step["waiting"], step["waiting_for"]) == (True, ["SYT"])


async def test_who_is_only_informed_makes_nobody_wait(sla: Sla) -> None:
    await ask(sla, "2026-03-02 09:30", case=OTHER, role="informed")
    assert [one["case_number"] for one in await asked(sla)] == [CASE]
    assert (await sla.get(f"/clocks/{OTHER}"))["steps"][0]["waiting"] is False


#: What is asked for, and the requests that are listed: case and number.
ASKED: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["1/1", "1/2", "2/1"]),
    ({"agency": "SNV"}, ["1/1", "1/2", "2/1"]),
    ({"agency": "STC"}, []),
    ({"asked_agency": "STC"}, ["1/1", "2/1"]),
    ({"asked_agency": "SYT", "agency": "SNV"}, ["1/2"]),
    ({"state": "open"}, ["1/1", "1/2"]),
    ({"state": "stopped"}, ["2/1"]),
    ({"late": "true"}, ["1/1"]),
    ({"overdue": "true", "asked_agency": "STC"}, ["1/1"]),
    ({"due_before": "2026-03-02T08:00:00Z"}, ["1/1"]),
    ({"due_after": "2026-03-02T08:00:00Z"}, ["1/2", "2/1"]),
    ({"procedure": "SNV-08"}, []),
]


async def test_they_are_listed_by_what_is_asked_page_by_page(sla: Sla) -> None:
    await ask(sla, "2026-03-02 09:30", number=2, agency="SYT")
    await ask(sla, "2026-03-02 10:30", case=OTHER)
    await sla.sweep("2026-03-02 14:31")
    await answer(sla, "2026-03-02 14:31", case=OTHER)
    for query, expected in ASKED:
        address: str | None = "/coordinations?limit=2&" + "&".join(f"{k}={v}" for k, v in query.items())
        found: list[str] = []
        while address:
            page = await sla.get(address)
            found += [f"{one['case_number'][-1]}/{one['coordination']}" for one in page["coordinations"]]
            address = page["next"]
        assert found == expected, query


async def test_each_side_reads_what_is_its_own(sla: Sla) -> None:
    await sla.suspend("2026-03-02 09:30")
    await sla.resume("2026-03-02 10:30")
    own = ("procedure", "procedure_name", "step", "step_name", "visit")
    (mine,) = await asked(sla, as_=LAN)
    (of_asked_one,) = await asked(sla, "/coordinations?asked_agency=STC", as_=TAM)
    assert [mine[name] for name in own] == ["SNV-07", None, "receive", "Tiếp nhận", 1]
    assert [of_asked_one[name] for name in own] == [None] * 5
    assert {**mine, **dict.fromkeys(own)} == of_asked_one
    assert await asked(sla, as_=TAM) == []
    for path in ("/coordinations?agency=SNV", "/coordinations?agency=SNV&asked_agency=SYT"):
        assert (await sla.world.get("sla", path, as_=TAM)).status_code == 403
    assert (await sla.world.get("sla", "/coordinations?asked_agency=STC", as_=ELSEWHERE)).status_code == 200
    assert await asked(sla, "/coordinations?asked_agency=STC", as_=ELSEWHERE) == []


async def test_why_is_answered_to_both_sides_but_why_the_case_stood_still_to_one(sla: Sla) -> None:
    await sla.suspend("2026-03-02 09:30")
    await sla.resume("2026-03-02 10:30")
    path = f"/clocks/{CASE}/coordinations/1/why"
    mine, theirs = await sla.get(path, as_=LAN), await sla.get(path, as_=TAM)
    assert [one["name"] for one in mine if one["reason"] == "suspended"] == ["Chờ"]
    assert [one["name"] for one in theirs if one["reason"] == "suspended"] == [""]
    assert mine[-1]["end"] == theirs[-1]["end"] == "2026-03-02T08:30:00Z"
    for other, who in ((path, ELSEWHERE), (path.replace("/1/", "/2/"), LAN), (path, "operator")):
        answered = await sla.world.get("sla", other, as_=who)
        assert (answered.status_code, answered.json()["code"]) == (404, "coordination-clock-not-found")
    assert (await sla.world.get("sla", path)).status_code == 401


async def test_the_gauges_tell_the_two_figures_apart(sla: Sla) -> None:
    await sla.sweep("2026-03-02 17:31")
    rows = {one["agency"]: one for one in (await sla.get("/province", as_="auditor"))["agencies"]}
    assert (rows["SNV"]["steps_overdue"], rows["SNV"]["steps_overdue_waiting"]) == (1, 1)
    assert (rows["SNV"]["coordinations_waiting"], rows["STC"]["coordinations_waiting"]) == (1, 0)
    assert (rows["STC"]["coordinations_open"], rows["STC"]["coordinations_overdue"]) == (1, 1)


async def test_a_read_model_built_anew_is_the_same(sla: Sla) -> None:
    await sla.suspend("2026-03-02 09:30")
    await sla.resume("2026-03-02 10:30")
    await sla.sweep("2026-03-03 08:00")
    await answer(sla, "2026-03-03 08:30")
    before = await sla.get(f"/clocks/{CASE}"), await sla.get("/coordinations")
    rebuilt = await sla.world.post("sla", "/operations/views/clocks/rebuild", as_="operator")
    assert rebuilt.is_success, rebuilt.text
    assert (await sla.get(f"/clocks/{CASE}"), await sla.get("/coordinations")) == before


async def test_a_corrected_subject_is_shown(sla: Sla) -> None:
    at = "2026-03-02 09:00"
    event = SubjectCorrected(
        **OF_CASE, old="Bổ nhiệm", new="Miễn nhiệm", corrected_by="snv.lan", corrected_at=hanoi(at)
    )
    await sla.tell(event, at)
    assert [one["subject"] for one in await asked(sla)] == ["Miễn nhiệm"]
