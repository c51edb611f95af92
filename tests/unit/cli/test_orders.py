"""What is sent for a case of a log, and under which keys."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.logs import MONDAY, done, planned
from tthc.mining.log.driving_errors import CaseInFuture, DeadlineBeforeOpening
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_orders import MOST_ORDERS, sequels_of
from tthc.mining.log.driving_plan import ImportPlan, plan_import
from tthc.mining.log.events import LogEvent

WAY = (done("A"), done("B", 2, resource="binh"), done("C", 3))


def sequels(plan: ImportPlan, case: str = "c1") -> tuple[dict[str, Any], ...]:
    events = dict(plan.survey.whole_cases(plan.log))
    return sequels_of(plan, 1, case, events[case]).sequels


def orders(folder: Path, *events: LogEvent) -> list[dict[str, Any]]:
    return [order for sequel in sequels(planned(folder, *events)) for order in sequel["orders"]]


def commands(folder: Path, *events: LogEvent) -> list[str]:
    return [order["command"] for order in orders(folder, *events)]


def test_receives_and_completes_each_step_and_hands_on_between_them(tmp_path: Path) -> None:
    work = ["ReceiveStep", "CompleteStep"]
    assert commands(tmp_path, *WAY) == [*work, "HandOff", *work, "HandOff", *work, "CompleteCase"]


def test_hands_on_when_the_step_before_was_completed_and_by_who_completed_it(tmp_path: Path) -> None:
    hand_off = next(order for order in orders(tmp_path, *WAY) if order["command"] == "HandOff")
    assert (hand_off["at"], hand_off["acting_for"]) == (MONDAY.isoformat(), "an")
    assert hand_off["to"][0]["official"] == "binh"


def test_opens_a_case_as_imported_when_the_log_says_it_began(tmp_path: Path) -> None:
    opening = sequels(planned(tmp_path, *WAY))[0]["opening"]
    assert (opening["at"], opening["imported"], opening["external_reference"]) == (
        MONDAY.isoformat(),
        True,
        "c1",
    )


def test_returns_to_an_earlier_step_and_reopens_the_same_one(tmp_path: Path) -> None:
    usual = [done(activity, case=f"u{n}") for n in range(3) for activity in "AB"]
    way = [done("A"), done("B", 1), done("B", 2), done("A", 3)]
    told = commands(tmp_path, *usual, *way)
    moves = [one for one in told if one in ("HandOff", "ReopenStep", "ReturnStep")]
    assert moves == ["HandOff", "ReopenStep", "ReturnStep"]


@pytest.mark.parametrize("deadline", [1, 24 * 400])
def test_a_deadline_of_the_log_is_given_at_the_opening_and_nothing_is_extended(
    tmp_path: Path, deadline: float
) -> None:
    """Within the procedure's limit or beyond it: that somebody granted more time stands in no log."""
    plan = planned(tmp_path, done("A", 2, deadline=deadline))
    first = sequels(plan)[0]
    assert first["opening"]["due_at"] == (MONDAY + timedelta(hours=deadline)).isoformat()
    assert "ExtendCase" not in [order["command"] for order in first["orders"]]


def test_cuts_a_long_case_into_sequels_of_their_own_keys(tmp_path: Path) -> None:
    long = sequels(planned(tmp_path, *(done("AB"[n % 2], n) for n in range(50))))
    assert [len(sequel["orders"]) for sequel in long] == [MOST_ORDERS, MOST_ORDERS, 150 - 2 * MOST_ORDERS]
    assert len({sequel["key"] for sequel in long}) == 3
    assert ["opening" in sequel for sequel in long] == [True, False, False]


def test_has_the_same_keys_each_time_and_others_for_another_agency(tmp_path: Path) -> None:
    first, again = (sequels(planned(tmp_path, *WAY))[0]["key"] for _ in range(2))
    assert first == again
    assert sequels(planned(tmp_path, *WAY, agency="SCT"))[0]["key"] != first


def test_acts_in_nobodys_name_where_the_log_names_nobody(tmp_path: Path) -> None:
    told = orders(tmp_path, done("A", resource=None), done("B", 1))
    assert [order.get("acting_for") for order in told] == [None, None, None, "an", "an", "an"]


def test_refuses_a_deadline_that_no_clock_could_have(tmp_path: Path) -> None:
    with pytest.raises(DeadlineBeforeOpening):
        planned(tmp_path, done("A", deadline=0))


def test_refuses_what_has_not_happened_yet(tmp_path: Path) -> None:
    with pytest.raises(CaseInFuture):
        planned(tmp_path, done("A", 24 * 365 * 60))


def test_asks_for_a_calendar_of_the_years_alone_that_one_may_have(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    header = "case_id,activity,timestamp,case_deadline"
    path.write_text(f"{header}\nc1,A,1990-01-02,2100-12-30\n", "utf-8")
    assert plan_import(ImportOptions(path=path)).years == range(1990, 2101)


def test_names_the_row_of_what_can_not_be_imported(tmp_path: Path) -> None:
    with pytest.raises(DeadlineBeforeOpening) as late:
        planned(tmp_path, done("A", deadline=0))
    with pytest.raises(CaseInFuture) as early:
        planned(tmp_path, done("A"), done("B", 24 * 365 * 60))
    assert [str(one.value.where).rsplit(":", 2)[1] for one in (late, early)] == ["2", "3"]
