"""Whatever is written as CSV, gzipped CSV or XES reads back the same."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.mining.log.writers import as_csv, as_xes, written
from tthc.mining.log.events import LogEvent, in_time_order
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.reading import open_log
from tthc.mining.log.survey import survey
from tthc.mining.log.values import clean

LETTERS = st.sampled_from("abT01 \"',;<&>éđĐướ漢\n")
WORDS = st.text(LETTERS, min_size=1, max_size=8).map(clean).filter(bool)
FIRST, LAST = datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2080-01-01")
INSTANTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))

small_logs = settings(max_examples=50, deadline=None)  # the disk of a busy machine has no deadline


@st.composite
def logs(draw: st.DrawFn) -> list[LogEvent]:
    """Cases one after the other, as XES has them; events in any order of time."""
    events = []
    for case in draw(st.lists(WORDS, min_size=1, max_size=4, unique=True)):
        start = draw(st.none() | INSTANTS)
        deadline = draw(st.none() | INSTANTS)
        for _ in range(draw(st.integers(1, 5))):
            events.append(
                LogEvent(
                    case_id=case,
                    activity=draw(WORDS),
                    group=draw(st.none() | WORDS),
                    resource=draw(st.none() | WORDS),
                    time=(start or draw(INSTANTS)) + timedelta(minutes=draw(st.integers(0, 9999))),
                    case_start=start,
                    case_deadline=deadline,
                    place="",
                )
            )
    return events


def read_back(name: str, content: str | bytes, options: ReadOptions | None = None) -> list[LogEvent]:
    with TemporaryDirectory() as folder:
        return list(open_log(written(Path(folder) / name, content), options).events())


@given(logs())
@small_logs
def test_csv(events: list[LogEvent]) -> None:
    assert read_back("log.csv", as_csv(events)) == events


@given(logs())
@small_logs
def test_csv_with_byte_order_mark_and_semicolons(events: list[LogEvent]) -> None:
    content = as_csv(events, delimiter=";").encode("utf-8-sig")
    assert read_back("log.csv", content, ReadOptions(delimiter=";")) == events


@given(logs())
@small_logs
def test_gzipped_csv(events: list[LogEvent]) -> None:
    assert read_back("log.csv.gz", as_csv(events)) == events


@given(logs(), st.sampled_from(["", "xes:"]), st.sampled_from([None, "complete", "COMPLETE"]))
@small_logs
def test_xes(events: list[LogEvent], prefix: str, transition: str | None) -> None:
    content = as_xes(events, prefix=prefix, transition=transition)
    assert read_back("log.xes", content) == events
    assert read_back("log.xes.gz", content) == events


@given(logs())
@small_logs
def test_the_place_of_each_event_is_where_its_time_stands(events: list[LogEvent]) -> None:
    content = as_csv(events)
    lines = content.split("\n")
    for event in read_back("log.csv", content):
        line, column = map(int, event.place.split(":")[-2:])
        assert lines[line - 1][column - 1 :].startswith(event.time.isoformat())


@given(logs(), st.randoms(use_true_random=False))
@small_logs
def test_interleaved_cases_come_out_whole_and_by_time(events: list[LogEvent], random: Random) -> None:
    random.shuffle(events)
    with TemporaryDirectory() as folder:
        log = open_log(written(Path(folder) / "log.csv", as_csv(events)))
        cases = dict(survey(log, lambda start, end: 0).whole_cases(log))
    expected = {event.case_id: [e for e in events if e.case_id == event.case_id] for event in events}
    assert cases == {case: in_time_order(of_case) for case, of_case in expected.items()}
