"""A log that was imported, exported and discovered says what it said; a file is whole or isn't there."""

import gzip
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.cases.exporting.files import LogForm
from shared.errors import Language
from tests.command_line import run
from tests.hosting import ADDRESS, hosted
from tests.integration.docs.deployment import settings_in
from tests.integration.importlog.importing import SERVICES, imported, small_plan
from tests.integration.services.cases.test_who_looked import looked
from tests.ocel import faults_of
from tthc.connection import in_process
from tthc.demo import PERMIT_LOG
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import ImportPlan, plan_import
from tthc.mining.log.options import ReadOptions
from tthc.operations.environment import environment_of
from tthc.operations.exporting import LogQuestion, served_log

#: What the log names nobody for is the importer's own act: one more who did something.
IMPORTER = {"officials": 3}
FIGURES = ("cases", "events", "activities", "officials", "units", "variants", "rework", "hand_offs")


def figures(log: Path, calendar: str) -> dict[str, Any]:
    found = run("discover", str(log), "--calendar", calendar, "--json", environment={})
    assert found.returncode == 0, found.stdout
    told = json.loads(found.stdout)
    return {name: told[name] for name in FIGURES} | {"visits": sorted(one["visits"] for one in told["steps"])}


async def there_and_back(folder: Path, plan: ImportPlan, calendar: str, **own: int) -> dict[str, Any]:
    """What discovery says of a log; the same of the files that its cases come out as, but for `own`."""
    async with hosted(folder / "var", *SERVICES) as world:
        await imported(world, plan)
    environment = environment_of(settings_in(folder / "var", address=ADDRESS))
    expected = figures(plan.options.path, calendar) | own
    for name in ("out.xes", "out.xes.gz", "out.csv"):
        ran = run("export-log", "-o", str(folder / name), "--json", environment=environment)
        told = json.loads(ran.stdout)
        assert (told["cases"], told["bytes"]) == (expected["cases"], (folder / name).stat().st_size)
        assert figures(folder / name, calendar) == expected
    ran = run("export-log", "-o", str(folder / "out.json.gz"), "--language", "en", environment=environment)
    assert ran.returncode == 0, ran.stderr
    assert faults_of(gzip.decompress((folder / "out.json.gz").read_bytes())) == []
    return expected


async def test_what_is_exported_is_discovered_as_the_log_was(tmp_path: Path) -> None:
    expected = await there_and_back(tmp_path, small_plan(tmp_path), "VN", **IMPORTER)
    assert (expected["cases"], expected["events"]) == (3, 47)
    async with hosted(tmp_path / "var", "cases") as world:
        assert {(one["who"].partition(":")[0], one["what"]) for one in await looked(world)} == {
            ("os", "export")
        }


async def test_running_services_tell_the_same(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await imported(world, small_plan(tmp_path))
        async with (
            in_process(world.host, Language.EN) as services,
            served_log(services, LogQuestion(agency="SNV"), LogForm.XES) as found,
        ):
            content = b"".join([part async for part in found.parts])
    (tmp_path / "served.xes").write_bytes(content)
    assert figures(tmp_path / "served.xes", "VN") == figures(tmp_path / "log.csv", "VN") | IMPORTER
    assert found.position > 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("-o", "log.txt"), "log-form-unclear"),
        (("-o", "nowhere/log.xes"), "output-unwritable"),
        (("-o", "/dev/null", "--format", "xes"), "output-unwritable"),
        (("-o", "log.xes", "--from", "2026-02-01", "--to", "2026-01-01"), "period-backwards"),
    ],
)
def test_what_cannot_be_written_is_said(
    words: tuple[str, ...], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("export-log", *words, "--json", environment={"TTHC_DATA_DIR": str(tmp_path / "var")})
    assert (ran.returncode != 0, json.loads(ran.stdout)["code"]) == (True, code)
    assert [one.name for one in tmp_path.iterdir() if one.name != "var"] == []


@pytest.mark.soak
@pytest.mark.timeout(900)
async def test_the_permit_log_comes_out_as_it_went_in(tmp_path: Path) -> None:
    read = ReadOptions(zone=ZoneInfo("Europe/Amsterdam"))
    plan = plan_import(ImportOptions(path=PERMIT_LOG, read=read, calendar="NL"))
    expected = await there_and_back(tmp_path, plan, "NL")
    assert (expected["cases"], expected["events"]) == (1434, 8577)
    xes = (tmp_path / "out.xes").read_text("utf-8")
    assert xes.count('<boolean key="late" value="true"/>') == 92
