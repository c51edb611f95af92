"""One thing has one word in Vietnamese, wherever it is spoken of."""

import re
from pathlib import Path

import pytest

from tests.unit.house.repository import ROOT, ending

#: A word that somebody might write, by the one that stands everywhere.
INSTEAD = {
    "quản trị hệ thống": "người vận hành",
    "người vận hành hệ thống": "người vận hành",
    "bộ phận": "phòng ban",
    "thư chết": "thông điệp không xử lý được",
}
#: A law's own formula, and a name that lies in stores.
KEPT = frozenset({"services/catalog/printing/grounds.py", "tthc/mining/log/units.py"})
SOURCES = [
    path for path in ending(".py") if path.relative_to(ROOT).parts[0] in ("services", "shared", "tthc")
]


@pytest.mark.parametrize("word", INSTEAD)
def test_nobody_uses_another_one(word: str) -> None:
    written = [path.relative_to(ROOT).as_posix() for path in SOURCES if re.search(word, _text(path), re.I)]
    assert [path for path in written if path not in KEPT] == [], f"say {INSTEAD[word]}"


def _text(path: Path) -> str:
    """The source with sentences that go over several lines joined."""
    return re.sub(r'"\s*\n\s*f?"', "", path.read_text("utf-8"))
