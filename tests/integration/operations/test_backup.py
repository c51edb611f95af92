"""Backups that are taken while services run, and what is restored from them."""

import shutil
from pathlib import Path

from shared.settings import Settings
from tests.hosting import ADDRESS, hosted
from tests.integration.importlog.importing import SERVICES
from tests.integration.operations.damage import Damaged
from tests.integration.operations.running import own_settings, running, tthc

FILES = {f"{service}.events.sqlite" for service in SERVICES}
WHO_LOOKED = {"cases.access-log.sqlite", "sla.access-log.sqlite"}


async def restored(backup: Path, folder: Path) -> Settings:
    """A new data directory with the backup's files, after services have run on it."""
    shutil.copytree(backup, folder)
    async with hosted(folder, *SERVICES) as world:
        await world.settle()
    return own_settings(folder, address=ADDRESS)


async def test_a_backup_of_running_services_restores_a_sound_system(system: Damaged, tmp_path: Path) -> None:
    settings, folder = own_settings(system.folder, address=ADDRESS), tmp_path / "backup"
    with running(settings):
        told = tthc(settings, "store", "backup", str(folder), "--json")
        again = tthc(settings, "store", "backup", str(folder), exit_code=1)
    assert {Path(copy["file"]) for copy in told["copies"]} == {folder / name for name in FILES}
    logs = {copy["access_log"] for copy in told["copies"] if copy["access_log"] is not None}
    assert {Path(log) for log in logs} == {folder / name for name in WHO_LOOKED}
    assert {file.name for file in folder.iterdir()} == FILES | WHO_LOOKED
    assert "choose another" in again
    assert list((system.folder / "backups").iterdir()) == []
    found = tthc(await restored(folder, tmp_path / "restored"), "verify", "--json")
    assert (found["disagreements"], found["checked"]["case numbers"]) == (0, 3)


async def test_without_services_the_stores_are_copied_as_well(system: Damaged, tmp_path: Path) -> None:
    settings = own_settings(system.folder, address=ADDRESS)
    tthc(settings, "store", "backup")
    (backup,) = (system.folder / "backups").iterdir()
    assert {file.name for file in backup.iterdir()} == FILES | WHO_LOOKED
    found = tthc(await restored(backup, tmp_path / "restored"), "verify", "--json")
    assert found["disagreements"] == 0


def test_stores_in_postgresql_are_not_ours_to_copy(tmp_path: Path) -> None:
    settings = own_settings(tmp_path, postgres_url="postgresql://127.0.0.1:9")
    assert "pg_dump" in tthc(settings, "store", "backup", exit_code=1)


def test_a_what_if_reads_beside_running_services_and_leaves_no_copy(system: Damaged, tmp_path: Path) -> None:
    settings, limits = own_settings(system.folder, address=ADDRESS), tmp_path / "limits.csv"
    agency, procedure = "SNV", "LOG"
    limits.write_text("step,limit\nS01,PT1H\n", encoding="utf-8")
    words = ("--from-store", "--agency", agency, "--procedure", procedure, "--limits", str(limits), "--json")
    stopped = tthc(settings, "simulate", *words)
    with running(settings):
        beside = tthc(settings, "simulate", *words)
    assert beside == stopped
    assert list((system.folder / "backups").iterdir()) == []
