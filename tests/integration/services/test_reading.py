"""Everybody reads the catalogue without signing in: what is in force, under addresses that stay."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from services.catalog.application.edition.known_here import KnownHere
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import catalogue_key
from services.catalog.domain.edition.entering import EnterIntoForce, Supersede
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.edition.telling import in_full
from shared.contracts.catalog.force import CatalogueWithdrawn, ProcedureCorrected
from shared.decider import by_itself
from shared.eventstore.records import utc_now
from shared.eventstore.unit_of_work import UnitOfWork
from tests.hosting import World, hosted
from tests.integration.services.test_catalog import EDITIONS, found, issue, ok, procedure, put_in

SNV = "/catalogue/agencies/SNV"
WITHDRAWN_BY = "snv.binh.van"


async def issued(world: World, edition: int, *entries: dict[str, Any], **changes: Any) -> None:
    """Draft an edition, let it hold just these procedures, issue it, and let it enter into force."""
    await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
    await world.settle()
    path = f"{EDITIONS}/{edition}"
    copied = await ok(await world.get("catalog", path, as_="bien-tap"))
    for one in copied["procedures"]:
        await ok(await world.delete("catalog", f"{path}/procedures/{one['procedure']}", as_="bien-tap"))
    for entry in entries:
        await put_in(world, edition, entry)
    await issue(world, edition, **changes)
    await world.settle()
    await enters(world, edition)


async def enters(world: World, edition: int) -> None:
    """What the day does: the edition enters into force and ends the one before it; once."""

    def handler(work: UnitOfWork) -> None:
        key, before = catalogue_key("SNV", edition), catalogue_key("SNV", edition - 1)
        today, act = EnterIntoForce(today=utc_now().date()), by_itself(utc_now())
        for entry in work.decide(CATALOGUE, key, today, act, KnownHere(work.state, LifecyclePolicy()), "SNV"):
            ended = Supersede(by_edition=entry.edition)
            work.decide(CATALOGUE, before, ended, by_itself(entry.entered_at), correlation="SNV")

    await world.application("catalog").execute(handler)
    await world.settle()


async def withdraw(world: World, edition: int) -> None:
    event = CatalogueWithdrawn(
        agency="SNV",
        edition=edition,
        reason="Ban hành không đúng thẩm quyền",
        decision_number="09/QĐ-SNV",
        decision_date=utc_now().date(),
        withdrawn_by=WITHDRAWN_BY,
        withdrawn_at=utc_now(),
    )
    key = catalogue_key("SNV", edition)
    await world.application("catalog").execute(
        lambda work: work.append(CATALOGUE, key, [event], correlation="SNV")
    )
    await world.settle()


async def correct(world: World, edition: int, code: str, name: str) -> None:
    """Mend a slip in a procedure's name."""

    def handler(work: UnitOfWork) -> None:
        key = catalogue_key("SNV", edition)
        state = work.state(CATALOGUE, key)
        assert state.issue is not None
        corrected = ProcedureCorrected(
            **{**in_full(state.issue, state.procedures[code]), "name": name},
            issued_by=state.issue.issued_by,
            corrected=("name",),
            reason="Ghi thiếu chữ",
            corrected_by="snv.binh",
            corrected_at=utc_now(),
        )
        work.append(CATALOGUE, key, [corrected], correlation="SNV")

    await world.application("catalog").execute(handler)
    await world.settle()


async def read(world: World, path: str, **request: Any) -> Any:
    return await ok(await world.get("catalog", path, **request))


async def test_the_address_of_a_procedure_shows_what_is_in_force_and_that_of_an_edition_stays(
    tmp_path: Path,
) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await issued(world, 1, procedure("P01"), procedure("P02"))
        permanent = f"{SNV}/editions/1/procedures/P01"
        answer = await world.get("catalog", f"{SNV}/procedures/P01")
        assert (answer.json()["edition"], answer.headers["content-location"]) == (1, permanent)
        await issued(world, 2, procedure("P01", "Rà soát"), in_force_from="2026-02-01")
        assert (await read(world, f"{SNV}/procedures/P01"))["edition"] == 2
        assert (await read(world, f"{SNV}/procedures/P01", params={"on": "2026-01-20"}))["edition"] == 1
        kept = await world.get("catalog", permanent)
        assert (kept.json()["status"], kept.json()["superseded_by"]) == ("superseded", 2)
        assert f'<{SNV}/procedures/P01>; rel="latest-version"' in kept.headers["link"]
        dropped = await world.get("catalog", f"{SNV}/procedures/P02")
        assert (dropped.status_code, dropped.json()["code"]) == (404, "no-such-procedure-in-force")


async def test_agencies_and_editions_are_listed_and_drafts_are_not(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await issued(world, 1, procedure("P01"))
        await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        await put_in(world, 2, procedure("P02"))
        await world.settle()
        (agency,) = (await read(world, "/catalogue/agencies"))["agencies"]
        assert (agency["agency"], agency["editions"]) == ("SNV", 1)
        assert [one["edition"] for one in (await read(world, f"{SNV}/editions"))["editions"]] == [1]
        for draft in (f"{SNV}/editions/2", f"{SNV}/editions/2/procedures/P01"):
            assert (await world.get("catalog", draft)).status_code == 404


async def test_a_withdrawn_edition_stays_readable_and_is_marked(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await issued(world, 1, procedure("P01"))
        await withdraw(world, 1)
        assert (await read(world, f"{SNV}/procedures"))["procedures"] == []
        for address in (f"{SNV}/editions/1", f"{SNV}/editions/1/procedures/P01"):
            shown = await read(world, address)
            assert shown["status"] == "withdrawn"
            assert shown["withdrawal"]["decision_number"] == "09/QĐ-SNV"
            assert WITHDRAWN_BY not in str(shown)


async def test_nobody_is_named_but_the_signer_of_the_decision(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await issued(world, 1, procedure("P01"))
        await correct(world, 1, "P01", "Thủ tục P01 (đính chính)")
        shown = await read(world, f"{SNV}/editions/1/procedures/P01")
        assert shown["corrections"][0]["reason"] == "Ghi thiếu chữ"
        for address in (f"{SNV}/editions", f"{SNV}/editions/1", f"{SNV}/editions/1/procedures/P01"):
            answer = await world.get("catalog", address)
            assert set(re.findall(r"\w+_by", answer.text)) <= {"signed_by", "superseded_by"}
            assert not re.search("giam-doc|bien-tap|snv.binh", answer.text)
        assert "Lê Minh Đức" in (await world.get("catalog", f"{SNV}/editions")).text


async def test_a_reader_that_has_it_is_told_so_until_it_changes(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await issued(world, 1, procedure("P01"))
        address = f"{SNV}/procedures/P01"
        first = await world.get("catalog", address)
        assert first.headers["cache-control"].startswith("public, max-age=60")
        has_it = {"If-None-Match": first.headers["etag"]}
        assert (await world.get("catalog", address, headers=has_it)).status_code == 304
        assert (await world.request("HEAD", "catalog", address)).headers["etag"] == first.headers["etag"]
        await correct(world, 1, "P01", "Thủ tục thứ nhất")
        changed = await world.get("catalog", address, headers=has_it)
        assert (changed.status_code, changed.json()["name"]) == (200, "Thủ tục thứ nhất")


async def test_the_search_goes_from_page_to_page_and_finds_what_is_new(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await issued(world, 1, *(procedure(f"P{n:02}", "Thẩm định hồ sơ") for n in range(5)))
        codes, address = [], "/catalogue/search?q=tham%20dinh&limit=2"
        while address:
            answer = await world.get("catalog", address)
            page = await ok(answer)
            assert page["total"] == 5
            codes += [one["procedure"] for one in page["procedures"]]
            address = answer.links.get("next", {}).get("url", "")
        assert codes == [f"P{n:02}" for n in range(5)]
        assert (await read(world, "/catalogue/search", params={"q": "dieu dong"}))["total"] == 0
        await issued(world, 2, procedure("P09", "Điều động viên chức"), in_force_from="2026-02-01")
        (new,) = (await read(world, "/catalogue/search", params={"q": "dieu dong"}))["procedures"]
        assert (new["procedure"], new["agency_name_vi"]) == ("P09", "Sở Nội vụ")
        past = {"q": "tham dinh", "on": date(2026, 1, 20).isoformat()}
        assert (await read(world, "/catalogue/search", params=past))["total"] == 5


async def test_what_is_true_now_is_told_when_it_changes_and_once(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await issued(world, 1, *(procedure(f"P{n:03}", "x" * 3900) for n in range(60)))
        await enters(world, 1)
        told = [event for event in await log(world) if event.startswith("Current")]
        assert told.count("CurrentProcedureChanged") == 60
        assert told.count("CurrentProceduresTold") > 1
        assert await world.dead_letters("catalog") == []


async def log(world: World) -> list[str]:
    events = await world.application("catalog").log(0, 10_000)
    return [type(recorded.event).__name__ for recorded in events]


async def test_no_draft_is_read_however_far_it_has_come(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await issued(world, 1, procedure("P01"))
        await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        reason = {"reason": "Cần xem lại"}
        for path, order in (("review", {}), ("review/recall", reason), ("discard", reason)):
            await ok(await world.post("catalog", f"{EDITIONS}/2/{path}", json=order, as_="bien-tap"))
            await world.settle()
            listed = (await read(world, f"{SNV}/editions"))["editions"]
            assert [one["edition"] for one in listed] == [1], path
            assert (await world.get("catalog", f"{SNV}/editions/2")).status_code == 404, path


async def test_the_edition_before_is_the_last_one_issued_and_not_a_discarded_draft(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await issued(world, 1, procedure("P01"))
        await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        await ok(await world.post("catalog", f"{EDITIONS}/2/discard", json={"reason": "Bỏ"}, as_="bien-tap"))
        await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        await put_in(world, 3, procedure("P02"))
        await world.settle()
        difference = await read(world, f"{EDITIONS}/3/difference", as_="bien-tap")
        assert (difference["before"], [one["code"] for one in difference["added"]]) == (1, ["P02"])
        await issue(world, 3, in_force_from="2026-02-01")
        await world.settle()
        shown = await world.get("catalog", f"{SNV}/editions/3")
        assert f'<{SNV}/editions/1>; rel="predecessor-version"' in shown.headers["link"]
