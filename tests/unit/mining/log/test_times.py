"""What the times of a log may be: those of the years that working calendars are laid out for."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from services.sla.calendars import Year
from shared.errors import Language
from shared.kernel import FIRST_YEAR, LAST_YEAR
from tests.unit.mining.log.writers import as_csv, as_xes, event, written
from tthc.mining.log.errors import CaseTooLong, LogRefused, TimestampInvalid, TimestampOutOfRange
from tthc.mining.log.events import LogEvent
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.reading import open_log
from tthc.mining.log.survey import survey
from tthc.mining.log.values import instant

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OUT_OF_RANGE = (
    "9999-12-31T00:00:00",
    "9999-12-31T24:00:00",
    "9999-12-31T23:59:59-05:00",
    "0001-01-01T00:00:00",
    "0001-01-02T10:00:00",
    "0001-01-01T00:00:00+14:00",
    "1601-01-01T00:00:00Z",
    "1899-12-30",
    "1970-01-01T00:00:00Z",
    "19700101T000000Z",
    "1969-W52-3",
    "1989-12-31T23:59:59Z",
    "2101-01-01T00:00:00Z",
)


def read(path: Path, zone: ZoneInfo = HANOI) -> list[LogEvent]:
    return list(open_log(path, ReadOptions(zone=zone)).events())


@pytest.mark.parametrize("time", OUT_OF_RANGE)
def test_a_time_that_no_calendar_covers_is_refused_by_its_place(tmp_path: Path, time: str) -> None:
    path = written(tmp_path / "log.csv", f"case_id,activity,timestamp\nc1,Receive,{time}\n")
    with pytest.raises(TimestampOutOfRange) as caught:
        read(path)
    assert caught.value.where == f"{path}:2:12"
    assert all(f"'{time}'" in caught.value.message(language) for language in Language)
    assert "1990" in caught.value.message(Language.VI)


@pytest.mark.parametrize("time", OUT_OF_RANGE)
@pytest.mark.parametrize("column", ["case_start", "case_deadline"])
def test_so_is_a_start_or_a_deadline(tmp_path: Path, column: str, time: str) -> None:
    row = f"case_id,activity,timestamp,{column}\nc1,Receive,2026-03-02,{time}\n"
    path = written(tmp_path / "log.csv", row)
    with pytest.raises(TimestampOutOfRange) as caught:
        read(path)
    assert caught.value.where == f"{path}:2:23"


@pytest.mark.parametrize("key", ["time:timestamp", "startdate", "enddate_planned"])
def test_so_is_a_time_in_xes(tmp_path: Path, key: str) -> None:
    far = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5)))
    known = datetime(2026, 3, 2, tzinfo=UTC)
    content = as_xes([event("Receive", start=known, deadline=known)])
    line = next(line for line in content.splitlines() if key in line)
    replaced = f'<date key="{key}" value="{far.isoformat()}"/>'
    path = written(tmp_path / "log.xes", content.replace(line, replaced))
    with pytest.raises(TimestampOutOfRange) as caught:
        read(path)
    assert caught.value.where == f"{path}:{1 + content.splitlines().index(line)}:1"


@pytest.mark.parametrize("column", ["timestamp", "case_start", "case_deadline"])
@pytest.mark.parametrize(
    "time",
    ["2026-03-02T08.5", "2026-03-02T08:30.5", "2026-03-02X08:00:00", "2026-W10", "2026-03-02T08:00+07:00:30"],
)
def test_what_would_be_read_as_another_time_is_refused(tmp_path: Path, column: str, time: str) -> None:
    """To ISO 8601 `08.5` is half past eight; Python reads half a second past."""
    other = "case_deadline" if column == "timestamp" else "timestamp"
    row = f"case_id,activity,{other},{column}\nc1,Receive,2026-03-02,{time}\n"
    with pytest.raises(TimestampInvalid) as caught:
        read(written(tmp_path / "log.csv", row))
    assert caught.value.where is not None
    assert caught.value.where.endswith(":2:23")


@pytest.mark.parametrize(
    "time",
    ["20260302T080000Z", "2026-03-02 08:00:00.1234567Z", "2026-03-02T08", "2026-W10-1t08:00", "2026-03-02"],
)
def test_other_ways_to_write_a_time_are_read(tmp_path: Path, time: str) -> None:
    (found,) = read(written(tmp_path / "log.csv", f"case_id,activity,timestamp\nc1,Receive,{time}\n"))
    assert found.time.astimezone(HANOI).date().isoformat() == "2026-03-02"


def test_a_deadline_of_the_last_day_that_can_be_written_is_no_overflow(tmp_path: Path) -> None:
    row = "case_id,activity,timestamp,case_deadline\nc1,Receive,2026-03-02,9999-12-31\n"
    with pytest.raises(TimestampOutOfRange, match="stays empty"):
        read(written(tmp_path / "log.csv", row))


def test_the_years_are_those_that_the_sla_service_lays_calendars_out_for() -> None:
    [bounds] = (one for one in get_args(Year) if hasattr(one, "metadata"))
    assert {one.ge for one in bounds.metadata if hasattr(one, "ge")} == {FIRST_YEAR}
    assert {one.le for one in bounds.metadata if hasattr(one, "le")} == {LAST_YEAR}
    assert instant("1990-01-01T00:00:00Z", HANOI).year == FIRST_YEAR
    assert instant("2100-12-31T23:59:59Z", HANOI).year == LAST_YEAR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02T24:00:00.000+07:00", datetime(2026, 3, 2, 17, tzinfo=UTC)),
        ("2026-03-02T24:00:00Z", datetime(2026, 3, 3, tzinfo=UTC)),
        ("2026-03-02T24:00:00-11:30", datetime(2026, 3, 3, 11, 30, tzinfo=UTC)),
        ("2026-12-31T24:00:00+14:00", datetime(2026, 12, 31, 10, tzinfo=UTC)),
        ("2028-02-28 24:00", datetime(2028, 2, 28, 17, tzinfo=UTC)),
        ("2026-03-02T24", datetime(2026, 3, 2, 17, tzinfo=UTC)),
        ("20260302T240000", datetime(2026, 3, 2, 17, tzinfo=UTC)),
        ("2026-W10-1T24:00:00,0", datetime(2026, 3, 2, 17, tzinfo=UTC)),
    ],
)
def test_24_00_is_the_end_of_its_day(text: str, expected: datetime) -> None:
    assert instant(text, HANOI) == expected


def test_24_00_is_local_where_the_clocks_change() -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    assert instant("2026-03-28T24:00", zone) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert instant("2026-10-25T24:00", zone) == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_a_deadline_at_24_00_is_the_end_of_that_day_and_not_of_the_next(tmp_path: Path) -> None:
    row = "case_id,activity,timestamp,case_deadline\nc1,Receive,2026-03-02,2026-03-04T24:00\n"
    [only] = read(written(tmp_path / "log.csv", row))
    assert only.case_deadline == datetime(2026, 3, 4, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["2026-03-02T24:00:01", "2026-03-02T24:30", "2026-03-02T24:00:00.5", "2026-02-30T24:00", "24:00"]
)
def test_no_other_time_has_the_hour_24(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "log.csv", f"case_id,activity,timestamp\nc1,Receive,{text}\n")
    with pytest.raises(TimestampInvalid):
        read(path)


def test_a_case_longer_than_any_limit_can_be_counted_is_refused_at_its_last_event(tmp_path: Path) -> None:
    years = 95 * 365 * 24
    begun = event("Receive", start=datetime(1995, 1, 2, tzinfo=UTC))
    path = written(tmp_path / "log.csv", as_csv([begun, event("Check", years - 31 * 365 * 24)]))
    refusal: type[LogRefused] = CaseTooLong
    with pytest.raises(refusal) as caught:
        survey(open_log(path), lambda start, end: 0)
    assert str(caught.value.where).startswith(f"{path}:3:")
    assert "c1" in caught.value.message(Language.VI)
