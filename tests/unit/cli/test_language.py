"""The command line speaks one language with its reader, in everything that it says."""

import re
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner, Result

from shared.errors import Language
from tthc.cli.groups import Commands
from tthc.cli.options import LanguageOption
from tthc.language import reader_language, speaking, stated_language

app = Commands(name="tool", help="Công cụ.")


@app.callback()
def tool(language: LanguageOption = None) -> None:
    """The tool."""


@app.command("say", help="Nói.")
def say(amount: int = 1, language: LanguageOption = None) -> None:
    """Say which language is spoken."""
    print(reader_language().value)  # noqa: T201


@pytest.fixture(autouse=True)
def vietnamese_reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    yield
    assert reader_language() is Language.VI  # nothing is left of what a command was asked


def tool_run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), prog_name="tool")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["say"], "vi"),
        (["--language", "en", "say"], "en"),
        (["--language=en", "say"], "en"),
        (["say", "--language", "en"], "en"),
        (["--language", "en", "say", "--language", "vi"], "vi"),
    ],
)
def test_it_is_named_before_or_after_the_command(words: list[str], language: str) -> None:
    assert tool_run(*words).stdout == f"{language}\n"


@pytest.mark.parametrize("words", [["say", "--help"], ["--help"], []], ids=str)
def test_help_is_framed_in_it(words: list[str]) -> None:
    vietnamese = tool_run(*words)
    english = tool_run("--language", "en", *words)
    assert "Cách dùng: tool" in vietnamese.output
    assert "Tùy chọn:" in vietnamese.output
    assert not re.search("Usage|Options|Commands|Arguments|Show", vietnamese.output)
    if words or english.exit_code != 2:
        assert "Usage: tool" in english.output
        assert "Options:" in english.output


def test_the_environment_decides_where_nobody_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert tool_run("say").stdout == "en\n"
    assert "Usage: tool" in tool_run("--help").output
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")


def test_a_language_that_is_not_spoken_is_refused_in_the_readers() -> None:
    refused = tool_run("say", "--language", "fr")
    assert refused.exit_code == 2
    assert "Giá trị của '--language' không hợp lệ: “fr” không thuộc: 'vi', 'en'." in refused.output


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], None),
        (["--language"], None),
        (["--language", "fr"], None),
        (["--language", "en", "--language", "fr"], Language.EN),
        (["x", "--", "--language", "en"], None),
        (["--languages", "en"], None),
    ],
)
def test_what_arguments_ask_for(arguments: list[str], language: Language | None) -> None:
    assert stated_language(arguments) is language


def test_it_is_spoken_in_the_block_and_no_longer() -> None:
    with speaking(["--language", "en"]):
        assert reader_language() is Language.EN
        with speaking(["no word of it"]):
            assert reader_language() is Language.EN
    assert reader_language() is Language.VI
