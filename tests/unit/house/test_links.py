"""Every link of the pages leads somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.unit.house.repository import ROOT, ending

_LINK = re.compile(r"(?<!!)\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def dead_links(page: Path) -> list[str]:
    """The links to files or headings that aren't there; those to other hosts aren't asked."""
    text = page.read_text("utf-8")
    targets = _LINK.findall(_CODE.sub(lambda code: "`code`" if "\n" not in code[0] else "", text))
    return [target for target in targets if not _leads_somewhere(page, unquote(target))]


def _leads_somewhere(page: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    path, _, heading = target.partition("#")
    found = page.parent / path if path else page
    if not found.exists():
        return False
    return not heading or heading in {_anchor(title) for title in _HEADING.findall(found.read_text("utf-8"))}


def _anchor(title: str) -> str:
    """As code hosts make it of a heading."""
    return re.sub(r"[^\w\- ]", "", title.replace("`", "").lower()).replace(" ", "-")


@pytest.mark.parametrize("page", ending(".md"), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert dead_links(page) == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# A heading\n", "utf-8")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](there.md) [b](there.md#a-heading) [c](https://example.org) `[d](in-code.md)`\n"
        "[e](gone.md) [f](there.md#gone)\n",
        "utf-8",
    )
    assert dead_links(page) == ["gone.md", "there.md#gone"]


def test_every_page_is_in_the_index() -> None:
    docs = ROOT / "docs"
    index = (docs / "README.md").read_text("utf-8")
    pages = [path.relative_to(docs).as_posix() for path in ending(".md") if docs in path.parents]
    inner = ("adr/", "runbook/", "reference/speed")
    assert [
        page
        for page in pages
        if not page.startswith(inner) and page != "README.md" and f"]({page})" not in index
    ] == []
