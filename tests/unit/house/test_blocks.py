"""Every code block of the pages is run by a test, or says why it isn't."""

import subprocess
from pathlib import Path

import pytest

from tests.integration.docs.pages import RUN, SHOWN, Block, blocks_of
from tests.unit.house.repository import ROOT, ending

PAGES = [page for page in ending(".md") if "tests" not in page.relative_to(ROOT).parts]
BLOCKS = [block for page in PAGES for block in blocks_of(page)]
#: Languages that a shell reads.
SHELL = frozenset({"sh", "console"})


def place(block: Block) -> str:
    return f"{block.page}:{block.line}"


def test_every_block_has_a_language() -> None:
    assert [place(block) for block in BLOCKS if not block.language] == []


def test_every_block_is_run_or_says_why_not() -> None:
    assert [place(block) for block in BLOCKS if not block.is_accounted_for] == []


def test_most_are_run() -> None:
    programs = [block for block in BLOCKS if block.language != SHOWN]
    assert len([block for block in programs if block.reason is None]) >= 60


@pytest.mark.parametrize("page", RUN)
def test_the_test_that_runs_a_page_is_there_and_has_something_to_run(page: str) -> None:
    tests, languages = RUN[page]
    place, stem = Path(page).parent.name, Path(page).stem
    for test in tests.split(", "):
        text = (ROOT / test).read_text("utf-8")
        assert stem in text or f'"{place}").glob' in text or f"{place.upper()}.glob" in text
    assert {block.language for block in BLOCKS if block.page == page} & languages


@pytest.mark.parametrize("block", [one for one in BLOCKS if one.language in SHELL], ids=place)
def test_a_shell_could_read_it(block: Block) -> None:
    read = subprocess.run(
        ["bash", "-n"], input=block.text, capture_output=True, text=True, check=False, timeout=20
    )
    assert (read.returncode, read.stderr) == (0, ""), block.text


PLANTED = """\
# A page
```sh
make cake
```
<!-- not run: there is no oven -->
```sh
bake cake
```
<!-- not run: there is no oven -->
Then eat it:
```
eat cake
```
1. Or draw it:
   ```text
   O
   ```
"""


def test_a_block_with_neither_is_seen_and_so_is_one_without_a_language(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PLANTED, "utf-8")
    found = list(blocks_of(page, tmp_path))
    assert [(one.language, one.text, one.is_accounted_for) for one in found] == [
        ("sh", "make cake\n", False),
        ("sh", "bake cake\n", True),
        ("", "eat cake\n", False),
        ("text", "O\n", True),
    ]
    assert [one.line for one in found] == [2, 6, 11, 15]
    page.write_text(f"<!-- no block is run: there is no kitchen -->\n{PLANTED}", "utf-8")
    assert {one.reason for one in blocks_of(page, tmp_path)} == {"there is no kitchen", "there is no oven"}


def test_a_page_whose_commands_begin_with_tthc_says_how_it_is_found() -> None:
    typing = {block.page for block in BLOCKS if block.text.startswith("tthc ") and block.language == "sh"}
    typing = {page for page in typing if page.startswith(("docs/how-to/", "docs/tutorial"))}
    assert len(typing) >= 5
    for page in typing:
        assert "`source .venv/bin/activate`" in (ROOT / page).read_text("utf-8"), page
    assert "\nsource .venv/bin/activate\n" in (ROOT / "README.md").read_text("utf-8")
