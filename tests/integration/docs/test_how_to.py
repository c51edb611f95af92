"""The how-to pages, typed into a shell beside a deployment of their own."""

import csv
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from services.catalog.national_list.fields import load_fields
from shared.settings import Settings
from tests.hosting import ADDRESS, hosted
from tests.integration.docs.deployment import PATIENCE, Shell, at_ports_of, settings_in, shell, up
from tests.integration.docs.pages import DOCS, ROOT, states, to_run
from tests.integration.docs.tutorial import last_answer
from tests.integration.importlog.importing import imported, small_plan
from tests.integration.services.test_catalog_differences import two_editions
from tests.integration.services.test_organisation import AGENCIES, STAFF
from tthc.operations.composition import ALL_SERVICES
from tthc.operations.environment import environment_of
from tthc.operations.settling import settled

HOW_TO = DOCS / "how-to"
SERVICES = ("catalog", "cases", "sla", "notify")
_TOKEN = """
ISSUER=http://127.0.0.1:8100 CATALOG=http://127.0.0.1:8101
TOKEN=$(curl -fsS -u operator:tthc-demo -d grant_type=client_credentials $ISSUER/token |
  python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')
"""


_SIGNED_IN = """
ISSUER=http://127.0.0.1:8100 CATALOG=http://127.0.0.1:8101
access() { python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])'; }
OPERATOR=$(curl -fsS -u operator:tthc-demo -d grant_type=client_credentials $ISSUER/token | access)
EDITOR=$(curl -fsS "$ISSUER/token?person=bien-tap&agency=SNV" | access)
"""


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    """A deployment that has run: Home Affairs with two editions, in the folder `var`."""
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await two_editions(world)
    return settings_in(tmp_path / "var", address=ADDRESS)


@pytest.fixture
async def bash(settings: Settings, tmp_path: Path) -> AsyncIterator[Shell]:
    """A shell beside that folder, in which `tthc` uses it."""
    with shell(tmp_path, environment_of(settings)) as bash:
        yield bash


def typed(page: str) -> list[str]:
    """The page's blocks for the shell."""
    return [text for language, text in to_run(HOW_TO / f"{page}.md") if language == "sh"]


def test_what_is_backed_up_is_restored(settings: Settings, bash: Shell, tmp_path: Path) -> None:
    bash.type(f"mkdir {tmp_path}/backup")
    backed_up, restored = (one.replace("/mnt/backup", f"{tmp_path}/backup") for one in typed("back-up"))
    bash.type(backed_up)
    assert len(list((tmp_path / "var/backups").glob("*/*.events.sqlite"))) == len(SERVICES)
    bash.type(at_ports_of(settings, restored))
    bash.type("kill %1; wait %1 || true")
    assert len(list((tmp_path / "var/backups").glob("*/*.events.sqlite"))) == len(SERVICES)
    assert "\n0 disagreements" in bash.type("tthc verify --language en")


async def test_cases_are_exported_discovered_reported_on_and_counted(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await imported(world, small_plan(tmp_path))
    exported, discovered = typed("export")
    with shell(tmp_path, environment_of(settings_in(tmp_path / "var", address=ADDRESS))) as bash:
        assert "Wrote cases.xes.gz: 3 cases" in bash.type(exported)
        assert "CASES" in bash.type(discovered)
        (reported,) = typed("report")
        bash.type(reported)
        assert "Lượt xử lý" in load_workbook(tmp_path / "snv.xlsx").sheetnames
        assert (tmp_path / "province.pdf").read_bytes().startswith(b"%PDF-")
        (stands,) = typed("province")
        assert '"agency": "SNV"' in bash.type(stands)


def test_an_edition_is_exported_and_comes_back(bash: Shell, tmp_path: Path) -> None:
    exported, imported = typed("catalogue-documents")
    bash.type(exported)
    assert (tmp_path / "decision.pdf").read_bytes().startswith(b"%PDF-")
    bash.type(imported)
    assert "Danh mục" in load_workbook(tmp_path / "catalogue.xlsx").sheetnames


def test_the_difference_is_told(bash: Shell) -> None:
    told, _ = typed("simplify")
    assert "P03" in bash.type(told)


async def test_a_programme_is_opened_and_a_simplification_proposed(
    settings: Settings, tmp_path: Path
) -> None:
    _, proposed = typed("simplify")
    async with up(settings):
        with shell(tmp_path) as bash:
            bash.type(at_ports_of(settings, _SIGNED_IN))
            answer = bash.type(proposed.replace("SNV-01", "P01"))
    assert "SimplificationProgrammeOpened" in answer
    assert "SimplificationProposed" in answer


def test_the_fields_of_the_national_list_can_be_used(tmp_path: Path) -> None:
    (content,) = [text for language, text in to_run(HOW_TO / "simplify.md") if language == "json"]
    (tmp_path / "fields.json").write_text(content, "utf-8")
    assert [one.name for one in load_fields(tmp_path / "fields.json")] == ["ten", "thoi_han"]


def workbook(path: Path) -> None:
    """The organisation that the page speaks of, as the page describes the table."""
    book = Workbook()
    book.remove(book.active)
    for name, table in (("agencies", AGENCIES), ("staff", STAFF)):
        sheet = book.create_sheet(name)
        for row in csv.reader(io.StringIO(table)):
            sheet.append(
                [*row, "valid_from" if row[0] == "code" else "2021-01-01"] if name == "agencies" else row
            )
    book.save(path)


async def test_the_organisation_is_taken_in_and_changed(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "var", address=ADDRESS)
    workbook(tmp_path / "organisation.xlsx")
    async with up(settings) as operator:
        with shell(tmp_path, environment_of(settings)) as bash:
            bash.type(at_ports_of(settings, _TOKEN))
            for block in typed("organisation"):
                bash.type(at_ports_of(settings, block))
                await settled(operator, ALL_SERVICES, PATIENCE)
            tree = json.loads(
                bash.type('curl -sS -H "Authorization: Bearer $TOKEN" "$CATALOG/agencies/tree?on=2025-07-01"')
            )
    (province,) = tree
    assert [one["agency"] for one in province["children"]] == ["HOIAN1", "SNV"]
    assert (tmp_path / "staff.csv").read_text("utf-8-sig").startswith("agency,type,code")


async def test_the_catalogue_is_searched_without_signing_in(settings: Settings, tmp_path: Path) -> None:
    (search,) = typed("read-the-catalogue")
    async with up(settings):
        with shell(tmp_path) as bash:
            found = json.loads(bash.type(at_ports_of(settings, search)))
    assert [one["procedure"] for one in found["procedures"]] == ["P01"]


async def test_the_examples_lead_to_a_printed_decision(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "var", address=ADDRESS)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    *before, asked, commented, issued, printed, sent = typed("example-to-decision")
    async with up(settings):
        with shell(tmp_path, environment_of(settings)) as bash:
            for block in before:
                bash.type(at_ports_of(settings, block))
            assert json.loads(bash.type(asked)) == []
            assert "CommentAnswered" in bash.type(commented)
            answer = json.loads(bash.type(issued))
            assert (answer["events"], answer["warnings"]) == (["CatalogueIssued"], [])
            bash.type(printed)
            delivered = bash.type(sent)
            assert all(f'"recipient":"{code}"' in delivered for code in ("CAT", "SNGV", "STC", "STP"))
    text = PdfReader(tmp_path / "decision.pdf").pages[0].extract_text()
    assert "12/QĐ-SNV" in text
    assert "Quảng Nam, ngày 25 tháng 7 năm 2025" in text
    assert (tmp_path / "decision.docx").stat().st_size > 0


async def test_two_departments_work_on_one_case(tmp_path: Path) -> None:
    """Every stated answer comes; tree and story are told by the command line too."""
    settings = settings_in(tmp_path / "var/coordinating", address=ADDRESS)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    told: list[str] = []
    async with up(settings) as operator:
        with shell(tmp_path, environment_of(settings)) as bash:
            for language, text in to_run(HOW_TO / "coordinate.md"):
                if language == "sh":
                    told.append(bash.type(at_ports_of(settings, text)))
                    await settled(operator, ALL_SERVICES, PATIENCE)
                else:
                    answer = last_answer(told[-1])
                    assert states(json.loads(text), answer), f"stated:\n{text}\ncame:\n{told[-1]}"
    (whole,) = [one for one in told if "took request" in one]
    assert "SXD-05 · completed" in whole
    assert "Vũ Thị Mai (sxd.mai) (SXD) took request" in whole


def test_officials_are_evaluated(tmp_path: Path) -> None:
    with shell(ROOT, environment_of(settings_in(tmp_path / "var", address=ADDRESS))) as bash:
        told = [bash.type(block) for block in typed("evaluate")]
    assert "sent back for its content" in told[1]
    assert "stc.hung" in told[2]
    assert "tried, not in force" in told[3]
