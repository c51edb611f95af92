"""What the tests of pages share: a page's code blocks, and answers that it states in part."""

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"


def code_blocks(page: Path) -> list[tuple[str, str]]:
    """The page's code blocks in their order: language, text."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def states(stated: Any, found: Any) -> bool:
    """Whether what a page states is in the answer: further fields of an object may be left out."""
    match stated:
        case dict():
            return isinstance(found, dict) and all(
                name in found and states(value, found[name]) for name, value in stated.items()
            )
        case list():
            return isinstance(found, list) and len(found) == len(stated) and all(map(states, stated, found))
    return bool(stated == found)
