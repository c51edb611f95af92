"""Reports over HTTP and on the command line: the scorecards' figures, with their rows, for whom they are."""

import asyncio
import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from openpyxl import load_workbook
from pypdf import PdfReader

from dev.issuer.tokens import DemoTokens
from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.reporting.scheduling import ReportSchedule
from shared.contracts.reports import ReportIssued
from shared.contracts.topics import Service
from shared.eventstore.records import utc_now
from shared.kernel import Role, day_of
from tests.command_line import run
from tests.hosting import ADDRESS, World, hosted, principal
from tests.integration.docs.deployment import settings_in
from tests.integration.histories.taking_over import EXAMPLE, SERVICES, taken_over
from tests.integration.services.test_catalog import ok
from tthc.operations.environment import environment_of

MARCH = "2026-03"
HEAD = principal("stc.truong", Role.AGENCY_HEAD, "STC")
LAN = principal("stc.lan", Role.OFFICIAL, "STC", "VP")


async def report(world: World, name: str, who: Any = "auditor", language: str = "vi", **asked: str) -> Any:
    headers = {"Accept-Language": language}
    return await world.get("sla", f"/reports/{name}", as_=who, headers=headers, params=asked)


async def test_a_report_says_what_the_scorecards_say_and_to_whom(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await taken_over(world, EXAMPLE)
        await world.settle()
        await _the_schedule_makes_each_report_once(world)
        await _figures_are_the_scorecards(world)
        await _the_workbook_has_the_rows(world)
        await _the_page_is_printed(world)
        await _each_gets_their_own(world)
        before = await _a_report_is_the_same_bytes_and_a_correction_another_edition(world)
        late = await _late_visit(world, "snv.hung")
        returned = await _returned_work(world)
    _the_command_reads_the_stores(tmp_path, before)
    _a_late_visit_is_contested_by_command(tmp_path, late)
    _a_return_is_cleared_by_command(tmp_path, returned)


async def _figures_are_the_scorecards(world: World) -> None:
    answer = await report(world, f"{MARCH}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    names = ("done", "done_late", "late_through_others", "used_minutes", "waiting_minutes", "open_overdue")
    for by in ("agency", "division", "official", "procedure"):
        asked = {"by": by, "all": "true", "month": MARCH}
        cards = (await ok(await world.get("sla", "/scorecards", as_="auditor", params=asked)))["rows"]
        told = [[int(one[name]) for name in names] for one in rows if one["by"] == by]
        assert told == [[one[name] for name in names] for one in cards]
    assert {one["rules"] for one in rows} == {"1"}
    assert {int(one["position"]) > 100 for one in rows} == {True}


async def _the_workbook_has_the_rows(world: World) -> None:
    answer = await report(world, "2026-Q1.xlsx", language="en")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [
        "Agencies",
        "Divisions",
        "Officials",
        "Procedures",
        "Charts",
        "Visits",
        "Open visits",
    ]
    divisions, visits = book["Divisions"], book["Visits"]
    titles = [cell.value for cell in divisions[5]]
    done = titles.index("Done")
    assert sum(row[done].value for row in divisions.iter_rows(min_row=6)) == visits.max_row - 5 == 10
    assert len(divisions._charts) == 1
    assert "at position" in divisions["A3"].value
    assert visits["A6"].value.startswith("S")


async def _the_page_is_printed(world: World) -> None:
    answer = await report(world, f"{MARCH}.pdf", HEAD)
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in ("CỘNG HÒA XÃ HỘI", "Tháng 03/2026", "quy tắc bản 1", "Quá hạn"):
        assert words in text
    assert "SNV/" not in text


async def _each_gets_their_own(world: World) -> None:
    own = await report(world, f"{MARCH}.csv", HEAD)
    rows = list(csv.DictReader(io.StringIO(own.content.decode("utf-8-sig"))))
    assert {one["agency"] for one in rows} == {"STC"}
    official = principal("stc.mai", Role.OFFICIAL, "STC", "TC")
    for who, name, asked, code in (
        (HEAD, f"{MARCH}.csv", {"agency": "SNV"}, "not-in-agency"),
        (official, f"{MARCH}.csv", {}, "role-missing"),
        ("operator", f"{MARCH}.csv", {}, "role-missing"),
        ("auditor", "2026-W60.csv", {}, "period-unclear"),
    ):
        assert (await report(world, name, who, **asked)).json()["code"] == code


async def _the_schedule_makes_each_report_once(world: World) -> None:
    """At the first working instant after the end; two at once, and after months in which nobody looked."""
    assert await _made_by(world, "2026-02-27T09:00+07:00") == []
    await _made_by(world, "2026-03-02T09:00+07:00")
    assert await _made_by(world, "2026-03-08T23:00+07:00") == []
    assert await _made_by(world, "2026-03-09T07:29+07:00") == []
    assert await _made_by(world, "2026-03-09T07:31+07:00") == ["SNV:2026-W10", "province:2026-W10"]
    later = await _made_by(world, "2026-06-02T10:00+07:00")
    assert {"SNV:2026-W11", "province:2026-W11"} <= set(later)
    assert len(set(later)) == len(later)
    assert all(one.partition(":")[2] <= "2026-W22" for one in later)
    await world.settle()
    head = principal("snv.truong", Role.AGENCY_HEAD, "SNV")
    inbox = await ok(await world.get("notify", "/inbox/entries", as_=head))
    (told,) = [one for one in inbox["entries"] if one["period"] == "2026-W10"]
    assert told["kind"] == "report_issued"
    assert told["address"] == "/reports/2026-W10.pdf?agency=SNV&edition=1"


async def _made_by(world: World, moment: str) -> list[str]:
    """The reports that two schedules at once make then."""
    application, now = cast(SlaApplication, world.application("sla")), datetime.fromisoformat(moment)
    documents = world.host.hosted[Service.SLA].service.documents
    queries = SlaQueries(documents, lambda: now)
    schedules = [ReportSchedule(queries, application, kinds="week", scopes="SNV,province") for _ in range(2)]
    before = await application.read(application.store.last_notification_id)
    await asyncio.gather(*(one.look() for one in schedules))
    log = await application.log(before, 1_000)
    return [one.key for one in log if isinstance(one.event, ReportIssued)]


async def _a_report_is_the_same_bytes_and_a_correction_another_edition(world: World) -> dict[str, bytes]:
    of_stc = {"agency": "STC"}
    first = {form: (await report(world, f"{MARCH}.{form}", HEAD)).content for form in ("xlsx", "csv", "pdf")}
    path = f"/reports/{MARCH}"
    nothing = await ok(await world.post("sla", f"{path}/ReissueReport", json={}, as_=HEAD))
    assert [one["edition"] for one in nothing["editions"]] == [1]
    await _confirm_a_cause(world)
    again = await ok(await world.post("sla", f"{path}/ReissueReport", json={}, as_=HEAD))
    second = again["editions"][1]
    changed = [one for one in second["figures"] if one["by"] == "official"]
    assert [(one["unit"], one["figure"]) for one in changed] == [
        ("STC/VP/stc.lan", "late_by_objective_cause")
    ]
    assert (changed[0]["was"], changed[0]["becomes"], second["rows"]) == (0, 1, [])
    for form, content in first.items():
        assert (await report(world, f"{MARCH}.{form}", HEAD)).content == content
        newer = await report(world, f"{MARCH}.{form}", "auditor", **of_stc, edition="2")
        assert newer.content != content
    book = load_workbook(io.BytesIO((await report(world, f"{MARCH}.xlsx", HEAD, edition="2")).content))
    assert book["Số liệu khác bản trước"].max_row == 5 + len(second["figures"])
    unknown = await report(world, f"{MARCH}.pdf", HEAD, edition="3")
    assert unknown.json()["code"] == "report-edition-unknown"
    await world.settle()
    listed = await ok(await world.get("sla", "/reports", as_=HEAD))
    assert [(one["scope"], one["period"], one["editions"]) for one in listed["reports"]] == [
        ("STC", MARCH, 2)
    ]
    await _a_period_that_goes_on_is_not_kept(world)
    return first


async def _confirm_a_cause(world: World) -> None:
    late = await _late_visit(world, "stc.lan")
    about = {"step": late["step"], "visit": late["visit"], "reason": "Mất điện"}
    for command, who in (("ClaimObjectiveCause", LAN), ("ConfirmObjectiveCause", HEAD)):
        path = f"/cases/{late['case']}/{command}"
        decided = await world.post("cases", path, json=about, as_=who)
        assert decided.is_success, decided.text
        await world.settle()
    inboxes = {who.id: await ok(await world.get("notify", "/inbox/entries", as_=who)) for who in (LAN, HEAD)}
    kinds = {who: [one["kind"] for one in told["entries"]] for who, told in inboxes.items()}
    assert "cause_confirmed" in kinds["stc.lan"]
    assert "cause_claimed" in kinds["stc.truong"]


async def _late_visit(world: World, official: str) -> dict[str, Any]:
    asked = {"kind": "done_late", "official": official, "from": "2026-03-01", "to": "2026-03-31"}
    found = await ok(await world.get("sla", "/scorecards/visits", as_="auditor", params=asked))
    late: dict[str, Any] = found["visits"][0]
    return late


async def _a_period_that_goes_on_is_not_kept(world: World) -> None:
    year = f"{day_of(utc_now()).year}"
    answer = await report(world, f"{year}.pdf", "auditor", "en")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "the period isn’t over" in text.replace("'", "’")
    told = await ok(await world.get("sla", f"/reports/{year}", as_="auditor"))
    assert told["editions"] == []


def _the_command_reads_the_stores(folder: Path, kept: dict[str, bytes]) -> None:
    environment = environment_of(settings_in(folder / "var", address=ADDRESS))
    words = ("report", "--province", "--period", MARCH, "-o", str(folder / "r.csv"), "--json")
    ran = run(*words, environment=environment)
    assert ran.returncode == 0, ran.stdout
    assert json.loads(ran.stdout)["bytes"] == (folder / "r.csv").stat().st_size
    again = run("report", "--period", MARCH, "-o", str(folder / "r.csv"), environment=environment)
    assert again.returncode == 2
    for form, content in kept.items():
        file = folder / f"stc.{form}"
        asked = run("report", "--agency", "STC", "--period", MARCH, "-o", str(file), environment=environment)
        assert "--edition 2" in asked.stdout
        assert file.read_bytes() == content


def _a_late_visit_is_contested_by_command(folder: Path, late: dict[str, Any]) -> None:
    """Each as whom their token is for."""
    settings = settings_in(folder / "var", address=ADDRESS)
    environment, tokens = environment_of(settings), DemoTokens(settings)
    hung = principal("snv.hung", Role.OFFICIAL, "SNV", late["division"])
    head = principal("snv.truong", Role.AGENCY_HEAD, "SNV")
    visit = (late["case"], "--step", late["step"], "--visit", str(late["visit"]))
    for who, command, more, code in (
        (head, "claim-cause", ("--reason", "Mất điện"), 1),
        (hung, "claim-cause", ("--reason", "Mất điện"), 0),
        (hung, "confirm-cause", (), 1),
        (head, "refuse-cause", ("--reason", "Không có căn cứ"), 0),
    ):
        file = folder / f"{who.id}.jwt"
        file.write_text(tokens.issue(who))
        ran = run("case", command, *visit, *more, "--token-file", str(file), environment=environment)
        assert ran.returncode == code, ran.stdout + ran.stderr


async def _returned_work(world: World) -> dict[str, Any]:
    asked = {"from": "2026-03-01", "to": "2026-03-31"}
    found = await ok(await world.get("sla", "/scorecards/sent-back", as_="auditor", params=asked))
    returned: dict[str, Any] = found["sent_back"][0]
    return returned


def _a_return_is_cleared_by_command(folder: Path, returned: dict[str, Any]) -> None:
    """By the head whose agency had done the work, by the number of the event, once."""
    settings = settings_in(folder / "var", address=ADDRESS)
    environment, file = environment_of(settings), folder / "head.jwt"
    case, number = returned["case_number"], returned["version"]
    agency = case.partition("-")[0]
    head = principal(f"{agency.lower()}.truong", Role.AGENCY_HEAD, agency)
    file.write_text(DemoTokens(settings).issue(head))
    for event, code, word in ((number - 1, 1, "return-unknown"), (number, 0, ""), (number, 1, "already")):
        words = (case, "--event", str(event), "--reason", "Mẫu mới", "--token-file", str(file), "--json")
        ran = run("case", "clear-return", *words, environment=environment)
        assert (ran.returncode, word in ran.stdout + ran.stderr) == (code, True), ran.stdout + ran.stderr
