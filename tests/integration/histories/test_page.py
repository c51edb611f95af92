"""The page on taking cases over: its commands are typed, and print what it shows."""

import re
from itertools import pairwise
from pathlib import Path
from shlex import split

import pytest

from tests.integration.docs.pages import DOCS, ROOT, blocks_of
from tests.integration.histories.test_command_line import tthc

PAGE = DOCS / "how-to" / "take-over-cases.md"


def test_the_page_shows_what_the_commands_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = [*blocks_of(PAGE)]
    ran = 0
    for block, shown in pairwise(blocks):
        if (block.language, shown.language) == ("sh", "text"):
            columns = re.match(r"COLUMNS=(\d+) ", block.text)
            monkeypatch.setenv("COLUMNS", columns[1] if columns else "80")
            words = split(block.text.removeprefix(columns[0] if columns else ""))
            done = tthc(tmp_path, *words[1:])
            assert (done.returncode, done.stdout.rstrip()) == (0, shown.text.rstrip()), done.stderr
            ran += 1
    assert ran == 3
