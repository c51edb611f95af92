"""The demo works on its own data alone."""

from pathlib import Path

import pytest

from shared.runtime.ownership import DirectoryOwned, Ownership
from tthc.demo import DemoDirectory, DirectoryNotTheDemos


def test_takes_a_directory_that_is_not_there_or_empty_or_its_own(tmp_path: Path) -> None:
    for _ in range(2):
        DemoDirectory(tmp_path / "var").claim()
    DemoDirectory(tmp_path).path.mkdir(exist_ok=True)


def test_refuses_a_directory_with_data_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "cases.events.sqlite").touch()
    with pytest.raises(DirectoryNotTheDemos):
        DemoDirectory(tmp_path).claim()
    with pytest.raises(DirectoryNotTheDemos):
        DemoDirectory(tmp_path).clear()


def test_clears_what_demos_made_and_nothing_else(tmp_path: Path) -> None:
    directory = DemoDirectory(tmp_path)
    directory.claim()
    (tmp_path / "issuer").mkdir()
    for name in ("cases.events.sqlite", "issuer/keys.json", "notes.txt"):
        (tmp_path / name).touch()
    directory.clear()
    assert {entry.name for entry in tmp_path.iterdir()} == {"demo.json", "owner.lock", "notes.txt"}


def test_does_not_clear_under_a_demo_that_runs(tmp_path: Path) -> None:
    directory = DemoDirectory(tmp_path)
    directory.claim()
    with Ownership(tmp_path), pytest.raises(DirectoryOwned):
        directory.clear()
