"""Files of `tthc-history/1`: each fault is told once, where it stands, in the reader's language."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.errors import Language
from tests.unit.histories.test_file import (
    CLAIM,
    HANDED,
    HEADER,
    NOW,
    OPEN,
    RECEIVE,
    REQUEST,
    TAKE,
    faults,
    written,
)
from tthc.histories.errors import HistoryUnfit
from tthc.histories.file import read_history

UNFIT = "history-field-unfit"


@pytest.mark.parametrize("subject", ["a\ud800b", "a\x00b", "a\x1bb"])
def test_text_that_nobody_could_store_or_read_is_refused(tmp_path: Path, subject: str) -> None:
    line = json.dumps(OPEN | {"subject": subject})
    assert faults(tmp_path, HEADER, line) == [("2:subject", UNFIT)]
    header = json.dumps(HEADER | {"organisation": [{"code": subject, "kind": "department", "name": "S"}]})
    assert faults(tmp_path, header) == [("1:organisation[0].code", UNFIT)]


def test_a_name_of_a_field_that_nobody_could_write_is_told_as_the_file_writes_it(tmp_path: Path) -> None:
    line = json.dumps(OPEN)[:-1] + ', "\\ud800": 1}'
    ((where, code),) = faults(tmp_path, HEADER, line)
    assert (where.encode(), code) == (b"2:\\ud800", UNFIT)


def test_a_field_that_stands_twice_further_in_is_told_where_it_does(tmp_path: Path) -> None:
    line = json.dumps(HANDED)[:-1] + ', "to": [{"step": "B2", "step": "B3"}]}'
    assert faults(tmp_path, HEADER, OPEN, line) == [("3:to[0].step", "history-field-repeated")]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_json_has_no_number_for_is_no_json(tmp_path: Path, number: str) -> None:
    line = json.dumps(CLAIM | {"visit": 1}).replace('"visit": 1', f'"visit": {number}')
    assert faults(tmp_path, HEADER, OPEN, line) == [("3", "history-line-not-an-object")]


@pytest.mark.parametrize(
    "lines",
    [
        [OPEN | {"at": "yesterday"}, RECEIVE, REQUEST, TAKE, RECEIVE | {"case": "B1"}],
        [{**OPEN, "act": "opn"}, RECEIVE],
        [{k: v for k, v in OPEN.items() if k != "by"}, RECEIVE, HANDED],
    ],
)
def test_what_only_follows_from_a_fault_is_not_told(tmp_path: Path, lines: list[Any]) -> None:
    assert [where.partition(":")[0] for where, _ in faults(tmp_path, HEADER, *lines)] == ["2"]


def test_what_follows_from_a_faulty_request_is_not_told(tmp_path: Path) -> None:
    lines = [OPEN, REQUEST | {"limit": 8}, TAKE, RECEIVE | {"case": "B1"}, RECEIVE | {"case": "C"}]
    assert [where for where, _ in faults(tmp_path, HEADER, *lines)] == ["3:limit", "6:case"]


def test_a_name_that_is_given_again_is_told_with_the_line_that_began_it(tmp_path: Path) -> None:
    with pytest.raises(HistoryUnfit) as refused:
        read_history(written(tmp_path, HEADER, OPEN, RECEIVE, OPEN | {"at": RECEIVE["at"]}), NOW)
    assert "line 2" in refused.value.found[0].message(Language.EN)


def test_a_file_without_a_header_is_told_so_once(tmp_path: Path) -> None:
    assert faults(tmp_path, OPEN, RECEIVE) == [("1:format", "history-field-missing")]


@pytest.mark.parametrize(
    ("line", "vi", "en"),
    [
        (OPEN | {"at": 5}, "Phải là ngày giờ theo ISO 8601.", "such as 2026-11-30T08:00:00+07:00."),
        (OPEN | {"at": "2026-03-02T08:00:00"}, "Ngày giờ phải kèm múi giờ.", "must say its time zone."),
        (OPEN | {"subject": 5}, "Phải là chuỗi ký tự.", "This must be a text."),
        (OPEN | {"subject": ""}, "Phải có ít nhất 1 ký tự.", "The least number of characters is 1."),
        (OPEN | {"subject": "x" * 2001}, "tối đa 2000 ký tự.", "largest number of characters is 2000."),
        (HANDED | {"to": {"step": "B2"}}, "Phải là danh sách.", "This must be a list."),
        (HANDED | {"to": ["B2"]}, "Phải là một đối tượng.", "This must be an object."),
        (
            {**RECEIVE, "act": "return", "to": {"step": "B1"}, "reason": "r", "grounds": "x"},
            "content, form, missing_input, other.",
            "one of: content, form, missing_input, other.",
        ),
        (
            {
                "at": OPEN["at"],
                "by": "a",
                "act": "absent",
                "official": "a",
                "kind": "leave",
                "first_day": 1,
                "last_day": "x",
            },
            "Phải là ngày theo ISO 8601",
            "This must be a day by ISO 8601",
        ),
        ("", "dòng trống", "empty"),
        ('{"at":', "cột 7", "column 7"),
        ("[]", "một danh sách", "a list"),
        ('{"at": 1' + "0" * 5000 + "}", "quá dài", "too long"),
        ('{"at": NaN}', "NaN", "NaN"),
    ],
)
def test_a_fault_is_told_in_the_language_of_the_reader(tmp_path: Path, line: Any, vi: str, en: str) -> None:
    with pytest.raises(HistoryUnfit) as refused:
        read_history(written(tmp_path, HEADER, OPEN, line), NOW)
    said = refused.value.found[0]
    assert vi in said.message(Language.VI)
    assert en in said.message(Language.EN)
    assert "Expected" not in said.message(Language.VI) + said.message(Language.EN)


def test_a_line_that_is_not_utf_8_is_told_with_its_byte(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER, OPEN)
    path.write_bytes(path.read_bytes() + b'{"a": "\xe9"}\n')
    with pytest.raises(HistoryUnfit) as refused:
        read_history(path, NOW)
    (found,) = refused.value.found
    assert (found.where, "UTF-8" in found.message(Language.VI)) == (f"{path}:3", True)
    assert "8" in found.message(Language.EN)


def test_lines_may_end_as_windows_ends_them_and_the_file_begin_with_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    text = "\r\n".join(json.dumps(one) for one in (HEADER, OPEN | {"subject": "a\u2028b"}, RECEIVE)) + "\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert len(read_history(path, NOW).acts) == 2
