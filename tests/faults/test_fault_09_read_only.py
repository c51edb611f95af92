"""The data directory can't be written: what only reads works on, what writes says so in a sentence."""

import asyncio
import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from shared.errors import Language
from shared.runtime.ownership import DirectoryUnwritable, Ownership
from shared.settings import load_settings
from tests.faults.disks import may_mount, read_only, small_disk
from tests.hosting import ADDRESS, hosted
from tests.integration.operations import command
from tests.integration.operations.running import own_settings, tthc
from tests.integration.services.catalogue_life import PROVINCE
from tthc.operations.read_only import writable


async def _fill(folder: Path) -> None:
    async with hosted(folder, "catalog", "cases", "sla", "notify") as world:
        answer = await world.post("catalog", "/agencies", json=PROVINCE, as_="operator")
        assert answer.is_success, answer.text
        await world.settle()


def _refuse_to_open(self: Path, *_: Any, **__: Any) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self))


def test_who_can_not_write_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "open", _refuse_to_open)
    with pytest.raises(DirectoryUnwritable) as told, Ownership(tmp_path):
        pass
    assert str(tmp_path) in told.value.message(Language.EN)
    assert "Read-only file system" in told.value.message(Language.EN)


def test_what_can_not_be_written_is_read_from_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, told = load_settings(data_dir=tmp_path), list[Path]()
    (tmp_path / "cases.events.sqlite").write_bytes(b"x")
    with writable(settings, told.append) as read:
        assert read.data_dir == tmp_path
    monkeypatch.setattr(os, "access", lambda *_: False)
    with writable(settings, told.append) as read:
        assert [read.data_dir] == told
        assert (read.data_dir / "cases.events.sqlite").read_bytes() == b"x"
    assert not told[0].exists()


@pytest.mark.soak
@pytest.mark.parametrize("mounting", [True] if may_mount() else [])
def test_a_backup_on_read_only_media_is_verified(tmp_path: Path, mounting: bool) -> None:
    assert mounting
    asyncio.run(_fill(tmp_path / "data"))
    with small_disk(tmp_path / "media", 16) as disk:
        shutil.copytree(tmp_path / "data", disk.folder, dirs_exist_ok=True)
        read_only(disk.folder)
        settings = own_settings(disk.folder, address=ADDRESS)
        assert "0 disagreements" in tthc(settings, "verify")
        refused = command.tthc(disk.folder, "up", within=60)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "Read-only file system" in refused.stderr
    assert "TTHC_DATA_DIR" in refused.stderr
