"""A log that can be read but once, as from a pipe, is read like the file that it came from."""

import gc
import gzip
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from tests.unit.mining.log.writers import as_csv, as_xes, event, written
from tthc.mining.discovery.discover import discover
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.log.columns import LogFormat
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import plan_import
from tthc.mining.log.errors import GzipTruncated, LogEmpty, TimestampInvalid
from tthc.mining.log.events import Progress
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.reading import open_log

EVENTS = [event("Receive", -90_000), event("Check", -89_998), event("Receive", -89_900, case="c2")]
Pipe = Callable[[bytes], Path]


@pytest.fixture
def piped(tmp_path: Path) -> Pipe:
    """A pipe out of which these bytes come once."""

    def of(content: bytes) -> Path:
        path = tmp_path / "63"
        os.mkfifo(path)
        Thread(target=path.write_bytes, args=(content,), daemon=True).start()
        return path

    return of


def reading(format_: LogFormat) -> ReadOptions:
    return ReadOptions(format=format_)


@pytest.mark.parametrize("packed", [bytes, gzip.compress])
@pytest.mark.parametrize(("format_", "text"), [(LogFormat.CSV, as_csv), (LogFormat.XES, as_xes)])
def test_reads_again_and_again_what_came_once(
    piped: Pipe, format_: LogFormat, text: Callable[..., str], packed: Callable[[bytes], bytes]
) -> None:
    log = open_log(piped(packed(text(EVENTS).encode())), reading(format_))
    told: list[Progress] = []
    assert list(log.events(told.append)) == list(log.events()) == EVENTS
    assert told[-1].bytes_read == told[-1].bytes_total > 0


def test_an_import_is_planned_as_from_the_file(piped: Pipe, tmp_path: Path) -> None:
    content = as_csv(EVENTS)
    path = written(tmp_path / "log.csv", content)
    of_file = plan_import(ImportOptions(path=path))
    of_pipe = plan_import(ImportOptions(path=piped(content.encode()), read=reading(LogFormat.CSV)))
    assert of_pipe.digest == of_file.digest
    assert of_pipe.key("x") == of_file.key("x")
    assert of_pipe.procedure.steps == of_file.procedure.steps
    assert list(of_pipe.survey.whole_cases(of_pipe.log)) == list(of_file.survey.whole_cases(of_file.log))


def test_a_pipe_has_no_name_for_a_procedure(piped: Pipe) -> None:
    options = DiscoverOptions(path=piped(as_csv(EVENTS).encode()), read=reading(LogFormat.CSV))
    found = discover(options)
    assert (found.code, found.name, found.events) == ("LOG", "log", 3)


def test_what_is_wrong_is_named_by_the_pipe(piped: Pipe) -> None:
    path = piped(b"case_id,activity,timestamp\nc1,A,soon\n")
    with pytest.raises(TimestampInvalid) as caught:
        list(open_log(path, reading(LogFormat.CSV)).events())
    assert caught.value.where == f"{path}:2:6"


def test_a_pipe_without_anything_is_an_empty_log(piped: Pipe) -> None:
    with pytest.raises(LogEmpty):
        list(open_log(piped(b""), reading(LogFormat.CSV)).events())


def test_a_pipe_that_is_cut_short(piped: Pipe) -> None:
    with pytest.raises(GzipTruncated):
        list(open_log(piped(gzip.compress(as_csv(EVENTS).encode())[:-9]), reading(LogFormat.CSV)).events())


def test_nothing_of_a_pipe_stays_behind(piped: Pipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    log = open_log(piped(as_csv(EVENTS).encode()), reading(LogFormat.CSV))
    list(log.events())
    assert len(list((tmp_path / "temporary").iterdir())) == 1
    del log
    gc.collect()
    assert list((tmp_path / "temporary").iterdir()) == []
