"""The limits that a what-if is given, and files that hold none."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tthc.mining.log.errors import LogRefused
from tthc.mining.whatif.errors import (
    LimitInvalid,
    LimitRepeated,
    LimitsFormless,
    LimitsOfSeveralProcedures,
    LimitsUnreadable,
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


def test_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LimitsUnreadable):
        read_limits(tmp_path / "none.json")
