"""The stream of changes tells which case has come to which version, to those who may see it, and no more."""

import asyncio
import json
import time
from typing import Any

from shared.kernel import Role
from tests.hosting import principal
from tests.integration.services.cases.driving import BINH, LAN, STRANGER, Office
from tests.integration.services.test_catalog import ok

OPERATOR = principal("van-hanh", Role.OPERATOR)
PROVINCE = principal("ct", Role.PROVINCE_LEADER)


async def told(office: Office, who: Any, after: str | None = None, seconds: int = 0) -> list[dict[str, Any]]:
    """What the stream tells, message by message."""
    asked = {"seconds": seconds, **({"after": after} if after else {})}
    answer = await office.world.get("cases", "/changes", params=asked, as_=who)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    blocks = [
        dict(line.split(": ", 1) for line in one.splitlines()) for one in answer.text.split("\n\n") if one
    ]
    return [{**one, "data": json.loads(one["data"])} for one in blocks]


async def test_it_goes_on_from_a_place_in_the_order_of_the_log(office: Office) -> None:
    (end,) = await told(office, BINH)
    number = await office.open()
    await office.do(LAN, "ReceiveStep", step="tiep-nhan")
    first, second, last = await told(office, BINH, end["id"])
    assert first["data"] == {"case_number": number, "version": 1}
    assert second["data"] == {"case_number": number, "version": 2}
    assert (last["event"], last["data"]) == ("end", {})
    assert await told(office, PROVINCE, first["id"]) == [second, last]
    assert await told(office, BINH, last["id"]) == [last]


async def test_who_may_not_see_the_case_is_told_nothing(office: Office) -> None:
    (end,) = await told(office, BINH)
    await office.open()
    for who in (STRANGER, OPERATOR):
        (only,) = await told(office, who, end["id"])
        assert only["event"] == "end"


async def test_a_place_counts_as_a_token_of_what_is_read_then(office: Office) -> None:
    (end,) = await told(office, BINH)
    number = await office.open()
    (change, _) = await told(office, BINH, end["id"])
    headers = {"Consistency-Token": change["id"]}
    shown = await ok(await office.world.get("cases", f"/cases/{number}", headers=headers, as_=BINH))
    assert shown["version"] == change["data"]["version"]


async def test_it_waits_for_what_happens_and_ends_by_itself(office: Office) -> None:
    (end,) = await told(office, BINH)
    following = asyncio.create_task(told(office, BINH, end["id"], seconds=2))
    began = time.monotonic()
    number = await office.open()
    found = await following
    assert [one["data"].get("case_number") for one in found] == [number, None]
    assert time.monotonic() - began < 10


async def test_a_place_of_another_history_is_refused(office: Office) -> None:
    for after in ("cases:9:1", "cases:1:999999999"):
        answer = await office.world.get("cases", "/changes", params={"after": after}, as_=BINH)
        assert (answer.status_code, answer.json()["code"]) == (422, "cursor-unreadable")
