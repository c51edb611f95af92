"""What the library says of wrong arguments is said in Vietnamese, as the library really says it."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from tthc.cli import usage_errors
from tthc.cli.groups import Commands
from tthc.cli.usage_errors import vietnamese

app = Commands(name="tool", help="Công cụ.")


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@app.callback()
def tool() -> None:
    """The tool."""


@app.command("paint", help="Sơn.")
def paint(
    wall: str,
    colour: Annotated[Colour, typer.Option()],
    coats: Annotated[int, typer.Option(min=1, max=3)] = 1,
    litres: float = 1.0,
    plain: Annotated[int, typer.Option("--plain")] = 0,
    gloss: Annotated[bool, typer.Option("--gloss")] = False,
    day: Annotated[str | None, typer.Option()] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
    folder: Annotated[Path | None, typer.Option(exists=True, file_okay=False)] = None,
) -> None:
    """Paint."""


@app.command("mix", help="Pha.")
def mix(with_: Annotated[str, typer.Option("--with")]) -> None:
    """Mix."""


@pytest.fixture(autouse=True)
def vietnamese_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")


GOOD = ("paint", "north", "--colour", "red")
SAID = [
    (("paint", "north"), "Thiếu tùy chọn '--colour'. Chọn một trong: red, blue."),
    (("paint", "--colour", "red"), "Thiếu tham số 'wall'."),
    (("mix",), "Thiếu tùy chọn '--with'."),
    ((*GOOD, "east"), "Thừa tham số: east."),
    ((*GOOD, "--colour"), "Tùy chọn --colour cần một giá trị."),
    ((*GOOD, "--gloss=3"), "Tùy chọn --gloss không nhận giá trị."),
    ((*GOOD, "--shade", "dark"), "Không có tùy chọn --shade."),
    ((*GOOD, "--coat", "2"), "Không có tùy chọn --coat. Có thể là: --coats."),
    (("pant",), "Không có lệnh “pant”. Có phải là 'paint'?"),
    (("xyz",), "Không có lệnh “xyz”."),
    (("paint", "north", "--colour", "green"), "“green” không thuộc: 'red', 'blue'."),
    ((*GOOD, "--coats", "9"), "9 nằm ngoài khoảng 1<=x<=3."),
    ((*GOOD, "--coats", "two"), "“two” không phải là số nguyên."),
    ((*GOOD, "--plain", "two"), "“two” không phải là số nguyên."),
    ((*GOOD, "--litres", "two"), "“two” không phải là số."),
    ((*GOOD, "--file", "nowhere"), "Không có nowhere."),
    ((*GOOD, "--file", "."), ". là một thư mục."),
    ((*GOOD, "--folder", __file__), f"{__file__} là một tệp."),
]


@pytest.mark.parametrize(("words", "said"), SAID, ids=[" ".join(words) for words, _ in SAID])
def test_it_is_said_in_vietnamese(words: tuple[str, ...], said: str) -> None:
    refused = CliRunner().invoke(app, list(words), prog_name="tool")
    assert refused.exit_code == 2
    assert said in refused.output
    assert not re.search(r"\b(?:Error|Usage|Try|Missing|Invalid|is not)\b", refused.output)


def test_the_command_s_usage_stands_above() -> None:
    refused = CliRunner().invoke(app, ["paint", "north"], prog_name="tool")
    assert refused.output.startswith(
        "Cách dùng: tool paint [TÙY CHỌN] WALL\nXem hướng dẫn: tool paint --help\n\nLỗi: "
    )


def test_it_is_said_in_english_to_who_reads_english() -> None:
    refused = CliRunner().invoke(app, ["--language", "en", *GOOD, "--coats", "9"], env={"LC_ALL": "en"})
    assert "Error:" in refused.output


#: What the library says as well, and the tool above can't bring about.
OTHERS = (
    "Missing command.",
    "No such option: -x",
    "'x' does not match the formats '%Y-%m-%d'.",
    "File 'x' is not readable.",
    "File 'x' is not writable.",
)


@pytest.mark.parametrize("sentence", OTHERS)
def test_the_others_are_known_as_well(sentence: str) -> None:
    assert vietnamese(sentence) != sentence


def test_a_sentence_that_is_not_known_stands_as_it_is() -> None:
    assert vietnamese("The moon is full.") == "The moon is full."
    assert vietnamese("Invalid value for '--x': The moon.") == "Giá trị của '--x' không hợp lệ: The moon."


def test_no_sentence_is_kept_that_nobody_says() -> None:
    tried: set[str] = set()
    english = [
        CliRunner().invoke(app, list(words), prog_name="tool", env={"LC_ALL": "en"}) for words, _ in SAID
    ]
    texts = [" ".join(one.output.partition("Error: ")[2].split()) for one in english] + [*OTHERS]
    for text in texts:
        inner = text.rpartition(": ")[2] if text.startswith("Invalid value") else text
        tried |= {known for known, _ in usage_errors._SENTENCES if re.fullmatch(known, inner)}
    assert [known for known, _ in usage_errors._SENTENCES if known not in tried] == []
