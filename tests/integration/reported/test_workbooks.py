"""Reported files into an agency that leads a catalogue: workbooks, and a log."""

import json
import shutil
from asyncio import to_thread
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.hosting import ADDRESS, hosted
from tests.integration.importlog.importing import SERVICES
from tests.integration.importlog.test_beside_a_catalogue import IN_FORCE, in_force, led
from tests.integration.reported.feeding import fed, tthc


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    async with hosted(folder, *SERVICES) as world:
        await led(world)
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The stores, of this test's own, where the command finds them."""
    monkeypatch.setenv("TTHC_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("TTHC_ADDRESS", ADDRESS)
    return shutil.copytree(founded, tmp_path / "var")


@pytest.mark.usefixtures("folder")
@fed("catalogue-error-cell.xlsx")
def test_a_cell_with_an_error_is_refused_by_its_place(file: Path) -> None:
    ran = tthc("catalogue", "import", "SNV", file, "--dry-run")
    assert ran.exit_code in (1, 2)
    assert "“Danh mục”, row 3, column “Tên thủ tục” (B3): the cell shows the error #N/A" in ran.stderr


@pytest.mark.usefixtures("folder")
@fed("catalogue-nfd-choice.xlsx")
def test_a_choice_that_was_typed_on_a_mac_is_taken(file: Path) -> None:
    ran = tthc("catalogue", "import", "SNV", file, "--dry-run", "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["added"] == ["T-02"]


@fed("log-into-an-agency-with-a-catalogue.csv")
async def test_what_is_in_force_stays_beside_a_log_s_procedure(folder: Path, file: Path) -> None:
    ran = await to_thread(tthc, "import-log", file, "--agency", "SNV", "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    told: dict[str, Any] = json.loads(ran.stdout)
    assert (told["disagreements"], told["cases"]) == ([], 1)
    async with hosted(folder, *SERVICES) as world:
        assert [*await in_force(world)] == [*IN_FORCE, told["procedure"]]
