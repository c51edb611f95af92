"""The procedure that a small log follows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.kernel import Counting
from tests.unit.mining.log.writers import MORNING, as_csv, event, written
from tthc.mining.log.errors import ActivityUnknown
from tthc.mining.log.events import LogEvent
from tthc.mining.log.notices import NoticeKind
from tthc.mining.log.procedure import DerivedProcedure, derive_procedure
from tthc.mining.log.reading import open_log
from tthc.mining.log.survey import Survey, survey
from tthc.mining.log.units import NO_DIVISION

LookOver = Callable[..., Survey]
Derive = Callable[..., DerivedProcedure]


def minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)


@pytest.fixture
def surveyed(tmp_path: Path) -> LookOver:
    def of(*events: LogEvent) -> Survey:
        return survey(open_log(written(tmp_path / "land-register.csv", as_csv(events))), minutes)

    return of


@pytest.fixture
def derived(surveyed: LookOver) -> Derive:
    def of(*events: LogEvent) -> DerivedProcedure:
        return derive_procedure(surveyed(*events))

    return of


def test_steps_stand_in_the_order_of_their_mean_place_and_equal_ones_by_name(derived: Derive) -> None:
    procedure = derived(
        *(event(activity, hour) for hour, activity in enumerate(["Receive", "Sign", "Check"])),
        *(event(activity, hour, case="c2") for hour, activity in enumerate(["Receive", "Check", "Sign"])),
    )
    assert procedure.order == ("Receive", "Check", "Sign")
    assert [step.code for step in procedure.steps] == ["S01", "S02", "S03"]


def test_only_the_first_time_in_a_case_places_an_activity(derived: Derive) -> None:
    procedure = derived(*(event(activity, hour) for hour, activity in enumerate(["A1 x", "B2: y", "A1 x"])))
    assert [(step.code, step.name) for step in procedure.steps] == [("A1", "x"), ("B2", "y")]


def test_steps_that_some_case_passes_over_are_optional(derived: Derive) -> None:
    walks = {"1": "abcde", "2": "bcde", "3": "abde", "4": "abcd"}
    procedure = derived(
        *(event(step, hour, case=case) for case, walk in walks.items() for hour, step in enumerate(walk))
    )
    assert {step.activity for step in procedure.steps if step.optional} == {"a", "c", "e"}


def test_a_case_that_ends_early_makes_all_the_rest_optional_even_what_it_had_before(derived: Derive) -> None:
    procedure = derived(*(event(step, hour) for hour, step in enumerate("abcb")))
    assert {step.activity for step in procedure.steps if step.optional} == {"c"}


def test_four_of_five_visits_keep_a_limit(derived: Derive) -> None:
    start = MORNING - timedelta(hours=1)
    used = [0.1, 2.0, 2.5, 3.5, 90]
    procedure = derived(
        *(event("Receive", case=str(hours), start=start) for hours in used),
        *(event("Check", hours, case=str(hours), start=start) for hours in used),
    )
    receive, check = procedure.steps
    assert receive.time_limit == TimeLimit.of(60, Counting.WORKING_HOURS)
    assert check.time_limit == TimeLimit.of(240, Counting.WORKING_HOURS)
    assert procedure.time_limit.amount == 300


def test_a_step_that_takes_no_time_has_an_hour(derived: Derive) -> None:
    assert derived(event("Receive")).steps[0].time_limit.duration == "PT1H"


def test_the_group_with_most_events_is_responsible_and_others_may_hold_the_step(derived: Derive) -> None:
    groups = ["Phòng Đất đai", "Phòng Đất đai", "Văn phòng", None]
    events = [event("Receive", hour, group=group) for hour, group in enumerate(groups)]
    procedure = derived(*events)
    [step] = procedure.steps
    assert (step.division, step.other_divisions) == ("PHONG-DAT-DAI", ("VAN-PHONG",))
    assert procedure.division_of(events[-1]) == "PHONG-DAT-DAI"
    assert {division.name for division in procedure.divisions} == {"Phòng Đất đai", "Văn phòng"}


def test_an_activity_that_never_has_a_group_gets_a_division_of_its_own(derived: Derive) -> None:
    procedure = derived(event("Receive"), event("Check", 1, group=None))
    assert [division.name for division in procedure.divisions] == ["Group 1", NO_DIVISION]
    assert procedure.steps[1].division == procedure.divisions[1].code == "KHONG-NEU-BO-PHAN"
    assert procedure.officials[0].divisions == ("GROUP-1", "KHONG-NEU-BO-PHAN")


def test_resources_are_the_divisions_of_a_log_without_groups(derived: Derive) -> None:
    events = [event("Receive", group=None, resource="An"), event("Receive", 1, group=None, resource="Bình")]
    procedure = derived(*events)
    assert [division.code for division in procedure.divisions] == ["AN", "BINH"]
    assert [(official.id, official.divisions) for official in procedure.officials] == [
        ("An", ("AN",)),
        ("BINH", ("BINH",)),
    ]
    assert procedure.division_of(events[1]) == "BINH"


def test_a_log_with_neither_groups_nor_resources_has_one_division_and_nobody(derived: Derive) -> None:
    only = event("Receive", group=None, resource=None)
    procedure = derived(only)
    assert [division.name for division in procedure.divisions] == [NO_DIVISION]
    assert procedure.division_of(only) == procedure.steps[0].division
    assert procedure.official_of(only) is None


def test_codes_are_unique_and_names_without_letters_get_numbers(derived: Derive) -> None:
    groups = ["Phòng 1", "phong-1", "漢"]
    procedure = derived(*(event(f"T01 {group}", hour, group=group) for hour, group in enumerate(groups)))
    assert [step.code for step in procedure.steps] == ["T01", "T01-2", "T01-3"]
    assert [division.code for division in procedure.divisions] == ["PHONG-1", "PHONG-1-2", "D03"]


def test_code_and_name_are_the_files_unless_given(surveyed: LookOver) -> None:
    seen = surveyed(event("Receive"))
    procedure = derive_procedure(seen)
    assert (procedure.code, procedure.name) == ("LAND-REGISTER", "land register")
    procedure = derive_procedure(seen, code="TN", name="Tiếp nhận")
    assert (procedure.code, procedure.name) == ("TN", "Tiếp nhận")


def test_an_event_of_another_log_is_refused(derived: Derive) -> None:
    with pytest.raises(ActivityUnknown):
        derived(event("Receive")).step_of(event("Sign"))


def test_a_case_is_late_when_its_last_event_is_later_than_its_deadline(surveyed: LookOver) -> None:
    due = MORNING + timedelta(hours=1)
    seen = surveyed(
        event("Receive", 1, case="on time", deadline=due),
        event("Receive", 1.01, case="late", deadline=due),
        event("Receive", 99, case="free"),
    )
    assert [case.case_id for case in seen.cases.values() if case.late] == ["late"]


def test_rows_out_of_order_are_sorted_and_told(surveyed: LookOver) -> None:
    seen = surveyed(event("Check", 2), event("Receive", 1), event("Receive", 0, case="c2"))
    [notice] = seen.notices
    assert (notice.kind, notice.names) == (NoticeKind.SORTED_BY_TIME, ("c1",))
    assert "c1" in notice.message(Language.VI)
    assert seen.variants == {("Receive", "Check"): 1, ("Receive",): 1}


def test_a_case_opens_at_its_start_or_else_at_its_first_event(surveyed: LookOver) -> None:
    start = MORNING - timedelta(days=1)
    seen = surveyed(event("Receive", 1, case="a", start=start), event("Receive", 2, case="b"))
    assert seen.cases["a"].opened_at == start
    assert seen.cases["b"].opened_at == MORNING + timedelta(hours=2)
