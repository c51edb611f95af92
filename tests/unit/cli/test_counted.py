"""What `verify` counts is told in Vietnamese too."""

import re
from pathlib import Path

from tthc.commands.verify import COUNTED_VI

ROOT = Path(__file__).parents[3]


def test_everything_that_is_counted_has_its_word() -> None:
    sources = "".join(
        path.read_text("utf-8")
        for room in ("services", "shared", "tthc")
        for path in (ROOT / room).rglob("*.py")
    )
    counted = re.findall(r'\.checked\["(.+?)"\]|\bcounted = "(.+?)"', sources)
    assert {by_itself or by_its_check for by_itself, by_its_check in counted} == set(COUNTED_VI)
