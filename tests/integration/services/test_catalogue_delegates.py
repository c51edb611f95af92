"""Who acts in the catalog for a colleague who is away: as far as it is delegated; the record says both."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.auth import Principal
from shared.eventstore.records import utc_now
from shared.kernel import Role, day_of
from tests.hosting import World, hosted, principal
from tests.integration.services.test_catalog import DECISION, EDITIONS, found, ok, procedure

DEPUTY = principal("pho-giam-doc", Role.OFFICIAL, "SNV", "VP")
STRANGER = principal("nguoi-la", Role.OFFICIAL, "SNV", "VP")
ELSEWHERE = principal("pho-giam-doc", Role.OFFICIAL, "STC", "VP")
OFFICIALS = {
    "giam-doc": [Role.AGENCY_HEAD, Role.OFFICIAL],
    "bien-tap": [Role.CATALOGUE_EDITOR, Role.OFFICIAL],
    "tham-dinh": [Role.REVIEWER, Role.OFFICIAL],
    "pho-giam-doc": [Role.OFFICIAL],
}
CONTENT = {name: value for name, value in procedure("P01", name="Khác").items() if name != "code"}
#: Every act on an edition that can be delegated: method, path, whose act it is, body.
ACTS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("POST", "", "bien-tap", {}),
    ("POST", "/1/procedures", "bien-tap", {"procedure": procedure("P02")}),
    ("PUT", "/1/procedures/P01", "bien-tap", {"procedure": CONTENT}),
    ("POST", "/1/review", "giam-doc", {}),
    ("POST", "/1/review/recall", "giam-doc", {"reason": "Sửa lại"}),
    ("POST", "/1/review/comments", "tham-dinh", {"text": "Góp ý"}),
    ("POST", "/1/review/close", "tham-dinh", {"nothing_to_say": True}),
    ("POST", "/1/review/comments/1/answer", "bien-tap", {"accepted": True}),
    ("POST", "/1/discard", "giam-doc", {"reason": "Chưa cần"}),
    ("POST", "/1/issue", "giam-doc", DECISION),
    ("POST", "/1/publication", "giam-doc", {"address": "https://a.example.gov.vn"}),
    ("POST", "/1/deliveries", "giam-doc", {"agencies": ["STC"]}),
    ("POST", "/1/deliveries/SNV/acknowledgement", "giam-doc", {}),
    ("POST", "/1/withdrawal", "giam-doc", {**{k: DECISION[k] for k in list(DECISION)[:2]}, "reason": "Sai"}),
    ("POST", "/1/procedures/P01/correction", "giam-doc", {"procedure": CONTENT, "reason": "Sai"}),
    ("POST", "/1/yearly-review", "giam-doc", {}),
]


async def staffed(world: World) -> None:
    """Home Affairs with its people, and an edition in work."""
    await found(world)
    officials = [
        {
            "official": code,
            "name": code,
            "divisions": ["VP"],
            "position": "",
            "roles": [role.value for role in roles],
        }
        for code, roles in OFFICIALS.items()
    ]
    order = {"divisions": [], "officials": officials}
    await ok(await world.post("catalog", "/agencies/SNV/staff", json=order, as_="importer"))
    await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
    order = {"procedure": procedure("P01")}
    await ok(await world.post("catalog", f"{EDITIONS}/1/procedures", json=order, as_="bien-tap"))


async def delegated(world: World, official: str, **changes: Any) -> None:
    today = day_of(utc_now())
    order = {"delegate": "pho-giam-doc", "first_day": str(today), "last_day": str(today + timedelta(days=3))}
    path = f"/agencies/SNV/officials/{official}/delegations"
    await ok(await world.post("catalog", path, json={**order, **changes}, as_="giam-doc"))


async def act(world: World, number: int, who: Principal, official: str | None = None) -> tuple[int, str]:
    """Status and code of one of the acts, in the name of whose it is."""
    method, path, owner, body = ACTS[number]
    order = {**body, "acting_for": official or owner}
    answer = await world.request(method, "catalog", EDITIONS + path, json=order, as_=who)
    return answer.status_code, answer.json().get("code", "")


async def test_a_deputy_issues_for_the_head_who_is_away_and_the_record_says_both(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await staffed(world)
        await delegated(world, "giam-doc")
        path = f"{EDITIONS}/1/review"
        await ok(
            await world.post("catalog", path, json={"acting_for": "giam-doc"}, as_=DEPUTY),
        )
        closing = {"nothing_to_say": True}
        await ok(await world.post("catalog", f"{path}/close", json=closing, as_="tham-dinh"))
        signing = {"authority": "KT", "position": "Phó Giám đốc"}
        order = {**DECISION, "acting_for": "giam-doc", "signing": signing}
        answer = await world.post("catalog", f"{EDITIONS}/1/issue", json=order, as_=DEPUTY)
        await ok(answer)
        headers = {"Consistency-Token": answer.headers["Consistency-Token"]}
        edition = await ok(await world.get("catalog", f"{EDITIONS}/1", as_="bien-tap", headers=headers))
        assert (edition["issued_by"], edition["issue_recorded_by"]) == ("giam-doc", "pho-giam-doc")
        assert edition["signing"]["authority"] == "KT"
        events = await ok(await world.get("catalog", f"{EDITIONS}/1/events", as_="bien-tap"))
        told = {one["type"]: one["event"].get("recorded_by") for one in events}
        assert told["EditionSentForComments"] == told["CatalogueIssued"] == "pho-giam-doc"
        assert told["ReviewRoundClosed"] is told["EditionDrafted"] is None
        paper = f"{EDITIONS}/1/decision.docx"
        refused = await world.get("catalog", paper, params={"authority": "TUQ"}, as_="bien-tap")
        assert (refused.status_code, refused.json()["code"]) == (409, "signing-recorded")
        assert (await world.get("catalog", paper, as_="bien-tap")).status_code == 200


async def test_who_sent_a_draft_in_another_s_name_does_not_review_it(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await staffed(world)
        await delegated(world, "bien-tap")
        await delegated(world, "tham-dinh")
        order = {"acting_for": "bien-tap"}
        await ok(await world.post("catalog", f"{EDITIONS}/1/review", json=order, as_=DEPUTY))
        order = {"nothing_to_say": True, "acting_for": "tham-dinh"}
        refused = await world.post("catalog", f"{EDITIONS}/1/review/close", json=order, as_=DEPUTY)
        assert (refused.status_code, refused.json()["code"]) == (403, "may-not-comment")


async def test_no_act_is_another_s_without_a_delegation_that_holds(tmp_path: Path) -> None:
    """Not for a stranger, not on other days, not beyond its roles, not when revoked, not from elsewhere."""
    async with hosted(tmp_path, "catalog") as world:
        await staffed(world)
        later = str((utc_now() + timedelta(days=30)).date())
        await delegated(world, "bien-tap", first_day=later, last_day=later)
        await delegated(world, "giam-doc", roles=["official"])
        sent = await world.post("catalog", f"{EDITIONS}/1/review", json={}, as_="bien-tap")
        await ok(sent)
        version = sent.json()["version"]
        for number in range(len(ACTS)):
            anybody_s = ACTS[number][1].endswith("/acknowledgement")  # every official's, so the deputy's too
            for who in (STRANGER, ELSEWHERE) if anybody_s else (DEPUTY, STRANGER, ELSEWHERE):
                status, code = await act(world, number, who)
                assert status == 403, (ACTS[number], who.id, code)
        today = day_of(utc_now()).isoformat()
        revoking = {"first_day": today}
        path = "/agencies/SNV/officials/giam-doc/delegations/revocation"
        await ok(await world.post("catalog", path, json=revoking, as_="giam-doc"))
        for number in range(len(ACTS)):
            assert await act(world, number, DEPUTY, "giam-doc") == (403, "delegation-missing")
        state = await ok(await world.get("catalog", f"{EDITIONS}/1/events", as_="bien-tap"))
        assert len(state) == version


@pytest.mark.parametrize("acting_for", ["bien-tap", None])
async def test_a_procedure_is_taken_out_by_whom_it_was_delegated_to(
    tmp_path: Path, acting_for: str | None
) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await staffed(world)
        await delegated(world, "bien-tap")
        params = {"acting_for": acting_for} if acting_for else {}
        answer = await world.delete("catalog", f"{EDITIONS}/1/procedures/P01", params=params, as_=DEPUTY)
        assert answer.status_code == (200 if acting_for else 403)


async def test_who_organises_is_not_stood_in_for(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await staffed(world)
        await delegated(world, "giam-doc")
        order = {"division": "TTr", "name": "Thanh tra Sở", "acting_for": "giam-doc"}
        deputy = principal("pho-giam-doc", Role.AGENCY_HEAD, "SNV", "VP")
        for who, code in ((DEPUTY, "role-missing"), (deputy, "acting-for-refused")):
            refused = await world.post("catalog", "/agencies/SNV/divisions", json=order, as_=who)
            assert (refused.status_code, refused.json()["code"]) == (403, code)
