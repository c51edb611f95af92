"""How commands end, and in which language they speak."""

import json

import pytest
import typer

from shared.client.errors import refusal_of
from shared.errors import Language, NotFound, Refusal, Text
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.summary_table import number
from tthc.commands.terminal import ExitCode, Terminal
from tthc.language import environment_language
from tthc.mining.log.errors import LogEmpty
from tthc.operations.errors import NoSuchName, Refused


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, Language.VI),
        ({"LANG": "C.UTF-8"}, Language.VI),
        ({"LANG": "en_GB.UTF-8"}, Language.EN),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, Language.VI),
    ],
)
def test_speaks_as_the_environment_asks(environment: dict[str, str], language: Language) -> None:
    assert environment_language(environment) is language


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (LogEmpty(where="log.csv:1:1"), ExitCode.USAGE),
        (NotFound(what="case", key="1"), ExitCode.REFUSED),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
    ],
)
def test_ends_with_a_code_that_means_something(raised: BaseException, code: ExitCode) -> None:
    with pytest.raises(typer.Exit) as ended, Terminal().refusals():
        raise raised
    assert ended.value.exit_code == code


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (Language.VI, "Lỗi: log.csv:1:1: Nhật ký không có sự kiện nào."),
        (Language.EN, "Error: log.csv:1:1: The log holds no event."),
    ],
)
def test_tells_the_place_first(language: Language, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), Terminal(language=language).refusals():
        raise LogEmpty(where="log.csv:1:1")
    told = capsys.readouterr()
    assert (told.out, told.err.strip()) == ("", sentence)


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (LogEmpty(where="log.csv:1:1"), {"code": "log-empty", "where": "log.csv:1:1"}),
        (refusal_of("cases", {"code": "case-not-opened", "detail": "…"}), {"code": "case-not-opened"}),
        (Refused(service="sla", detail="…", stated="not-found"), {"code": "not-found"}),
    ],
    ids=["of the command", "of a service", "of its operations"],
)
def test_a_refusal_is_an_object_for_machines(
    refusal: Refusal, told: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit), Terminal(json=True, language=Language.EN).refusals():
        raise refusal
    shown = capsys.readouterr()
    assert (json.loads(shown.out), shown.err) == (told | {"message": refusal.message(Language.EN)}, "")


def test_a_place_that_the_sentence_names_is_not_told_twice(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), Terminal(language=Language.EN).refusals():
        raise NoSuchName(what=Text("dịch vụ", "service"), name="nonsense", known="sla", where="nonsense")
    assert capsys.readouterr().err.strip() == "Error: There is no service nonsense; there are: sla."


def test_prints_one_object_and_nothing_else_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal(json=True)
    terminal.note("Một dòng", "A line")
    with ProgressBar(terminal, "Hồ sơ", "Cases", 10) as bar:
        bar.add(10)
    terminal.result({"cases": 10})
    told = capsys.readouterr()
    assert (json.loads(told.out), told.err) == ({"cases": 10}, "")


def test_tells_every_tenth_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressBar(Terminal(language=Language.EN), "Hồ sơ", "Cases", 20) as bar:
        for _ in range(20):
            bar.add(1)
    told = capsys.readouterr().err.splitlines()
    assert told == [f"Cases: {percent} %" for percent in range(10, 101, 10)]


def test_writes_numbers_as_the_reader_does() -> None:
    vi, en = Terminal(language=Language.VI), Terminal(language=Language.EN)
    assert (number(vi, 1434567), number(en, 1434567)) == ("1.434.567", "1,434,567")
    assert (number(vi, 1234.56), number(en, 1234.56)) == ("1.234,6", "1,234.6")
