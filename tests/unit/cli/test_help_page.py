"""The page that `--help` shows, and `--version`."""

import os
import re
import subprocess
import sys
from importlib.metadata import version

import pytest
import typer
from typer.testing import CliRunner

from tthc.cli.application import app
from tthc.reference.commands import command_lines


def page(*words: str, language: str = "vi") -> str:
    done = CliRunner().invoke(app, ["--language", language, *words, "--help"], prog_name="tthc")
    assert done.exit_code == 0
    return done.output


LINES = list(command_lines(typer.main.get_command(app), ("tthc",)))
COMMANDS = [line.split()[1:] for line, _ in LINES]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_its_frame_in_both_languages(words: list[str]) -> None:
    line = " ".join(["tthc", *words])
    vietnamese, english = page(*words), page(*words, language="en")
    assert vietnamese.startswith(f"Cách dùng: {line} [TÙY CHỌN]")
    assert english.startswith(f"Usage: {line} [OPTIONS]")
    assert "--language vi|en" in vietnamese
    assert not re.search(r"\b(?:Usage|Options|Arguments|default|required|TEXT|NUMBER)\b", vietnamese)


_NAMES = """
import typer
from tthc.cli.application import app
from tthc.reference.commands import command_lines
for line, found in command_lines(typer.main.get_command(app), ("tthc",)):
    print(line, *(name for one in found.params for name in one.opts))
"""


def test_options_are_called_alike_in_both_languages() -> None:
    """One whose place-holder was its name in capitals was `--PERIOD` in English alone."""
    told = {
        subprocess.run(
            [sys.executable, "-c", _NAMES],
            env={**os.environ, "LC_ALL": locale},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for locale in ("vi_VN.UTF-8", "en_US.UTF-8")
    }
    assert len(told) == 1


ARGUED = [
    line.split()[1:]
    for line, found in LINES
    if any(one.param_type_name == "argument" for one in found.params)
]


@pytest.mark.parametrize("words", ARGUED, ids=" ".join)
def test_a_command_that_takes_arguments_shows_an_example_of_itself(words: list[str]) -> None:
    assert f"Ví dụ: {' '.join(['tthc', *words])}" in " ".join(page(*words).split())


def test_arguments_options_and_panels_have_their_sections() -> None:
    shown = page("discover")
    assert "Cách dùng: tthc discover [TÙY CHỌN] PATH\n" in shown
    sections = re.findall(r"^(\S.*):$", shown, re.MULTILINE)
    assert sections[:2] == ["Tham số", "Tùy chọn"]
    assert len(sections) == 4  # besides them the proposal's, and the columns'
    assert re.search(r"PATH +.*\[bắt buộc\]", shown)
    assert "mặc định: 90; từ 1 đến 100" in " ".join(shown.split())


def test_the_groups_list_their_commands_with_a_sentence_each() -> None:
    shown = page(language="en")
    assert re.search(r"^Commands:$", shown, re.MULTILINE)
    for name in ("demo", "import-log", "doctor", "catalogue", "dlq"):
        assert re.search(rf"^  {name} +\S", shown, re.MULTILINE)


def test_a_group_without_a_command_shows_its_help_and_ends_as_wrong_usage() -> None:
    done = CliRunner().invoke(app, ["store"], prog_name="tthc")
    assert done.exit_code == 2
    assert "new-epoch" in done.output
    assert "Lỗi" not in done.output


def test_the_version_is_told() -> None:
    done = CliRunner().invoke(app, ["--version"])
    assert (done.exit_code, done.output) == (0, f"tthc {version('tthc')}\n")
