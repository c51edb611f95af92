"""Who looked at a case: each page of it is logged before it is shown; auditors ask, and nobody else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.auth import Grant, Principal
from shared.errors import DiskFull
from shared.kernel import Role
from tests.command_line import run
from tests.hosting import World, hosted, principal
from tests.integration.services.cases.driving import BINH, LAN, MAI, MINH, STRANGER, Office, refusal
from tests.integration.services.cases.history import told
from tests.integration.services.test_catalog import ok

AUDITOR = principal("kiem-toan", Role.AUDITOR)
SYSTEM = principal("qlvb", Role.SYSTEM, "SNV")
PATHS = {"case": "", "events": "/events", "tree": "/tree", "story": "/story", "causes": "/events/1/causes"}


async def looked(world: World, who: Principal | str = AUDITOR, **asked: Any) -> list[dict[str, Any]]:
    """What the log has, the newest first, without the looks at the log itself."""
    answer = await ok(await world.get("cases", "/accesses", params=asked, as_=who))
    return [one for one in answer["accesses"] if one["what"] != "access_log"]


async def look(office: Office, who: Principal | str, path: str = "", **asked: Any) -> Any:
    return await office.world.get("cases", f"/cases/{office.case}{path}", params=asked, as_=who)


@pytest.mark.parametrize(("what", "path"), PATHS.items())
async def test_each_look_says_who_when_as_whom_and_at_what(office: Office, what: str, path: str) -> None:
    await office.open()
    await office.world.settle()
    await ok(await look(office, LAN, path))
    (one,) = await looked(office.world, case=office.case)
    assert (one["who"], one["what"], one["agency"], one["case_number"]) == (
        "snv.lan",
        what,
        "SNV",
        office.case,
    )
    assert one["roles"] == [{"role": "official", "agency": "SNV", "division": "VP"}]
    assert one["cases"] == [office.case]
    assert one["acting_for"] is None
    assert one["client"].startswith("python-httpx")


async def test_roles_are_those_by_which_it_was_shown(office: Office) -> None:
    await office.open()
    await office.world.settle()
    both = Principal("hai-noi", (Grant(Role.AGENCY_HEAD, "SCT"), Grant(Role.AGENCY_HEAD, "SNV")), "Hai Nơi")
    for who in (both, "chu-tich"):
        await ok(await look(office, who))
    leader, head = await looked(office.world, case=office.case)
    assert [one["role"] for one in leader["roles"]] == ["province_leader"]
    assert (head["name"], [one["agency"] for one in head["roles"]]) == ("Hai Nơi", ["SNV"])


async def test_what_is_not_shown_and_what_a_list_shows_is_not_logged(office: Office) -> None:
    await office.open()
    assert await office.listed(BINH) == [office.case]
    for who in (STRANGER, "operator", "importer"):
        assert refusal(await look(office, who)) == (404, "not-found")
    assert await looked(office.world) == []


async def test_what_somebody_searches_for_is_logged(office: Office) -> None:
    await office.open()
    assert await office.listed(BINH, q="bo nhiem") == [office.case]
    (one,) = await looked(office.world, person=BINH.id)
    assert (one["what"], one["asked"], one["case_number"], one["cases"]) == ("search", "bo nhiem", None, [])


async def test_who_looks_for_another_is_a_delegate_or_a_system(office: Office) -> None:
    day = office.opened_at.date()
    days = {"first_day": day.isoformat(), "last_day": (day + timedelta(days=60)).isoformat()}
    path = "/agencies/SNV/officials/snv.minh/delegations"
    await ok(await office.world.post("catalog", path, json={**days, "delegate": "snv.mai"}, as_=MINH))
    await office.open()
    await office.world.settle()
    for who in (MAI, SYSTEM):
        await ok(await look(office, who, acting_for="snv.minh"))
    assert refusal(await look(office, LAN, acting_for="snv.minh")) == (403, "delegation-missing")
    assert refusal(await look(office, "chu-tich", "/tree", acting_for="snv.minh")) == (
        403,
        "delegation-missing",
    )
    found = await looked(office.world, person="snv.minh")
    assert [(one["who"], one["acting_for"]) for one in found] == [
        ("qlvb", "snv.minh"),
        ("snv.mai", "snv.minh"),
    ]


async def test_nothing_is_shown_that_cannot_be_logged(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.open()
    await office.world.settle()
    log = office.world.host.hosted["cases"].service.access_log
    assert log is not None

    async def full(_changes: Any) -> int:
        raise DiskFull(reason="a test", retry_after=5)

    with monkeypatch.context() as patch:
        patch.setattr(log._documents, "write", full)
        for path in PATHS.values():
            answer = await look(office, LAN, path)
            assert refusal(answer) == (503, "access-not-logged")
            assert "Bổ nhiệm" not in answer.text
        assert refusal(await office.world.get("cases", "/accesses", as_=AUDITOR))[0] == 503
        assert await office.listed(BINH) == [office.case]
        await office.do(LAN, "ReceiveStep", step="tiep-nhan")
    await ok(await look(office, LAN))


async def test_auditors_alone_ask_and_one_of_an_agency_of_its_cases(office: Office) -> None:
    await office.open()
    await office.world.settle()
    await ok(await look(office, LAN))
    for who in (LAN, BINH, "chu-tich", "operator", "importer", "tham-dinh", "system"):
        assert refusal(await office.world.get("cases", "/accesses", as_=who)) == (403, "role-missing")
    of_snv, of_sct = (principal("kiem", Role.AUDITOR, agency) for agency in ("SNV", "SCT"))
    assert len(await looked(office.world, of_snv)) == 1
    assert await looked(office.world, of_sct) == []
    answer = await office.world.get("cases", "/accesses", params={"agency": "SNV"}, as_=of_sct)
    assert refusal(answer) == (403, "not-in-agency")


async def test_looking_into_the_log_is_logged_and_pages_go_on(office: Office) -> None:
    await office.open()
    await office.world.settle()
    for _ in range(3):
        await ok(await look(office, LAN))
    asked = {"case": office.case, "limit": 2}
    first = await ok(await office.world.get("cases", "/accesses", params=asked, as_=AUDITOR))
    assert (first["total"], len(first["accesses"]), first["kept_days"]) == (3, 2, 730)
    rest = await ok(await office.world.get("cases", first["next"], as_=AUDITOR))
    assert (len(rest["accesses"]), rest["next"]) == (1, None)
    own = await ok(await office.world.get("cases", "/accesses", params={"person": "kiem-toan"}, as_=AUDITOR))
    assert [one["what"] for one in own["accesses"]] == ["access_log"] * 2


@pytest.fixture
async def tree(tmp_path: Path) -> AsyncIterator[tuple[World, dict[str, str]]]:
    async with hosted(tmp_path, "cases") as world:
        cases = await told(world.application("cases"))
        await world.settle()
        yield world, cases


async def test_a_tree_is_a_look_at_each_case_that_it_shows(tree: tuple[World, dict[str, str]]) -> None:
    world, cases = tree
    stc = principal("stc.lan", Role.OFFICIAL, "STC", "VP")
    await ok(await world.get("cases", "/cases/A1/tree", as_="chu-tich"))
    await ok(await world.get("cases", "/cases/A1/tree", as_=stc))
    child = await looked(world, case=cases["C1"])
    assert [(one["who"], one["case_number"]) for one in child] == [
        ("stc.lan", cases["A1"]),
        ("chu-tich", cases["A1"]),
    ]
    assert child[0]["roles"] == [{"role": "official", "agency": "STC", "division": "VP"}]
    await ok(await world.get("cases", f"/coordinations/{cases['A1']}/1", as_=stc))
    (newest, *_) = await looked(world, person="stc.lan")
    assert (newest["what"], newest["coordination"], newest["agency"]) == ("coordination", 1, "SNV")


async def test_the_command_line_on_stopped_services_logs_who_ran_it(tmp_path: Path) -> None:
    async with hosted(tmp_path, "cases") as world:
        cases = await told(world.application("cases"))
    here = {"TTHC_DATA_DIR": str(tmp_path), "LANG": "en"}
    for what in ("tree", "story"):
        assert run("case", what, "A1", "--json", environment=here).returncode == 0
    told_by = run("case", "readers", cases["A1"], "--limit", "1", environment=here)
    assert (told_by.returncode, "story" in told_by.stdout) == (0, True), told_by.stderr
    assert "--before" in told_by.stderr
    assert run("case", "show", cases["A1"], environment=here).returncode == 0
    async with hosted(tmp_path, "cases") as world:
        signed_in, *found = await looked(world, case=cases["A1"])
    assert (signed_in["who"], signed_in["what"]) == ("auditor", "case")
    assert signed_in["client"].startswith("tthc (")
    assert [one["what"] for one in found] == ["story", "tree"]
    assert {one["who"].partition(":")[0] for one in found} == {"os"}
    assert set(found[0]["cases"]) == set(cases.values())
    assert found[0]["client"].startswith("tthc (")
