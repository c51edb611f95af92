"""Reports over HTTP and on the command line: the scorecards' figures, with their rows, for whom they are."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

from shared.kernel import Role
from tests.command_line import run
from tests.hosting import ADDRESS, World, hosted, principal
from tests.integration.docs.deployment import settings_in
from tests.integration.histories.taking_over import EXAMPLE, SERVICES, taken_over
from tests.integration.services.test_catalog import ok
from tthc.operations.environment import environment_of

MARCH = "2026-03"
HEAD = principal("stc.hung", Role.AGENCY_HEAD, "STC")


async def report(world: World, name: str, who: Any = "auditor", language: str = "vi", **asked: str) -> Any:
    headers = {"Accept-Language": language}
    return await world.get("sla", f"/reports/{name}", as_=who, headers=headers, params=asked)


async def test_a_report_says_what_the_scorecards_say_and_to_whom(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await taken_over(world, EXAMPLE)
        await world.settle()
        await _figures_are_the_scorecards(world)
        await _the_workbook_has_the_rows(world)
        await _the_page_is_printed(world)
        await _each_gets_their_own(world)
    _the_command_reads_the_stores(tmp_path)


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
    assert book.sheetnames == ["Agencies", "Divisions", "Officials", "Procedures", "Visits", "Open visits"]
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


def _the_command_reads_the_stores(folder: Path) -> None:
    environment = environment_of(settings_in(folder / "var", address=ADDRESS))
    words = ("report", "--province", "--period", MARCH, "-o", str(folder / "r.csv"), "--json")
    ran = run(*words, environment=environment)
    assert ran.returncode == 0, ran.stdout
    assert json.loads(ran.stdout)["bytes"] == (folder / "r.csv").stat().st_size
    again = run("report", "--period", MARCH, "-o", str(folder / "r.csv"), environment=environment)
    assert again.returncode == 2
