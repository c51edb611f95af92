"""What is wrong with a XES file is refused with file, line and column."""

import gzip
from pathlib import Path

import pytest

from shared.errors import Language
from tests.unit.mining.log.writers import as_xes, event, written
from tthc.mining.log import errors as refusals
from tthc.mining.log.columns import Field
from tthc.mining.log.errors import LogRefused
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.reading import open_log

TRACE = '<trace><string key="concept:name" value="c1"/>'
EVENT = (
    '<event><string key="concept:name" value="Receive"/>'
    '<date key="time:timestamp" value="2026-11-23T08:00:00+07:00"/></event>'
)


def refused(
    folder: Path, content: str | bytes, refusal: type[LogRefused], line: int, column: int
) -> LogRefused:
    path = written(folder / "log.xes", content)
    with pytest.raises(refusal) as caught:
        list(open_log(path).events())
    assert caught.value.where == f"{path}:{line}:{column}"
    assert all("{" not in caught.value.message(language) for language in Language)
    return caught.value


def test_malformed_xml(tmp_path: Path) -> None:
    refused(tmp_path, f"<log>\n{TRACE}</log>", refusals.XmlMalformed, 2, len(TRACE) + 3)


def test_xml_that_ends_too_early(tmp_path: Path) -> None:
    refused(tmp_path, f"<log>\n{TRACE}", refusals.XmlMalformed, 2, len(TRACE) + 1)


def test_event_outside_a_trace(tmp_path: Path) -> None:
    refused(tmp_path, f"<log>\n  {EVENT}</log>", refusals.EventOutsideTrace, 2, 3)


def test_trace_in_a_trace(tmp_path: Path) -> None:
    refused(tmp_path, f"<log>\n<trace>{TRACE}", refusals.XesMalformed, 2, 8)


def test_another_kind_of_document(tmp_path: Path) -> None:
    refused(tmp_path, "<html></html>", refusals.XesRootWrong, 1, 1)


def test_attribute_of_the_case_after_its_events(tmp_path: Path) -> None:
    late = '<date key="startdate" value="2026-11-23T08:00:00+07:00"/>'
    refused(tmp_path, f"<log>{TRACE}{EVENT}\n{late}", refusals.TraceAttributeLate, 2, 1)


def test_bad_timestamp(tmp_path: Path) -> None:
    content = f"<log>\n{TRACE}\n{EVENT.replace('2026-11-23T08', '2026-11-23T28')}</trace></log>"
    refused(tmp_path, content, refusals.TimestampInvalid, 3, EVENT.index("<date") + 1)


def test_event_without_activity(tmp_path: Path) -> None:
    content = f"<log>{TRACE}\n {EVENT.replace('concept:name', 'name')}</trace></log>"
    refused(tmp_path, content, refusals.ValueEmpty, 2, 2)


def test_trace_without_a_name(tmp_path: Path) -> None:
    content = f"<log><trace>\n{EVENT}</trace></log>"
    message = refused(tmp_path, content, refusals.ValueEmpty, 2, 1).message(Language.EN)
    assert "--case-column" in message


@pytest.mark.parametrize(("content", "line", "column"), [("", 1, 1), ("<log>\n</log>", 2, 7)])
def test_no_events(tmp_path: Path, content: str, line: int, column: int) -> None:
    refused(tmp_path, content, refusals.LogEmpty, line, column)


def test_no_completed_event(tmp_path: Path) -> None:
    path = written(tmp_path / "log.xes", as_xes([event("Receive")], transition="start"))
    with pytest.raises(refusals.LogEmpty):
        list(open_log(path).events())


@pytest.mark.parametrize(
    ("doctype", "column"),
    [('<!DOCTYPE log [<!ENTITY a "b">]>', 15), ('<!DOCTYPE log SYSTEM "file:///etc/passwd">', 42)],
)
def test_entities_are_never_resolved(tmp_path: Path, doctype: str, column: int) -> None:
    refused(tmp_path, f"\n{doctype}<log/>", refusals.DoctypeForbidden, 2, column)


def test_wrong_encoding(tmp_path: Path) -> None:
    content = f"<log>\n{TRACE.replace('c1', 'é')}".encode("latin-1")
    refused(tmp_path, content, refusals.EncodingWrong, 2, TRACE.index("c1") + 1)


@pytest.mark.parametrize("encoding", ["made-up", "big5"])
def test_encodings_that_xml_readers_need_not_know(tmp_path: Path, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><log/>'
    refused(tmp_path, content, refusals.EncodingWrong, 1, 31)


def test_a_tag_without_end(tmp_path: Path) -> None:
    path = written(tmp_path / "log.xes", '<log><trace><string key="' + "x" * 3_000_000)
    with pytest.raises(refusals.XmlMalformed, match="longer than"):
        list(open_log(path).events())


def test_truncated_gzip(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    events = [event("Receive", hours, case=str(hours * 7919 % 1009)) for hours in range(500)]
    path.write_bytes(gzip.compress(as_xes(events).encode())[:-200])
    with pytest.raises(refusals.GzipTruncated) as caught:
        list(open_log(path).events())
    line, column = map(int, str(caught.value.where).rsplit(":", 2)[1:])
    assert line > 100
    assert column >= 1


def test_a_key_that_the_caller_named_and_the_log_lacks(tmp_path: Path) -> None:
    path = written(tmp_path / "log.xes", as_xes([event("Receive")]))
    options = ReadOptions().with_names({Field.DEADLINE: "due"})
    with pytest.raises(refusals.KeyMissing, match="--deadline-column"):
        list(open_log(path, options).events())
