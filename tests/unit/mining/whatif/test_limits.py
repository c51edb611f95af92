"""The limits that a what-if is given, and files that hold none."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.kernel import Counting
from tthc.mining.log.errors import LogRefused
from tthc.mining.whatif.errors import (
    LimitInvalid,
    LimitRepeated,
    LimitsFormless,
    LimitsOfSeveralProcedures,
    LimitsUnreadable,
    LimitTooLong,
    LimitWithoutStep,
)
from tthc.mining.whatif.limits import Limits, read_limits

DAY = {"duration": "PT8H", "counting": "working_hours"}


def procedure(number: str = "P01", **step: Any) -> dict[str, Any]:
    one = {"code": "nhan", "name": "Nhận", "content": "Nhận hồ sơ", "time_limit": DAY, **step}
    other = {"code": "tra", "name": "Trả", "content": "", "time_limit": None}
    return {"code": number, "time_limit": DAY, "stages": [{"steps": [one, other]}, {"steps": []}]}


def read(folder: Path, content: str | bytes, wanted: str | None = None) -> Limits:
    path = folder / "limits"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_limits(path, wanted)


@pytest.mark.parametrize(
    "wrapped",
    [procedure(), {"procedure": procedure()}, {"edition": 2, "procedures": [procedure()]}, [procedure()]],
)
def test_reads_a_procedure_in_every_form_that_the_system_writes(tmp_path: Path, wrapped: Any) -> None:
    limits = read(tmp_path, json.dumps(wrapped))
    assert limits.steps == {"nhan": TimeLimit.of(480, Counting.WORKING_HOURS)}
    assert limits.total == TimeLimit.of(480, Counting.WORKING_HOURS)
    assert limits.stage_of == {"nhan": 1, "tra": 1}


def test_knows_a_step_by_its_content_its_name_and_its_code(tmp_path: Path) -> None:
    limits = read(tmp_path, json.dumps(procedure()))
    called = [limits.code_of("S01", "Nhận hồ sơ"), limits.code_of("S01", "Nhận"), limits.code_of("nhan", "?")]
    assert called == ["nhan"] * 3
    assert limits.code_of("S09", "Khác") is None


def test_chooses_one_of_several_procedures(tmp_path: Path) -> None:
    both = json.dumps([procedure("P01"), procedure("P02", code="khac")])
    assert list(read(tmp_path, both, "P02").steps) == ["khac"]
    for wanted in (None, "P03"):
        with pytest.raises(LimitsOfSeveralProcedures, match="P01, P02"):
            read(tmp_path, both, wanted)


def test_reads_a_table_with_or_without_a_total(tmp_path: Path) -> None:
    limits = read(
        tmp_path, "\ufeffstep,limit,counting\nS01,PT90M,\nS02,P3D,\nS03,P3D,calendar_days\n*,P9D,\n"
    )
    assert limits.steps["S01"] == TimeLimit.of(90, Counting.WORKING_HOURS)
    assert limits.steps["S02"] == TimeLimit.of(3, Counting.WORKING_DAYS)
    assert limits.steps["S03"] == TimeLimit.of(3, Counting.CALENDAR_DAYS)
    assert limits.total == TimeLimit.of(9, Counting.WORKING_DAYS)
    assert read(tmp_path, "step,limit\nS01,PT1H\n").total is None


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"\xff\xfe\x00", LimitsUnreadable),
        ("a" * (5 << 20), LimitsUnreadable),
        ("", LimitsFormless),
        ("step;limit\nS01;PT1H\n", LimitsFormless),
        ("step,limit\n", LimitsFormless),
        ("step,limit\nS01,PT1H\nS01,PT2H\n", LimitRepeated),
        ("step,limit\nS01,soon\n", LimitInvalid),
        ("step,limit\nS01,PT0H\n", LimitInvalid),
        ("step,limit,counting\nS01,P1D,moons\n", LimitInvalid),
        ("step,limit\nS01\n", LimitInvalid),
        ("{", LimitsFormless),
        ("{}", LimitsFormless),
        ("[" * 100_000, LimitsFormless),
        ('{"stages": [{"steps": 7}]}', LimitsFormless),
        ('{"stages": ["x"]}', LimitsFormless),
        (json.dumps(procedure(time_limit={"duration": "P1D", "counting": "working_hours"})), LimitInvalid),
    ],
)
def test_refuses_what_holds_no_limits(
    tmp_path: Path, content: str | bytes, refusal: type[LogRefused]
) -> None:
    with pytest.raises(refusal) as caught:
        read(tmp_path, content)
    assert str(tmp_path / "limits") in str(caught.value.where)


@pytest.mark.parametrize("total", ["*,PT80H", " * ,PT80H", '"*","PT80H"', "*,PT80H\n,\n , \n\n"])
def test_reads_a_table_that_limits_the_whole_case_alone(tmp_path: Path, total: str) -> None:
    limits = read(tmp_path, f"step,limit\n{total}\n")
    assert (limits.total, limits.steps) == (TimeLimit.of(4800, Counting.WORKING_HOURS), {})


def test_reads_a_procedure_that_limits_the_whole_case_alone(tmp_path: Path) -> None:
    limits = read(tmp_path, json.dumps(procedure(time_limit=None)))
    assert (limits.total, limits.steps) == (TimeLimit.of(480, Counting.WORKING_HOURS), {})


def test_knows_a_step_whose_name_a_spreadsheet_writes_in_two_lines(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Tiếp nhận")
    limits = read(tmp_path, f'\nstep,limit\n,,\n"{decomposed}\nhồ sơ",PT1H\n')
    assert limits.code_of("S01", "Tiếp nhận hồ sơ") == "Tiếp nhận hồ sơ"


@pytest.mark.parametrize(
    ("row", "refusal", "place"),
    [
        ("S02,soon", LimitInvalid, ":3:5"),
        ("S02", LimitInvalid, ":3:1"),
        (",PT1H", LimitWithoutStep, ":3:1"),
        ("S01,PT2H", LimitRepeated, ":3:1"),
        ('"S\n02",soon', LimitInvalid, ":4:5"),
        ("S02,PT1Hx", LimitInvalid, ":3:5"),
        ("S02,PT000000001H and more", LimitInvalid, ":3:5"),
        ("S02,P99999999D", LimitTooLong, ":3:5"),
        ("S02,PT180001H", LimitTooLong, ":3:5"),
        ("*,P22501D", LimitTooLong, ":3:3"),
    ],
)
def test_refuses_a_row_by_its_line_and_column(
    tmp_path: Path, row: str, refusal: type[LogRefused], place: str
) -> None:
    with pytest.raises(refusal) as caught:
        read(tmp_path, f"step,limit\nS01,PT1H\n{row}\n")
    assert caught.value.where == f"{tmp_path / 'limits'}{place}"
    assert all("{" not in caught.value.message(language) for language in Language)


def test_refuses_a_procedures_limit_that_is_too_long(tmp_path: Path) -> None:
    days = {"duration": "P99999999D", "counting": "calendar_days"}
    with pytest.raises(LimitTooLong, match="step nhan"):
        read(tmp_path, json.dumps(procedure(time_limit=days)))


def test_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LimitsUnreadable):
        read_limits(tmp_path / "none.json")
