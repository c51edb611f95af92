"""What the options say of a log, and how its texts and times are taken."""

import tracemalloc
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.unit.mining.log.writers import HEADER, as_csv, as_xes, event, written
from tthc.mining.log.columns import Field, LogFormat
from tthc.mining.log.csvlog import CsvLog
from tthc.mining.log.errors import LogFormatUnknown, ValueEmpty
from tthc.mining.log.events import Progress
from tthc.mining.log.notices import Notice, NoticeKind
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.reading import open_log
from tthc.mining.log.survey import survey
from tthc.mining.log.xeslog import XesLog


@pytest.mark.parametrize("name", ["a.csv", "a.CSV.gz", "b.xes", "b.xes.GZ"])
def test_the_name_tells_the_format(name: str) -> None:
    assert isinstance(open_log(Path(name)), CsvLog if "csv" in name.lower() else XesLog)


def test_a_name_that_tells_nothing_needs_the_format_stated() -> None:
    with pytest.raises(LogFormatUnknown, match="csv, xes"):
        open_log(Path("log.txt"))
    assert isinstance(open_log(Path("log.txt"), ReadOptions(format=LogFormat.XES)), XesLog)


def test_columns_of_other_names(tmp_path: Path) -> None:
    content = as_csv([event("Receive")]).replace("case_id", "Ho so").replace("timestamp", "Luc")
    options = ReadOptions().with_names({Field.CASE: "Ho so", Field.TIME: "Luc"})
    log = open_log(written(tmp_path / "log.csv", content), options)
    assert list(log.events()) == [event("Receive")]


def test_keys_of_other_names(tmp_path: Path) -> None:
    content = as_xes([event("Receive")]).replace("org:group", "unit")
    options = ReadOptions().with_names({Field.GROUP: "unit"})
    log = open_log(written(tmp_path / "log.xes", content), options)
    assert list(log.events()) == [event("Receive")]


def test_columns_that_may_be_absent_are_told(tmp_path: Path) -> None:
    log = open_log(written(tmp_path / "log.csv", "case_id,activity,timestamp\nc1,Receive,2026-11-23\n"))
    assert survey(log, lambda start, end: 0).notices == (
        Notice(NoticeKind.COLUMN_ABSENT, ("group", "resource", "case_start", "case_deadline")),
    )


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-23T08:00:00", datetime(2026, 11, 23, 7, tzinfo=UTC)),
        ("2026-06-23 08:00", datetime(2026, 6, 23, 6, tzinfo=UTC)),
        ("2026-11-23T08:00:00.5+07:00", datetime(2026, 11, 23, 1, 0, 0, 500_000, UTC)),
        ("2026-11-23T08:00:00Z", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 22, 23, tzinfo=UTC)),
    ],
)
def test_times_without_an_offset_are_local(tmp_path: Path, text: str, instant: datetime) -> None:
    path = written(tmp_path / "log.csv", f"case_id,activity,timestamp\nc1,Receive,{text}\n")
    log = open_log(path, ReadOptions(zone=ZoneInfo("Europe/Amsterdam")))
    assert [event.time for event in log.events()] == [instant]


def test_a_deadline_that_is_a_date_ends_with_its_day(tmp_path: Path) -> None:
    row = "c1,Receive,,,2026-11-23T08:00,,2026-11-24"
    path = written(tmp_path / "log.csv", f"{HEADER}\n{row}\n")
    [only] = open_log(path).events()
    assert only.case_deadline == datetime(2026, 11, 24, 17, tzinfo=UTC)


def test_a_group_that_says_none_is_none(tmp_path: Path) -> None:
    path = written(tmp_path / "log.csv", as_csv([event("Receive", group="EMPTY", resource="")]))
    assert list(open_log(path).events()) == [event("Receive", group=None, resource=None)]


def test_only_completed_events_of_a_lifecycle_count(tmp_path: Path) -> None:
    started = as_xes([event("Receive"), event("Check", 1)], transition="start")
    path = written(tmp_path / "log.xes", started.replace('"start"', '"Complete"', 1))
    assert [each.activity for each in open_log(path).events()] == ["Receive"]


def test_what_stands_deeper_in_xes_is_not_the_events_own(tmp_path: Path) -> None:
    inner = '<string key="note" value="x"><string key="concept:name" value="not me"/></string></event>'
    path = written(tmp_path / "log.xes", as_xes([event("Receive")]).replace("</event>", inner))
    assert list(open_log(path).events()) == [event("Receive")]


@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz", "log.xes", "log.xes.gz"])
def test_progress_ends_at_the_whole_file(tmp_path: Path, name: str) -> None:
    events = [event("Receive", hours) for hours in range(1200)]
    path = written(tmp_path / name, as_csv(events) if "csv" in name else as_xes(events))
    told: list[Progress] = []
    list(open_log(path).events(told.append))
    assert [progress.events for progress in told] == [500, 1000, 1200]
    assert told[-1].bytes_read == told[-1].bytes_total == path.stat().st_size
    assert all(progress.bytes_read <= progress.bytes_total for progress in told)


def test_progress_of_a_survey_runs_over_both_readings(tmp_path: Path) -> None:
    path = written(tmp_path / "log.csv", as_csv([event("Receive")]))
    told: list[Progress] = []
    survey(open_log(path), lambda start, end: 0, told.append)
    size = path.stat().st_size
    assert told == [Progress(1, size, 2 * size), Progress(1, 2 * size, 2 * size)]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(events: int, name: str) -> int:
        rows = [event("Receive", hours) for hours in range(events)]
        path = written(tmp_path / name, as_csv(rows) if "csv" in name else as_xes(rows))
        del rows
        tracemalloc.start()
        for _ in open_log(path).events():
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    for name in ("log.csv.gz", "log.xes.gz"):
        assert peak(4_000, name) < 2 * peak(400, name) + 200_000


@pytest.mark.parametrize(
    "blank", ["", ",,", " , ,\t", '"","",""', "   ", ",", ",,,,", "\u00a0,,", '"\n",,', ",,\r"]
)
@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_rows_of_nothing_are_passed_over_wherever_they_stand(tmp_path: Path, blank: str, before: int) -> None:
    rows = ["case_id,activity,timestamp", "c1,Receive,2026-11-23", "c1,Check,2026-11-24"]
    rows.insert(before, blank)
    log = open_log(written(tmp_path / "log.csv", "\n".join(rows) + "\n"))
    assert [(one.activity, one.place.rsplit(":", 1)[1]) for one in log.events()] == [
        ("Receive", "12"),
        ("Check", "10"),
    ]


BROKEN = ("Tiếp nhận\nhồ sơ", "Tiếp nhận\r\nhồ sơ", "Tiếp nhận \n\n hồ sơ", "Tiếp\tnhận\u2028hồ sơ\n")


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("field", ["case", "activity", "group", "resource"])
def test_a_line_break_in_a_name_is_a_blank(tmp_path: Path, field: str, text: str) -> None:
    written_so = event(**{"activity": "Check", field: text})  # type: ignore[arg-type]
    meant = event(**{"activity": "Check", field: "Tiếp nhận hồ sơ"})  # type: ignore[arg-type]
    log = open_log(written(tmp_path / "log.csv", as_csv([written_so])))
    assert list(log.events()) == [meant]
    marked = as_xes([written_so]).replace("\r", "&#13;")
    assert list(open_log(written(tmp_path / "log.xes", marked)).events()) == [meant]


def test_a_column_with_a_line_break_in_its_heading_is_found(tmp_path: Path) -> None:
    content = 'case_id,"Hoạt\nđộng",timestamp\nc1,Receive,2026-11-23\n'
    for name in ("Hoạt động", unicodedata.normalize("NFD", "Hoạt động")):
        options = ReadOptions().with_names({Field.ACTIVITY: name})
        [only] = open_log(written(tmp_path / "log.csv", content), options).events()
        assert only.activity == "Receive"


@pytest.mark.parametrize(
    "seen_alike",
    [
        "Tiếp\u00a0nhận",
        "Tiếp\u200b nhận",
        "\ufeffTiếp nhận",
        "Tiếp  nhận",
        "Tiếp nh\u00adận",
        "Tiếp\u2009nhận",
    ],
)
def test_names_that_look_alike_are_one(tmp_path: Path, seen_alike: str) -> None:
    rows = f"c1,{seen_alike},2026-03-02T08:00Z\nc1,Tiếp nhận,2026-03-02T09:00Z\n"
    path = written(tmp_path / "log.csv", f"case_id,activity,timestamp\n{rows}")
    assert {event.activity for event in open_log(path).events()} == {"Tiếp nhận"}


def test_a_name_of_what_cannot_be_seen_is_none(tmp_path: Path) -> None:
    path = written(tmp_path / "log.csv", "case_id,activity,timestamp\nc1,\u200b,2026-03-02T08:00Z\n")
    with pytest.raises(ValueEmpty) as caught:
        list(open_log(path).events())
    assert caught.value.where == f"{path}:2:4"
