"""What somebody follows and has saved is theirs alone, and shows what they may see."""

from typing import Any

import httpx

from tests.integration.services.cases.driving import BINH, LAN, STRANGER, Office, refusal
from tests.integration.services.test_catalog import ok


async def keep(office: Office, command: str, who: Any = LAN, **asked: str) -> httpx.Response:
    kind = "cases" if command.endswith("Case") else "searches"
    return await office.world.post("cases", f"/kept/{kind}/{command}", json=asked, as_=who)


async def kept(office: Office, what: str, who: Any = LAN) -> Any:
    return await ok(await office.world.get("cases", f"/kept/{what}", as_=who))


async def test_followed_cases_are_listed_the_last_first_and_let_go(office: Office) -> None:
    first, second = await office.open(), await office.open()
    await office.world.settle()
    for number in (first, second):
        await ok(await keep(office, "FollowCase", case_number=number))
    listed = await kept(office, "cases")
    assert [one["case_number"] for one in listed["cases"]] == [second, first]
    assert listed["hidden"] == 0
    assert (await kept(office, "cases", BINH))["cases"] == []
    assert refusal(await keep(office, "FollowCase", case_number=first)) == (409, "case-already-followed")
    await ok(await keep(office, "UnfollowCase", case_number=first))
    assert [one["case_number"] for one in (await kept(office, "cases"))["cases"]] == [second]
    assert refusal(await keep(office, "UnfollowCase", case_number=first)) == (409, "case-not-followed")


async def test_nobody_follows_what_they_may_not_see(office: Office) -> None:
    number = await office.open()
    await office.world.settle()
    denied = await keep(office, "FollowCase", STRANGER, case_number=number)
    absent = await keep(office, "FollowCase", STRANGER, case_number="SNV-260101-9999")
    assert refusal(denied) == refusal(absent) == (404, "not-found")


async def test_a_search_is_kept_under_its_name(office: Office) -> None:
    await ok(await keep(office, "SaveSearch", name="Của tôi", asks="status=open"))
    again = await keep(office, "SaveSearch", name="Của tôi", asks="status=open")
    assert refusal(again) == (409, "search-already-saved")
    await ok(await keep(office, "SaveSearch", name="Của tôi", asks="status=open&late=true"))
    (found,) = (await kept(office, "searches"))["searches"]
    assert found == {"name": "Của tôi", "asks": "status=open&late=true"}
    assert (await kept(office, "searches", BINH))["searches"] == []
    await ok(await keep(office, "ForgetSearch", name="Của tôi"))
    assert refusal(await keep(office, "ForgetSearch", name="Của tôi")) == (404, "search-not-saved")
