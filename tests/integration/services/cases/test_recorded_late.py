"""What took effect earlier is recorded with both times; beyond the bound, with the head's approval."""

from datetime import timedelta
from typing import Any

import pytest

from shared.documents.values import parse_instant
from shared.kernel import RECORDING_BOUND, Role
from tests.hosting import principal
from tests.integration.services.cases.driving import BINH, HOA, LAN, MINH, STRANGER, Office, refusal
from tests.integration.services.test_catalog import ok

WHY = {"reason": "Cán bộ nhập liệu nghỉ ốm"}


@pytest.fixture
async def late(office: Office) -> Office:
    """An office whose acts took effect a week ago."""
    office.opened_at -= timedelta(days=6)
    return office


async def open_late(office: Office) -> None:
    await office.open(BINH, approval=WHY)


async def test_beyond_the_bound_the_head_approves_and_the_event_says_so(late: Office) -> None:
    refused = await late.ask_to_open(LAN)
    assert refusal(refused) == (422, "recorded-too-late")
    await open_late(late)
    (event,) = await late.events()
    assert event["event"]["approval"] == {"approved_by": "snv.binh", **WHY}
    assert event["event"]["opened_at"] == event["effective_at"]
    effective, recorded = (parse_instant(event[one]) for one in ("effective_at", "recorded_at"))
    assert effective == late.opened_at < recorded - RECORDING_BOUND


async def test_the_head_records_what_an_official_did_and_it_counts_for_the_official(late: Office) -> None:
    await open_late(late)
    await late.do(BINH, "ReceiveStep", step="tiep-nhan", acting_for="snv.lan", approval=WHY)
    event = (await late.events())[-1]["event"]
    assert (event["received_by"], event["official"], event["recorded_by"]) == (
        "snv.lan",
        "snv.lan",
        "snv.binh",
    )
    assert event["approval"]["approved_by"] == "snv.binh"


async def test_an_officials_own_posts_count_then_and_not_the_heads(late: Office) -> None:
    await open_late(late)
    step: dict[str, Any] = {"step": "tiep-nhan", "at": late.at(1), "approval": WHY}
    answer = await late.give(BINH, "ReceiveStep", acting_for="snv.minh", **step)
    assert refusal(answer) == (403, "not-of-holding-division")
    answer = await late.give(BINH, "ReceiveStep", acting_for="snv.nobody", **step)
    assert refusal(answer) == (422, "official-unknown")


@pytest.mark.parametrize("who", [LAN, HOA, MINH])
async def test_nobody_else_approves(late: Office, who: Any) -> None:
    await open_late(late)
    step: dict[str, Any] = {"step": "tiep-nhan", "at": late.at(1), "approval": WHY}
    assert refusal(await late.give(who, "ReceiveStep", **step)) == (403, "approval-is-the-heads")


async def test_another_agencys_head_learns_nothing(late: Office) -> None:
    await open_late(late)
    step: dict[str, Any] = {"step": "tiep-nhan", "at": late.at(1), "approval": WHY}
    assert refusal(await late.give(STRANGER, "ReceiveStep", **step)) == (404, "case-not-opened")


async def test_within_the_bound_there_is_nothing_to_approve(office: Office) -> None:
    await office.open()
    step: dict[str, Any] = {"step": "tiep-nhan", "acting_for": "snv.lan", "approval": WHY}
    for at in ({}, {"at": office.at(1)}):
        answer = await office.give(BINH, "ReceiveStep", **step, **at)
        assert refusal(answer) == (422, "approval-not-needed")


async def test_a_delegate_of_the_head_approves_and_both_are_recorded(late: Office) -> None:
    nga = principal("snv.mai", Role.OFFICIAL, "SNV", "CCVC")
    head = {"name": "Bình", "official": "snv.binh", "roles": ["agency_head"]}
    await ok(await late.world.post("catalog", "/agencies/SNV/officials", json=head, as_="operator"))
    days = {"first_day": late.at(0)[:10], "last_day": "2099-01-01", "delegate": "snv.mai"}
    days["last_day"] = (late.opened_at + timedelta(days=60)).date().isoformat()
    path = "/agencies/SNV/officials/snv.binh/delegations"
    await ok(await late.world.post("catalog", path, json=days, as_=BINH))
    await late.world.settle()
    approval = {**WHY, "acting_for": "snv.binh"}
    await open_late(late)
    await late.do(nga, "ReceiveStep", step="tiep-nhan", acting_for="snv.lan", approval=approval)
    event = (await late.events())[-1]["event"]
    assert (event["received_by"], event["recorded_by"]) == ("snv.lan", "snv.mai")
    assert event["approval"]["approved_by"] == "snv.binh"
