"""A desk is handed over: a list that both sides confirm, and then a result for each of its steps."""

from typing import Any

import httpx

from tests.integration.services.cases.driving import BINH, HOA, LAN, MAI, MINH, STRANGER, Office, refusal
from tests.integration.services.test_catalog import ok

PROPOSAL = {"agency": "SNV", "giver": "snv.minh", "receiver": "snv.mai", "reason": "Nghỉ hưu"}


async def desk(office: Office, count: int = 2) -> list[str]:
    """Cases whose appraisal Minh has taken up."""
    numbers = []
    for _ in range(count):
        await office.at_appraisal()
        await office.do(MINH, "ReceiveStep", step="tham-dinh")
        numbers.append(office.case)
    await office.world.settle()
    return numbers


async def ask(office: Office, who: Any, path: str = "", **body: Any) -> httpx.Response:
    return await office.world.post("cases", f"/hand-overs{path}", json=body, as_=who)


async def proposed(office: Office, who: Any = MINH, **more: Any) -> str:
    answer = await ask(office, who, **{**PROPOSAL, **more})
    assert answer.status_code == 201, answer.text
    name: str = answer.json()["hand_over"]
    assert answer.headers["Location"].endswith(f"/hand-overs/{name}")
    return name


async def shown(office: Office, name: str, who: Any = BINH) -> dict[str, Any]:
    await office.world.settle()
    found: dict[str, Any] = await ok(await office.world.get("cases", f"/hand-overs/{name}", as_=who))
    return found


async def holder(office: Office, number: str) -> str:
    office.case = number
    official: str = (await office.steps())["tham-dinh"]["official"]
    return official


async def test_what_both_confirmed_goes_to_the_receiver(office: Office) -> None:
    numbers = await desk(office)
    preview = await ok(await ask(office, MINH, "/preview", **PROPOSAL))
    assert (preview["preview"], [one["case_number"] for one in preview["steps"]]) == (True, numbers)
    assert await office.listed(official="snv.mai") == []
    name = await proposed(office)
    before = await shown(office, name)
    assert (before["phase"], before["giver_confirmed"], before["receiver_confirmed"]) == (
        "proposed",
        True,
        False,
    )
    assert (before["giver_name"], before["receiver_name"]) == ("snv.minh", "snv.mai")
    assert await holder(office, numbers[0]) == "snv.minh"
    done = await ok(await ask(office, MAI, f"/{name}/confirmation"))
    assert (done["phase"], [one["refused_as"] for one in done["steps"]]) == ("done", [None, None])
    assert [await holder(office, one) for one in numbers] == ["snv.mai"] * 2
    event = (await office.events())[-1]["event"]
    assert (event["assigned_by"], event["recorded_by"]) == ("snv.minh", "snv.mai")
    assert refusal(await ask(office, MAI, f"/{name}/confirmation")) == (409, "hand-over-over")


async def test_what_the_head_proposes_both_confirm_in_whatever_order(office: Office) -> None:
    (number,) = await desk(office, 1)
    name = await proposed(office, BINH)
    assert (await ok(await ask(office, MAI, f"/{name}/confirmation")))["phase"] == "proposed"
    assert refusal(await ask(office, MAI, f"/{name}/confirmation")) == (409, "hand-over-already-confirmed")
    assert await holder(office, number) == "snv.minh"
    assert (await ok(await ask(office, MINH, f"/{name}/confirmation")))["phase"] == "done"
    assert await holder(office, number) == "snv.mai"


async def test_what_moved_on_meanwhile_is_refused_by_itself_in_words(office: Office) -> None:
    first, second = await desk(office)
    name = await proposed(office)
    office.case = first
    await ok(await office.give(MINH, "CompleteStep", step="tham-dinh"))
    done = await ok(await ask(office, MAI, f"/{name}/confirmation"))
    assert [one["refused_as"] for one in done["steps"]] == ["not-held-by-giver", None]
    assert "không (còn) giữ bước tham-dinh" in done["steps"][0]["detail"]
    assert await holder(office, second) == "snv.mai"
    steps = (await shown(office, name))["steps"]
    assert [one["refused_as"] for one in steps] == ["not-held-by-giver", None]


async def test_either_side_may_decline_and_nothing_moves(office: Office) -> None:
    (number,) = await desk(office, 1)
    for who in (MINH, MAI, BINH):
        name = await proposed(office)
        answer = await ok(await ask(office, who, f"/{name}/withdrawal", reason="Chưa thống nhất"))
        assert answer["phase"] == "withdrawn"
        assert refusal(await ask(office, MAI, f"/{name}/confirmation")) == (409, "hand-over-over")
    assert (await shown(office, name))["withdrawn_because"] == "Chưa thống nhất"
    assert await holder(office, number) == "snv.minh"


async def test_who_has_no_part_in_it_may_not(office: Office) -> None:
    await desk(office, 1)
    assert refusal(await ask(office, LAN, **PROPOSAL)) == (403, "may-not-hand-over")
    name = await proposed(office, HOA)
    assert refusal(await ask(office, LAN, f"/{name}/confirmation")) == (403, "no-side-of-hand-over")
    assert refusal(await ask(office, BINH, f"/{name}/confirmation")) == (403, "no-side-of-hand-over")
    assert refusal(await ask(office, LAN, f"/{name}/withdrawal", reason="x")) == (403, "no-side-of-hand-over")
    assert refusal(await ask(office, STRANGER, f"/{name}/confirmation")) == (404, "hand-over-unknown")
    await office.world.settle()
    seen = await office.world.get("cases", f"/hand-overs/{name}", as_=STRANGER)
    assert refusal(seen) == (404, "hand-over-unknown")


async def test_a_list_that_cant_be_handed_over_is_refused_whole(office: Office) -> None:
    (number,) = await desk(office, 1)
    step = {"case_number": number, "step": "tham-dinh"}
    refused = [
        await ask(office, MINH, **{**PROPOSAL, "receiver": "snv.minh"}),
        await ask(office, MINH, **{**PROPOSAL, "receiver": "snv.lan"}),
        await ask(office, MAI, **{**PROPOSAL, "giver": "snv.mai", "receiver": "snv.minh"}),
        await ask(office, MINH, **PROPOSAL, steps=[step, step]),
        await ask(office, MINH, **PROPOSAL, steps=[{**step, "step": "phap-che"}]),
        await ask(office, MINH, **PROPOSAL, steps=[step] * 101),
        await ask(office, STRANGER, **PROPOSAL),
    ]
    assert [refusal(one)[1] for one in refused] == [
        "hand-over-to-oneself",
        "official-not-of-division",
        "nothing-to-hand-over",
        "step-listed-twice",
        "not-held-by-giver",
        "too-many-to-hand-over",
        "not-in-agency",
    ]


async def test_the_list_shows_those_of_ones_agency_by_side_and_phase(office: Office) -> None:
    await desk(office, 1)
    first, second = await proposed(office), await proposed(office, BINH)
    await ok(await ask(office, MINH, f"/{second}/withdrawal", reason="Trùng"))
    await office.world.settle()

    async def listed(who: Any = BINH, **query: str) -> list[str]:
        answer = await ok(await office.world.get("cases", "/hand-overs", params=query, as_=who))
        return [one["hand_over"] for one in answer["hand_overs"]]

    assert await listed() == [second, first]
    assert await listed(receiver="snv.mai", phase="proposed") == [first]
    assert await listed(giver="snv.lan") == []
    assert await listed(STRANGER) == []


async def test_given_again_under_its_key_it_is_answered_as_before(office: Office) -> None:
    await desk(office, 1)
    headers = {"Idempotency-Key": "ban-giao"}
    answers = [
        await office.world.post("cases", "/hand-overs", json=PROPOSAL, headers=headers, as_=MINH)
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
