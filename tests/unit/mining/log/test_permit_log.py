"""What is known of the real log (CoSeLoG, doi:10.4121/uuid:a07386a5-7be3-4367-9535-70bc9e77dbe6)."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.unit.mining.log.writers import as_xes, written
from tthc.mining.log.events import EventLog
from tthc.mining.log.moves import MoveKind, moves
from tthc.mining.log.notices import NoticeKind
from tthc.mining.log.options import ReadOptions
from tthc.mining.log.procedure import DerivedProcedure, derive_procedure
from tthc.mining.log.reading import open_log
from tthc.mining.log.survey import Survey, survey

PERMIT_LOG = Path(__file__).parents[4] / "examples" / "permit-receipt-log.csv.gz"


def calendar_minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)


@pytest.fixture(scope="module")
def log() -> EventLog:
    return open_log(PERMIT_LOG, ReadOptions(zone=ZoneInfo("Europe/Amsterdam")))


@pytest.fixture(scope="module")
def seen(log: EventLog) -> Survey:
    return survey(log, calendar_minutes)


@pytest.fixture(scope="module")
def procedure(seen: Survey) -> DerivedProcedure:
    return derive_procedure(seen)


def test_has_the_figures_that_are_known_of_it(seen: Survey) -> None:
    figures = (len(seen.cases), seen.events, len(seen.order), len(seen.resources), seen.late_cases)
    assert figures == (1434, 8577, 27, 48, 92)


def test_has_a_move_for_every_event(seen: Survey) -> None:
    assert seen.moves == {
        MoveKind.FIRST: 1434,
        MoveKind.FORWARD: 5563,
        MoveKind.RETURN: 1574,
        MoveKind.REPEAT: 6,
    }


def test_opens_two_cases_at_their_first_event_and_says_so(seen: Survey) -> None:
    assert [(notice.kind, notice.names) for notice in seen.notices] == [
        (NoticeKind.OPENED_AT_FIRST_EVENT, ("case-4677", "case-5704"))
    ]
    assert seen.cases["case-4677"].opened_at == datetime(2010, 12, 10, 10, 23, 33, 213000, UTC)


def test_tells_the_same_moves_case_by_case_as_in_sum(log: EventLog, seen: Survey) -> None:
    kinds = [move.kind for _, events in seen.whole_cases(log) for move in moves(events, seen.order)]
    assert {kind: kinds.count(kind) for kind in MoveKind} == seen.moves


def test_gives_steps_their_own_codes_and_limits_of_at_least_an_hour(procedure: DerivedProcedure) -> None:
    codes = [step.code for step in procedure.steps]
    assert codes[:2] == ["S01", "T02"]
    assert "T07-1" in codes
    assert len(set(codes)) == 27
    assert all(step.time_limit.amount >= 60 and step.time_limit.amount % 60 == 0 for step in procedure.steps)
    assert procedure.time_limit.amount == sum(step.time_limit.amount for step in procedure.steps)


def test_makes_every_step_optional_but_the_one_that_all_cases_begin_with(procedure: DerivedProcedure) -> None:
    assert [step.activity for step in procedure.steps if not step.optional] == ["Confirmation of receipt"]


def test_counts_work_without_a_group_for_the_division_that_usually_does_it(
    log: EventLog, procedure: DerivedProcedure
) -> None:
    assert len(procedure.divisions) == 9
    unnamed = next(event for event in log.events() if event.group is None)
    assert procedure.division_of(unnamed) == procedure.step_of(unnamed).division


def test_lets_every_event_be_done_by_a_division_and_an_official_that_may(
    log: EventLog, procedure: DerivedProcedure
) -> None:
    members = {official.id: official.divisions for official in procedure.officials}
    for event in log.events():
        step, division = procedure.step_of(event), procedure.division_of(event)
        assert division in (step.division, *step.other_divisions)
        assert division in members[str(procedure.official_of(event))]


def test_keeps_officials_apart_whose_names_differ_in_capitals_only(procedure: DerivedProcedure) -> None:
    ids = [official.id.casefold() for official in procedure.officials]
    assert len(set(ids)) == 48


def test_reads_the_same_from_xes(log: EventLog, tmp_path: Path) -> None:
    events = list(log.events())
    path = written(tmp_path / "permit.xes.gz", as_xes(events, prefix="xes:"))
    assert list(open_log(path).events()) == events
