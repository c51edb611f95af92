"""Events of a lifecycle: what was done counts, what is left out is told."""

from pathlib import Path

import pytest

from shared.errors import Language
from tests.unit.mining.log.writers import as_xes, event, written
from tthc.mining.log.errors import LogEmpty
from tthc.mining.log.events import EventLog
from tthc.mining.log.notices import Notice, NoticeKind
from tthc.mining.log.reading import open_log


def the_log(folder: Path, *cases: tuple[str, ...]) -> EventLog:
    """A log whose cases have one event for each of these transitions."""
    traces = []
    for number, transitions in enumerate(cases, start=1):
        events = [event(f"A{index}", index, case=f"c{number}") for index in range(len(transitions) or 1)]
        trace = as_xes(events, transition="@").partition("<trace>")[2].partition("</trace>")[0]
        if not transitions:
            trace = trace.partition("<event>")[0]
        for transition in transitions:
            trace = trace.replace('value="@"', f'value="{transition}"', 1)
        traces.append(f"<trace>{trace}</trace>")
    return open_log(written(folder / "log.xes", f"<log>{''.join(traces)}</log>"))


def activities(log: EventLog) -> list[str]:
    return [one.activity for one in log.events()]


def told(log: EventLog, kind: NoticeKind) -> Notice | None:
    return next((one for one in log.notices if one.kind == kind), None)


def test_states_of_a_systems_own_are_work_that_was_done(tmp_path: Path) -> None:
    log = the_log(tmp_path, ("In Progress", "Awaiting Assignment", "Resolved", "Closed"))
    assert activities(log) == ["A0", "A1", "A2", "A3"]
    assert told(log, NoticeKind.EVENTS_NOT_COMPLETED) is None


@pytest.mark.parametrize("transition", ["complete", "COMPLETE", " Complete ", "unknown", "", "Completed"])
def test_so_is_what_is_complete_however_it_is_written_or_says_nothing(
    tmp_path: Path, transition: str
) -> None:
    assert activities(the_log(tmp_path, (transition,))) == ["A0"]


def test_what_the_standard_calls_otherwise_is_left_out_and_told(tmp_path: Path) -> None:
    log = the_log(tmp_path, ("SCHEDULE", "start", "complete", "Start"), ("complete", "ate_abort"))
    assert activities(log) == ["A2", "A0"]
    notice = told(log, NoticeKind.EVENTS_NOT_COMPLETED)
    assert notice is not None
    assert notice.count == 4
    assert "4 events" in notice.message(Language.EN)
    assert "start 2, schedule 1, ate_abort 1" in notice.message(Language.VI)


def test_cases_of_which_nothing_is_completed_are_left_out_and_told(tmp_path: Path) -> None:
    log = the_log(tmp_path, ("start",), ("complete",), ("schedule", "withdraw"), ())
    assert activities(log) == ["A0"]
    notice = told(log, NoticeKind.CASES_NOT_COMPLETED)
    assert notice is not None
    assert (notice.count, notice.names) == (3, ("c1", "c3", "c4"))
    assert "c1, c3, c4" in notice.message(Language.VI)


def test_of_very_many_such_cases_only_some_are_named(tmp_path: Path) -> None:
    log = the_log(tmp_path, ("complete",), *[("start",)] * 40)
    list(log.events())
    notice = told(log, NoticeKind.CASES_NOT_COMPLETED)
    assert notice is not None
    assert (notice.count, len(notice.names)) == (40, 6)
    assert notice.message(Language.EN).endswith("c6, ….")


def test_a_second_reading_tells_the_same(tmp_path: Path) -> None:
    log = the_log(tmp_path, ("start",), ("complete", "start"))
    list(log.events())
    first = log.notices
    list(log.events())
    assert log.notices == first != ()


def test_a_log_of_which_nothing_is_completed_says_what_it_holds(tmp_path: Path) -> None:
    with pytest.raises(LogEmpty, match=r"start 2, schedule 1") as caught:
        activities(the_log(tmp_path, ("start", "start"), ("schedule",)))
    assert "3 sự kiện" in caught.value.message(Language.VI)
