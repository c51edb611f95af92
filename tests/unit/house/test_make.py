"""What can be made is told by `make help`."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.unit.house.repository import ROOT


def told(folder: Path) -> dict[str, str]:
    """The targets that `make help` lists, with their texts."""
    done = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=folder, capture_output=True, text=True, check=True
    )
    return dict(line.split(maxsplit=1) for line in done.stdout.splitlines())


def targets(makefile: Path) -> set[str]:
    """What the Makefile declares for people to make."""
    names = re.search(r"^\.PHONY: (.+)$", makefile.read_text("utf-8"), re.MULTILINE)
    assert names
    return set(names[1].split())


def test_help_lists_every_target_with_what_it_does() -> None:
    assert told(ROOT).keys() == targets(ROOT / "Makefile")
    assert told(ROOT)["lint"].startswith("what a tool can tell")


def test_a_target_without_a_text_is_seen(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    with (tmp_path / "Makefile").open("a", encoding="utf-8") as file:
        file.write("\n.PHONY: dance\ndance:\n\t@true\n\nsing: ## a song\n\t@true\n")
    assert "dance" not in told(tmp_path)
    assert told(tmp_path)["sing"] == "a song"


def test_setting_up_shows_how_far_it_is() -> None:
    """`pip --quiet` prints nothing for two minutes."""
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("$(VENV)/.ready: ")[2].partition("\n\n")[0]
    assert "pip install" in recipe
    assert "--quiet" not in recipe
