"""The demo works on its own data alone."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from shared.runtime.ownership import DirectoryOwned, Ownership
from tthc.demo import DemoDirectory, DirectoryNotTheDemos

DAY = date(2026, 11, 29)


def absent(folder: Path) -> None:
    folder.rmdir()


def empty(folder: Path) -> None:
    assert list(folder.iterdir()) == []


def its_own_with_data(folder: Path) -> None:
    DemoDirectory(folder).claim(DAY)
    (folder / "cases.events.sqlite").touch()


def run_before_without_data(folder: Path) -> None:
    (folder / "owner.lock").touch()


def beside_the_tutorial(folder: Path) -> None:
    (folder / "tutorial").mkdir()
    (folder / "tutorial" / "cases.events.sqlite").touch()


@pytest.mark.parametrize(
    "state", [absent, empty, its_own_with_data, run_before_without_data, beside_the_tutorial]
)
def test_takes_a_directory_that_holds_nobody_else_s_data(
    tmp_path: Path, state: Callable[[Path], None]
) -> None:
    folder = tmp_path / "var"
    folder.mkdir()
    state(folder)
    before = {entry.name for entry in folder.iterdir()} if folder.exists() else set()
    DemoDirectory(folder).claim(DAY)
    assert {entry.name for entry in folder.iterdir()} == before | {"demo.json"}


def test_refuses_a_directory_with_data_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "cases.events.sqlite").touch()
    with pytest.raises(DirectoryNotTheDemos):
        DemoDirectory(tmp_path).claim(DAY)
    with pytest.raises(DirectoryNotTheDemos):
        DemoDirectory(tmp_path).clear()


def test_clears_what_demos_made_and_nothing_else(tmp_path: Path) -> None:
    directory = DemoDirectory(tmp_path)
    directory.claim(DAY)
    (tmp_path / "issuer").mkdir()
    for name in ("cases.events.sqlite", "issuer/keys.json", "notes.txt"):
        (tmp_path / name).touch()
    directory.clear()
    assert {entry.name for entry in tmp_path.iterdir()} == {"demo.json", "owner.lock", "notes.txt"}


def test_does_not_clear_under_a_demo_that_runs(tmp_path: Path) -> None:
    directory = DemoDirectory(tmp_path)
    directory.claim(DAY)
    with Ownership(tmp_path), pytest.raises(DirectoryOwned):
        directory.clear()


def test_keeps_the_day_on_which_it_was_played_first(tmp_path: Path) -> None:
    assert DemoDirectory(tmp_path).claim(DAY) == DAY
    assert DemoDirectory(tmp_path).claim(DAY + timedelta(days=8)) == DAY
