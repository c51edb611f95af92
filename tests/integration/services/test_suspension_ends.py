"""A suspension ends by itself when its procedure says so: recorded as of that instant, counted, and told."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.integration.services.cases.driving import refusal
from tests.integration.services.suspending import (
    BINH,
    CONDITIONS,
    DUE,
    ENDS,
    SUSPENDED,
    Suspending,
    prepare,
    suspending,
)
from tthc.operations.opening import opened
from tthc.operations.verify import verify


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    await prepare(folder)
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """The stores, of this test's own."""
    return shutil.copytree(founded, tmp_path / "var")


@pytest.fixture
async def office(folder: Path) -> AsyncIterator[Suspending]:
    async with suspending(folder) as office:
        yield office


async def _suspended(office: Suspending) -> None:
    await office.open()
    await office.stage.at(SUSPENDED)
    assert (await office.give("SuspendCase", reason="Chờ giấy tờ")).is_success


async def _ended(office: Suspending) -> dict[str, Any]:
    """The one resumption, which nobody gave, as of the instant at which it had to be."""
    (resumed,) = await office.resumed()
    data = resumed["event"]
    assert (data["by_itself"], data["resumed_by"]) == (True, "system")
    assert data["resumed_at"].replace("Z", ".000000Z") == ENDS
    return data


async def test_it_ends_at_that_instant_whenever_the_sweeper_looks(office: Suspending) -> None:
    await _suspended(office)
    await office.stage.at("2026-03-05 17:29:59")
    shown = await office.shown()
    assert (shown["status"], shown["suspension"]["ends_at"]) == ("suspended", ENDS)
    assert (shown["suspension"]["reason"], shown["suspension"]["conditions"]) == ("Chờ giấy tờ", CONDITIONS)
    await office.stage.at("2026-03-09 11:00")  # four days late
    await _ended(office)
    shown = await office.shown()
    assert (shown["status"], shown["suspension"], shown["next_alarm"]) == ("open", None, None)
    clock = await office.clock()
    assert (clock["state"], clock["due_at"], clock["overdue"]) == ("running", DUE, True)


async def test_the_head_is_told_once_with_the_new_deadline(office: Suspending) -> None:
    await _suspended(office)
    await office.stage.at("2026-03-05 17:30")
    await office.stage.at("2026-03-05 17:31")
    (entry,) = await office.inbox()
    assert (entry["kind"], entry["due_at"]) == ("suspension_ended", DUE)
    assert "06/03/2026 16:30" in entry["sentence"]


async def test_what_takes_effect_later_meets_a_case_that_goes_on(office: Suspending) -> None:
    """Also before the sweeper has looked."""
    await _suspended(office)
    office.stage._sweepers.clear()
    await office.stage.at("2026-03-06 08:00")
    late = await office.give("ResumeCase")
    assert refusal(late) == (409, "case-not-suspended")
    assert (await office.shown())["status"] == "suspended"  # a refusal changes nothing
    given = await office.give("CancelCase", reason="Rút hồ sơ")
    assert given.json()["events"] == ["CaseResumed", "CaseCancelled"]
    await _ended(office)


async def test_one_that_is_resumed_before_does_not_end_by_itself(office: Suspending) -> None:
    await _suspended(office)
    await office.stage.at("2026-03-04 09:00")
    assert (await office.give("ResumeCase")).is_success
    await office.stage.at("2026-03-09 11:00")
    (resumed,) = await office.resumed()
    assert resumed["event"]["by_itself"] is False
    assert "suspension_ended" not in [one["kind"] for one in await office.inbox()]
    again = await office.give("SuspendCase", reason="Chờ nữa")
    assert refusal(again) == (409, "suspensions-used-up")


async def test_it_ends_after_a_restart(folder: Path) -> None:
    async with suspending(folder) as office:
        await _suspended(office)
    async with suspending(folder, "2026-03-20 08:00", office.case) as later:
        await later.stage.at("2026-03-20 08:00")
        await _ended(later)
        await later.stage.at("2026-03-20 08:01")
        await _ended(later)
        assert (await later.clock())["due_at"] == DUE


async def test_verify_finds_nothing_wrong_with_it(folder: Path) -> None:
    async with suspending(folder) as office:
        await _suspended(office)
        await office.stage.at("2026-03-09 11:00")
        await _ended(office)
        settings = office.world.settings
    async with opened(settings) as services:
        findings = await verify(services, settings, within=0)
    assert [str(one) for one in findings.disagreements] == []
    assert findings.checked["notifications"] > 0


async def test_a_history_is_bound_by_it_and_nobody_is_told(office: Suspending) -> None:
    """Its orders come at once, long after: the suspension ended between them."""
    await office.open("importer", imported=True, at="2026-02-02T08:00:00+07:00", acting_for="snv.lan")
    orders = [
        {"command": "SuspendCase", "at": "2026-02-03T09:00:00+07:00", "reason": "Chờ giấy tờ"},
        {"command": "ReceiveStep", "at": "2026-02-09T09:00:00+07:00", "step": "S01", "acting_for": "snv.lan"},
        {"command": "SuspendCase", "at": "2026-02-10T09:00:00+07:00", "reason": "Chờ nữa"},
    ]
    sequels = [
        {"key": "k1", "case_number": office.case, "agency": "SNV", "orders": orders[:2]},
        {"key": "k2", "case_number": office.case, "agency": "SNV", "orders": orders[2:]},
    ]
    told = []
    for sequel in sequels:
        answer = await office.world.post("cases", "/cases/bulk", json={"sequels": [sequel]}, as_="importer")
        told += answer.json()
    assert told[0]["answer"]["events"] == ["CaseSuspended", "CaseResumed", "StepReceived"], told
    assert told[1]["problem"]["code"] == "suspensions-used-up"
    (resumed,) = await office.resumed()
    assert resumed["event"]["resumed_at"] == "2026-02-05T10:30:00Z"
    assert await office.inbox() == []


async def test_a_history_that_ends_suspended_is_ended_when_nothing_follows(office: Suspending) -> None:
    await office.open("importer", imported=True, at="2026-02-02T08:00:00+07:00", acting_for="snv.lan")
    order = {"at": "2026-02-03T09:00:00+07:00", "reason": "Chờ giấy tờ"}
    assert (await office.give("SuspendCase", "importer", **order)).is_success
    await office.stage.at("2026-03-02 08:00:29")
    assert await office.resumed() == []
    await office.stage.at("2026-03-02 08:00:30")
    (resumed,) = await office.resumed()
    assert resumed["event"]["resumed_at"] == "2026-02-05T10:30:00Z"


async def test_where_the_procedure_has_no_rule_there_is_neither(office: Suspending) -> None:
    await office.open(procedure="SNV-08")
    more = {"due_at": "2026-03-06T17:00:00+07:00", "reason": "Cần thêm thời gian"}
    for who in (BINH, "importer"):
        suspended = await office.give("SuspendCase", who, reason="x")
        assert refusal(suspended) == (409, "suspension-not-foreseen")
        assert refusal(await office.give("ExtendCase", who, **more)) == (409, "extension-not-foreseen")
    assert (await office.shown())["status"] == "open"


@pytest.mark.parametrize("procedure", ["SNV-07", "SNV-08"])
async def test_an_extension_takes_no_time_away(office: Suspending, procedure: str) -> None:
    """With the rule and without: one to before the limit's end is none."""
    await office.open(procedure=procedure)
    earlier = {"due_at": "2026-03-02T08:30:00+07:00", "reason": "Cần thêm thời gian"}
    assert refusal(await office.give("ExtendCase", **earlier)) == (422, "due-not-later")


async def test_who_grants_more_time_after_the_limit_s_end_comes_too_late(office: Suspending) -> None:
    await office.open()
    await office.stage.at("2026-03-04 08:00")  # exactly then its sixteen hours are over
    more = {"due_at": "2026-03-09T17:00:00+07:00", "reason": "Cần thêm thời gian"}
    assert refusal(await office.give("ExtendCase", **more)) == (409, "extension-after-due")
    before = {**more, "at": "2026-03-04T07:59:00+07:00"}
    assert (await office.give("ExtendCase", **before)).is_success
    again = {**before, "due_at": "2026-03-10T17:00:00+07:00"}
    assert refusal(await office.give("ExtendCase", **again)) == (409, "extensions-used-up")
    assert (await office.shown())["extension"]["conditions"] == "Cần xác minh thêm"
