"""What is wrong with a CSV is refused with file, line and column, and nothing of it is handed on."""

import gzip
from pathlib import Path

import pytest

from shared.errors import Language
from tests.unit.mining.log.writers import HEADER, written
from tthc.mining.log import errors as refusals
from tthc.mining.log.columns import Field, LogFormat
from tthc.mining.log.errors import LogRefused
from tthc.mining.log.events import EventLog
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.reading import open_log
from tthc.mining.log.survey import survey

ROW = "c1,Receive,G,An,2026-11-23T08:00:00+07:00,2026-11-23T07:30:00+07:00,2026-12-01T17:30:00+07:00"
LATER = ROW.replace("T08:00", "T09:00")


def the_log(folder: Path, *rows: str, options: ReadOptions | None = None) -> EventLog:
    return open_log(written(folder / "log.csv", "\n".join(rows) + "\n"), options)


def refused(log: EventLog, refusal: type[LogRefused], line: int | None = None, column: int = 1) -> LogRefused:
    """The survey is refused; every refusal can be told in both languages."""
    with pytest.raises(refusal) as caught:
        survey(log, lambda start, end: 0)
    where = str(log.path) if line is None else f"{log.path}:{line}:{column}"
    assert caught.value.where == where
    assert all("{" not in caught.value.message(language) for language in Language)
    return caught.value


@pytest.mark.parametrize(
    ("column", "option"),
    [("case_id", "--case-column"), ("activity", "--activity-column"), ("timestamp", "--time-column")],
)
def test_without_a_needed_column(tmp_path: Path, column: str, option: str) -> None:
    header = HEADER.replace(column, "something")
    refusal = refused(the_log(tmp_path, header, ROW), refusals.ColumnMissing, 1)
    message = refusal.message(Language.EN)
    assert f"'{column}'" in message
    assert "something" in message
    assert option in message


def test_without_a_column_that_the_caller_named(tmp_path: Path) -> None:
    options = ReadOptions().with_names({Field.DEADLINE: "due"})
    refused(the_log(tmp_path, HEADER, ROW, options=options), refusals.ColumnMissing, 1)


def test_with_a_column_twice(tmp_path: Path) -> None:
    log = the_log(tmp_path, HEADER + ",activity", ROW + ",x")
    refused(log, refusals.ColumnRepeated, 1, len(HEADER) + 2)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.99])
def test_truncated_gzip(tmp_path: Path, kept: float) -> None:
    rows = "\n".join([HEADER, *(ROW.replace("c1", f"c{number * 7919 % 1009}") for number in range(500))])
    whole = gzip.compress(rows.encode())
    path = tmp_path / "log.csv.gz"
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(refusals.GzipTruncated) as caught:
        survey(open_log(path), lambda start, end: 0)
    name, line, column = str(caught.value.where).rsplit(":", 2)
    assert name == str(path)
    assert 1 <= int(line) <= 502
    assert column == "1"


def test_gzip_cut_in_its_header(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(b"x")[:5])
    refused(open_log(path), refusals.GzipTruncated, 1)


def test_a_gz_that_is_no_gzip(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_text(HEADER)
    refused(open_log(path), refusals.GzipDamaged, 1)


def test_damaged_gzip(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(f"{HEADER}\n{ROW}\n".encode()))
    data[-8] ^= 0xFF
    path = tmp_path / "log.csv.gz"
    path.write_bytes(data)
    refused(open_log(path), refusals.GzipDamaged, 3)


def test_gzip_whose_deflated_data_make_no_sense(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(f"{HEADER}\n{ROW}\n".encode()))
    data[10] = 0xFF  # a deflate block of the reserved type
    path = tmp_path / "log.csv.gz"
    path.write_bytes(data)
    refused(open_log(path), refusals.GzipDamaged, 1)


def test_gzip_is_known_by_its_content_too(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(gzip.compress(f"{HEADER}\n{ROW}\n".encode()))
    assert len(list(open_log(path).events())) == 1


@pytest.mark.parametrize("time", ["yesterday", "2026-13-01T00:00:00", "0000-00-00 00:00:00"])
def test_bad_timestamp(tmp_path: Path, time: str) -> None:
    bad = LATER.replace("2026-11-23T09:00:00+07:00", time)
    refusal = refused(the_log(tmp_path, HEADER, ROW, bad), refusals.TimestampInvalid, 3, 17)
    assert time in refusal.message(Language.VI)


def test_bad_timestamp_after_quoted_fields_over_several_lines(tmp_path: Path) -> None:
    bad = 'c1,"Receive, ""new""\nand check",G,"An",noon,,'
    refused(the_log(tmp_path, HEADER, ROW, bad), refusals.TimestampInvalid, 4, 19)


def test_bad_timestamp_after_a_quote_inside_a_plain_field(tmp_path: Path) -> None:
    bad = 'c1,5" pipe,G,"An",noon,,'
    refused(the_log(tmp_path, HEADER, bad), refusals.TimestampInvalid, 2, 19)


def test_bad_deadline(tmp_path: Path) -> None:
    bad = ROW.replace("2026-12-01T17:30:00+07:00", "soon")
    refused(the_log(tmp_path, HEADER, bad), refusals.TimestampInvalid, 2, 69)


@pytest.mark.parametrize(("empty", "column"), [(",Receive", 1), ("c1,  ", 4)])
def test_empty_case_or_activity(tmp_path: Path, empty: str, column: int) -> None:
    bad = ROW.replace("c1,Receive", empty)
    refused(the_log(tmp_path, HEADER, ROW, bad), refusals.ValueEmpty, 3, column)


def test_event_before_its_case(tmp_path: Path) -> None:
    early = ROW.replace("T08:00", "T07:00")
    refusal = refused(the_log(tmp_path, HEADER, ROW, early), refusals.EventBeforeCase, 3, 17)
    assert "c1" in refusal.message(Language.VI)


def test_a_lone_event_before_its_case(tmp_path: Path) -> None:
    early = ROW.replace("T08:00", "T07:00")
    refused(the_log(tmp_path, HEADER, early), refusals.EventBeforeCase, 2, 17)


def test_two_deadlines_for_one_case(tmp_path: Path) -> None:
    other = LATER.replace("2026-12-01", "2026-12-02")
    refused(the_log(tmp_path, HEADER, ROW, other), refusals.CaseContradicted, 3, 17)


@pytest.mark.parametrize(("row", "column"), [(ROW + ",x", 69), (ROW.rsplit(",", 1)[0], 43)])
def test_a_row_of_another_length(tmp_path: Path, row: str, column: int) -> None:
    refused(the_log(tmp_path, HEADER, ROW, row), refusals.RowUneven, 3, column)


def test_a_quote_that_is_not_closed(tmp_path: Path) -> None:
    rows = [HEADER, ROW, ROW.replace("Receive", '"Receive'), LATER]
    refused(the_log(tmp_path, *rows), refusals.RowMalformed, 3)


def test_a_line_without_end(tmp_path: Path) -> None:
    refused(the_log(tmp_path, HEADER, "x" * 1_100_000), refusals.RowMalformed, 2)


def test_wrong_encoding(tmp_path: Path) -> None:
    content = f"{HEADER}\n{ROW.replace('Receive', 'Tiếp nhận é')}\n".encode()
    path = written(tmp_path / "log.csv", content.replace("é".encode(), "é".encode("latin-1")))
    refused(open_log(path), refusals.EncodingWrong, 2, 14)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-le"])
def test_wide_encodings(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "log.csv", f"{HEADER}\n{ROW}\n".encode(encoding))
    refused(open_log(path), refusals.EncodingWrong, 1, 1 if encoding == "utf-16" else 2)


@pytest.mark.parametrize(("content", "line"), [("", 1), (HEADER + "\n", 2), (HEADER + "\n\n\n", 4)])
def test_no_events(tmp_path: Path, content: str, line: int) -> None:
    refused(open_log(written(tmp_path / "log.csv", content)), refusals.LogEmpty, line)


def test_no_file(tmp_path: Path) -> None:
    refused(open_log(tmp_path / "log.csv"), refusals.LogNotFound)


def test_a_folder(tmp_path: Path) -> None:
    refused(open_log(tmp_path, ReadOptions(format=LogFormat.CSV)), refusals.LogUnreadable)


def test_a_file_that_changes_between_the_readings(tmp_path: Path) -> None:
    log = the_log(tmp_path, HEADER, ROW, LATER)
    seen = survey(log, lambda start, end: 0)
    the_log(tmp_path, HEADER, ROW)
    with pytest.raises(refusals.LogChanged):
        list(seen.whole_cases(log))
    the_log(tmp_path, HEADER, ROW, LATER, LATER)
    with pytest.raises(refusals.LogChanged):
        list(seen.whole_cases(log))


@pytest.mark.parametrize(("column", "place"), [("c1", 1), ("Receive", 4), ("G", 12), ("An", 14)])
def test_a_control_character_in_a_name(tmp_path: Path, column: str, place: int) -> None:
    bad = ROW.replace(f"{column},", f"{column}\x07x,", 1)
    refusal = refused(the_log(tmp_path, HEADER, bad), refusals.TextUnusable, 2, place)
    assert "U+0007" in refusal.message(Language.VI)


@pytest.mark.parametrize(("column", "place"), [("c1", 505), ("Receive", 511), ("G", 517), ("An", 516)])
def test_a_name_too_long_for_any_catalogue(tmp_path: Path, column: str, place: int) -> None:
    bad = ROW.replace(f"{column},", "x" * 501 + ",", 1)
    at = bad.index("2026") + 1
    assert at >= place
    refused(the_log(tmp_path, HEADER, bad), refusals.NameTooLong, 2, at)
