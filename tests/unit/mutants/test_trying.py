"""A small repository of its own: one change is noticed, one isn't, one never ends."""

from pathlib import Path

import pytest

from tests.mutants.drawing import mutants_of
from tests.mutants.trying import SuiteFails, try_all

PROGRAM = """\
def is_late(used, limit):
    noted = used
    return used > limit
"""
TEST = """\
from program import is_late


def test_late():
    assert is_late(9, 8)
    assert not is_late(8, 8)
"""
HERE = Path("program.py")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    (root / HERE).write_text(PROGRAM, "utf-8")
    (root / "test_program.py").write_text(TEST, "utf-8")
    (root / "conftest.py").write_text("def pytest_addoption(parser): parser.addoption('--seed')\n", "utf-8")
    return root


def verdicts(root: Path, folder: Path) -> dict[str, str | None]:
    """What killed each change, by what it did."""
    mutants = mutants_of(HERE, (root / HERE).read_bytes())
    found = try_all(root, folder, mutants, lambda _path: ("test_program.py",), parallel=2)
    return {f"{one.mutant.kind} {one.mutant.before}": one.killed_by for one in found}


def test_what_no_test_notices_survives(repository: Path, tmp_path: Path) -> None:
    assert verdicts(repository, tmp_path / "copies") == {
        "dropped noted = used": None,
        "turned used > limit": "test_program.py::test_late",
    }
    assert (repository / HERE).read_text("utf-8") == PROGRAM


def test_a_change_without_end_is_noticed(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.mutants.trying._AT_LEAST", 3.0)
    monkeypatch.setattr("tests.mutants.trying._PATIENCE", 1.0)
    program = "def is_late(used, limit):\n    while used is None:\n        pass\n    return used > limit\n"
    (repository / HERE).write_text(program, "utf-8")
    assert verdicts(repository, tmp_path / "copies")["turned used is None"] == "no end"


def test_a_suite_that_fails_by_itself_tells_nothing(repository: Path, tmp_path: Path) -> None:
    (repository / "test_program.py").write_text("def test_late():\n    assert False\n", "utf-8")
    with pytest.raises(SuiteFails, match="test_late"):
        verdicts(repository, tmp_path / "copies")
