"""The tests' files lie in memory only where a whole run's fit."""

from pathlib import Path

import pytest

from tests import files_in_memory
from tests.files_in_memory import fit


def test_a_folder_with_room_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_in_memory, "ROOM", 1)
    assert fit(tmp_path)


def test_a_folder_that_is_too_small_or_not_there_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_in_memory, "ROOM", 1 << 60)
    assert not fit(tmp_path)
    monkeypatch.setattr(files_in_memory, "ROOM", 1)
    assert not fit(tmp_path / "elsewhere")
