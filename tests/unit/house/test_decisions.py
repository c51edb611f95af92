"""Each decision has its page, stands in the index, and links the tests that hold it."""

import re
from pathlib import Path

import pytest

from tests.unit.house.repository import ROOT

FOLDER = ROOT / "docs" / "adr"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
PARTS = ("Context", "Decision", "Consequences", "Held by")
_HELD_BY = re.compile(r"^\*\*Held by\*\*(.*?)(?:\n\n|\Z)", re.DOTALL | re.MULTILINE)
#: What holds a decision: tests, and the contracts that `lint-imports` keeps.
_HOLDING = re.compile(r"\]\(\.\./\.\./(tests/[\w/]+\.py|\.importlinter)\)")


def superseded(text: str) -> bool:
    """Whether the page says by which other one; that one is held, and this one by nothing any more."""
    return re.search(r"^Superseded by \[\d{4}\]", text, re.MULTILINE) is not None


def holding(text: str) -> list[str]:
    """The files that its last part links."""
    found = _HELD_BY.search(text)
    return _HOLDING.findall(found[1]) if found else []


def title(text: str) -> tuple[str, str]:
    """Number and decision, as its first line has them."""
    number, _, decision = text.partition("\n")[0].removeprefix("# ").partition(" ")
    return number, decision


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_says_what_a_decision_says(page: Path) -> None:
    text = page.read_text("utf-8")
    assert page.name.startswith(title(text)[0])
    assert [part for part in PARTS if f"**{part}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_links_what_holds_it(page: Path) -> None:
    text = page.read_text("utf-8")
    assert superseded(text) or holding(text)
    assert [path for path in holding(text) if not (ROOT / path).is_file()] == []


def test_numbers_are_given_once() -> None:
    numbers = [page.name[:4] for page in PAGES]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_stands_in_the_index(page: Path) -> None:
    number, decision = title(page.read_text("utf-8"))
    index = (FOLDER / "README.md").read_text("utf-8")
    assert f"| [{number}]({page.name}) | {decision}" in index


def test_tests_that_are_only_spoken_of_are_seen() -> None:
    assert holding("**Held by** the tests of faults 5 and 6.\n") == []
    assert holding("See [a](../../tests/a.py).\n\n**Held by** [the page](../how-to/a.md).\n") == []
    assert holding(
        "**Held by** [one](../../tests/unit/a.py),\nand [two](../../.importlinter).\n\nMore.\n"
    ) == [
        "tests/unit/a.py",
        ".importlinter",
    ]
