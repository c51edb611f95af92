"""What the tests of pages share: code blocks, which of them are run and where, answers stated in part.

A block that can't be run here says why in a comment just above it, `<!-- not run: why -->`; where that is so
for all blocks of a page, the page says it once: `<!-- no block is run: why -->`.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"

#: Pages whose blocks are run: by which test, and in which languages.
RUN: Mapping[str, tuple[str, frozenset[str]]] = {
    "README.md": ("tests/integration/docs/test_readme.py", frozenset({"sh"})),
    "docs/tutorial.md": ("tests/integration/docs/test_tutorial.py", frozenset({"sh", "json"})),
    "docs/how-to/extend.md": ("tests/integration/docs/test_extend.py", frozenset({"diff", "python"})),
    "docs/how-to/subscribe.md": ("tests/integration/docs/test_subscribe.py", frozenset({"python"})),
    "docs/how-to/discover.md": (
        "tests/integration/discovery/test_command_line.py",
        frozenset({"sh", "csv", "text"}),
    ),
    "docs/how-to/take-over-cases.md": (
        "tests/integration/histories/test_page.py",
        frozenset({"sh"}),
    ),
    **{
        f"docs/how-to/{page}.md": ("tests/integration/docs/test_how_to.py", frozenset({"sh", "json"}))
        for page in (
            "back-up",
            "catalogue-documents",
            "coordinate",
            "evaluate",
            "example-to-decision",
            "export",
            "organisation",
            "province",
            "read-the-catalogue",
            "report",
            "simplify",
        )
    },
    "docs/how-to/run-on-servers.md": (
        "tests/integration/docs/test_runbook_on_servers.py, tests/unit/deploy/test_pages.py",
        frozenset({"sh", "dotenv"}),
    ),
    **{
        page.relative_to(ROOT).as_posix(): (
            "tests/integration/docs/test_runbook_on_servers.py, tests/integration/docs/test_runbook.py",
            frozenset({"sh"}),
        )
        for page in (DOCS / "runbook").glob("*.md")
    },
}
#: Pictures, and what programs print: there is nothing to run.
SHOWN = "text"

_FENCE = re.compile(r"^ *```(.*)$")
_REASON = re.compile(r"^ *<!-- not run: (\S.*\S) -->$")
_OF_ALL = re.compile(r"^<!-- no block is run: (\S.*\S) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page."""

    page: str  #: relative to the repository
    line: int
    language: str
    text: str
    reason: str | None  #: why it isn't run

    @property
    def is_accounted_for(self) -> bool:
        """Whether it is run, shows something that isn't to be run, or says why it is not run."""
        _, languages = RUN.get(self.page, ("", frozenset()))
        return self.language in languages or self.language == SHOWN or self.reason is not None


def blocks_of(page: Path, root: Path = ROOT) -> Iterator[Block]:
    """The page's blocks in their order."""
    content = page.read_text("utf-8")
    of_all = _OF_ALL.search(content)
    name, language, began, before = page.relative_to(root).as_posix(), "", 0, ""
    inside: list[str] | None = None
    for number, line in enumerate(content.splitlines(), 1):
        fence = _FENCE.match(line)
        if fence and inside is None:
            language, began, inside = fence[1].strip(), number, []
        elif fence and inside is not None:
            own = _REASON.match(before)
            reason = own[1] if own else of_all[1] if of_all else None
            text = textwrap.dedent("".join(f"{one}\n" for one in inside))
            yield Block(name, began, language, text, reason)
            inside, before = None, ""
        elif inside is not None:
            inside.append(line)
        elif line.strip():
            before = line


def to_run(page: Path) -> list[tuple[str, str]]:
    """The blocks that are to be run, in their order: language, text."""
    _, languages = RUN[page.relative_to(ROOT).as_posix()]
    found = [(one.language, one.text) for one in blocks_of(page) if one.reason is None]
    return [(language, text) for language, text in found if language in languages]


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
