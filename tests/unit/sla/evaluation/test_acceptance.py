"""What an evaluation must get right, case by case (Decree 335/2025/NĐ-CP, Art. 12 to 20)."""

from datetime import date
from fractions import Fraction

import pytest

from services.sla.domain.evaluation.marks import is_late
from services.sla.domain.evaluation.scoring import grade_of, half_up
from services.sla.domain.evaluation.work import EnteredProduct, VisitMinutes
from shared.contracts.evaluation import EvaluationLine, EvaluationResult, Leadership
from tests.unit.sla.evaluation.facts import ND335, STRICT, confirmed, evaluated, sent_back, visit

LATE = 481


def only_line(result: EvaluationResult) -> EvaluationLine:
    (line,) = result.lines
    return line


def test_five_late_visits_of_a_product_give_nothing_and_not_less() -> None:
    visits = [
        visit(
            f"2026-03-{2 * n:02} 08:00",
            f"2026-03-{2 * n:02} 17:00",
            used=LATE,
            visit=n,
            returned=sent_back(f"2026-03-{2 * n:02} 17:10") if n < 5 else (),
        )
        for n in range(1, 6)
    ]
    line = only_line(evaluated(visits))
    assert (line.delays, line.progress_percent) == (5, "0.00")
    assert (line.returns, line.quality_percent) == (4, "0.00")


def test_at_the_due_instant_is_in_time_and_a_minute_later_is_late() -> None:
    assert only_line(evaluated([visit("2026-03-02 08:00", "2026-03-03 08:30", used=480)])).delays == 0
    assert only_line(evaluated([visit("2026-03-02 08:00", "2026-03-03 08:31", used=481)])).delays == 1


def test_late_after_hours_though_no_minute_was_used_is_late_as_the_clock_has_it() -> None:
    minutes = VisitMinutes(used=480, late=True)
    late = visit("2026-03-02 08:00", "2026-03-02 19:00", minutes=minutes)
    assert is_late(late, minutes)
    assert only_line(evaluated([late])).delays == 1


@pytest.mark.parametrize(
    ("state", "delays", "exempt"), [("claimed", 1, 0), ("refused", 1, 0), ("confirmed", 0, 1)]
)
def test_only_a_confirmed_cause_exempts(state: str, delays: int, exempt: int) -> None:
    line = only_line(
        evaluated([visit("2026-03-02 08:00", "2026-03-04 08:30", used=LATE, cause=confirmed(state))])
    )
    assert (line.delays, line.late_by_objective_cause) == (delays, exempt)


@pytest.mark.parametrize(("results", "grade"), [("62.495", "excellent"), ("62.494", "good")])
def test_the_grade_follows_the_printed_total(results: str, grade: str) -> None:
    assert grade_of(half_up(Fraction(results), 2) + Fraction("27.50"), ND335) == grade


def test_the_last_minute_of_a_month_is_the_months_and_midnight_is_the_next_ones() -> None:
    closing = visit("2026-03-31 08:00", "2026-03-31 17:30")
    midnight = visit("2026-03-31 08:00", "2026-04-01 00:00")
    assert only_line(evaluated([closing], "2026-03")).state == "done"
    assert evaluated([closing], "2026-04").lines == ()
    assert only_line(evaluated([midnight], "2026-03")).state == "carried_over"
    assert only_line(evaluated([midnight], "2026-04")).state == "done"


def test_what_begins_in_the_next_period_has_no_line_in_this_one() -> None:
    assert evaluated([visit("2026-04-01 00:00", "2026-04-01 09:00")], "2026-03").lines == ()


def test_handed_away_after_its_limit_is_not_done_and_before_is_no_line() -> None:
    late = visit("2026-03-02 08:00", "2026-03-04 08:00", used=LATE, completed=False)
    assert only_line(evaluated([late])).state == "not_done"
    assert evaluated([late], "2026-04").lines == ()
    assert evaluated([visit("2026-03-02 08:00", "2026-03-02 10:00", completed=False)]).lines == ()


def test_handed_away_late_through_others_or_with_a_confirmed_cause_is_no_line() -> None:
    others = visit("2026-03-02 08:00", "2026-03-04 08:00", used=LATE, waiting=100, completed=False)
    assert evaluated([others]).lines == ()
    assert only_line(evaluated([others], policy=STRICT)).state == "not_done"
    cause = visit("2026-03-02 08:00", "2026-03-04 08:00", used=LATE, cause=confirmed(), completed=False)
    assert evaluated([cause]).lines == ()


def test_work_of_march_that_comes_back_in_april_is_a_line_of_april() -> None:
    visits = [
        visit("2026-03-02 08:00", "2026-03-02 10:00", returned=sent_back("2026-04-02 08:00")),
        visit("2026-04-02 08:00", "2026-04-02 10:00", visit=2),
    ]
    march, april = only_line(evaluated(visits, "2026-03")), only_line(evaluated(visits, "2026-04"))
    assert (march.state, march.returns, march.quality_percent) == ("done", 0, "100.00")
    assert (april.state, april.returns, april.quality_percent) == ("done", 1, "75.00")
    assert evaluated(visits, "2026-05").lines == ()


def test_another_redoes_it_and_the_return_stays_with_the_first() -> None:
    first = visit("2026-03-02 08:00", "2026-03-02 10:00", returned=sent_back("2026-04-02 08:00"))
    other = visit("2026-04-02 08:00", "2026-04-02 10:00", visit=2, official="stc.lan")
    line = only_line(evaluated([first, other], "2026-04"))
    assert (line.state, line.returns, line.standard_products) == ("done", 1, "1.000")


def test_a_redo_that_was_handed_on_in_time_leaves_the_return_where_it_was() -> None:
    first = visit("2026-03-02 08:00", "2026-03-02 10:00", returned=sent_back("2026-03-03 08:00"))
    redo = visit("2026-03-03 08:00", "2026-03-03 09:00", visit=2, completed=False)
    assert only_line(evaluated([first, redo])).quality_percent == "75.00"


def test_a_product_that_was_not_done_comes_again_with_its_marks() -> None:
    visits = [
        visit("2026-03-02 08:00", "2026-03-04 08:00", used=LATE, returned=sent_back("2026-03-04 09:00")),
        visit("2026-03-04 09:00", "2026-04-02 09:00", used=9000, visit=2),
    ]
    march, april = only_line(evaluated(visits, "2026-03")), only_line(evaluated(visits, "2026-04"))
    assert (march.state, march.delays, march.quality_percent) == ("not_done", 1, "0.00")
    assert (april.state, april.delays, april.returns) == ("done", 2, 1)
    assert (april.quality_percent, april.progress_percent) == ("75.00", "50.00")


def test_a_quarter_is_computed_afresh() -> None:
    visits = [
        visit("2026-03-02 08:00", "2026-03-04 08:00", used=LATE, returned=sent_back("2026-03-04 09:00")),
        visit("2026-03-04 09:00", "2026-03-04 10:00", visit=2, returned=sent_back("2026-04-03 08:00")),
        visit("2026-04-03 08:00", "2026-04-03 10:00", visit=3),
    ]
    first, second = only_line(evaluated(visits, "2026-Q1")), only_line(evaluated(visits, "2026-Q2"))
    assert (first.delays, first.returns) == (1, 1)
    assert (second.delays, second.returns) == (0, 1)
    year = only_line(evaluated(visits, "2026"))
    assert (year.delays, year.returns) == (1, 2)


def test_open_and_late_through_others_at_the_end_is_carried_over_and_shown() -> None:
    waits = visit("2026-03-02 08:00", None, used=2000, waiting=1800)
    line = only_line(evaluated([waits]))
    assert (line.state, line.late_through_others, line.delays) == ("carried_over", 1, 0)
    strict = only_line(evaluated([waits], policy=STRICT))
    assert (strict.state, strict.late_through_others, strict.delays) == ("not_done", 0, 0)


def test_open_with_a_confirmed_cause_is_carried_over() -> None:
    line = only_line(evaluated([visit("2026-03-02 08:00", None, used=2000, cause=confirmed())]))
    assert (line.state, line.late_by_objective_cause) == ("carried_over", 1)


@pytest.mark.parametrize(
    ("grounds", "cleared", "counts", "clears"),
    [
        ("content", None, 1, 0),
        (None, None, 1, 0),
        (None, "stc.truong", 0, 1),
        ("content", "stc.truong", 0, 1),
        ("form", None, 0, 0),
        ("missing_input", "stc.truong", 0, 0),
        ("other", None, 0, 0),
    ],
)
def test_which_returns_count(grounds: str | None, cleared: str | None, counts: int, clears: int) -> None:
    returned = sent_back("2026-03-03 08:00", grounds, cleared_by=cleared)
    line = only_line(evaluated([visit("2026-03-02 08:00", "2026-03-02 10:00", returned=returned)]))
    assert (line.returns, line.returns_cleared) == (counts, clears)


@pytest.mark.parametrize(
    ("waiting", "absent", "mark"),
    [(100, 0, "others"), (0, 100, "absence"), (100, 10, "others"), (10, 100, "absence"), (30, 31, "absence")],
)
def test_what_made_it_late_is_named_by_what_was_enough(waiting: int, absent: int, mark: str) -> None:
    late = visit("2026-03-02 08:00", "2026-03-04 08:00", used=540, waiting=waiting, absent=absent)
    (explained,) = only_line(evaluated([late])).explain
    assert explained.mark == mark


def test_waiting_excuses_no_more_than_it_took() -> None:
    late = visit("2026-03-02 08:00", "2026-03-04 08:00", used=600, waiting=60, absent=59)
    assert only_line(evaluated([late])).delays == 1


def test_a_month_on_leave_has_no_score_and_no_zero() -> None:
    empty = evaluated([], general=Fraction("27.50"))
    assert (empty.results, empty.total, empty.why_none) == (None, None, "no_assigned_products")
    assert (empty.assigned, empty.general, empty.quantity_percent) == ("0.000", "27.50", None)


def test_a_transfer_keeps_both_agencies_lines_in_one_score() -> None:
    visits = [
        visit("2026-03-02 08:00", "2026-03-02 10:00"),
        visit("2026-03-20 08:00", "2026-03-25 10:00", used=LATE, agency="SXD", case="X1"),
    ]
    found = evaluated(visits)
    assert [line.agency for line in found.lines] == ["STC", "SXD"]
    assert (found.assigned, found.progress_percent) == ("2.000", "87.50")


def test_another_officials_work_is_not_ones_own() -> None:
    delegate = visit("2026-03-02 08:00", "2026-03-02 10:00", official="stc.lan")
    assert evaluated([delegate]).lines == ()


def test_entered_products_stand_last_and_count() -> None:
    product = EnteredProduct(
        official="stc.mai",
        period="2026-03",
        name="Báo cáo quý I",
        factor_thousandths=2000,
        done=True,
        returns=1,
        confirmed_by="stc.truong",
    )
    found = evaluated([visit("2026-03-02 08:00", "2026-03-02 10:00")], products=(product,))
    assert [line.entered for line in found.lines] == [None, "Báo cáo quý I"]
    assert (found.assigned, found.of_quality, found.entered) == ("3.000", "2.500", True)


def test_what_was_entered_and_not_done_gives_nothing() -> None:
    product = EnteredProduct(
        official="stc.mai", period="2026-03", name="Đề án", factor_thousandths=1000, done=False
    )
    found = evaluated([visit("2026-03-02 08:00", "2026-03-02 10:00")], products=(product,))
    assert (found.quantity_percent, found.results) == ("50.00", "35.00")


def test_leaders_have_six_parts() -> None:
    led = Leadership(officials="50.00", unit="100.00", unity="50.00")
    found = evaluated([visit("2026-03-02 08:00", "2026-03-02 10:00")], leadership=led)
    assert found.results == "58.33"  # 70 × (100+100+100+50+100+50)/6


def test_minutes_of_an_open_visit_are_those_at_the_periods_end() -> None:
    over = visit(
        "2026-03-31 08:00",
        "2026-04-01 10:00",
        used=600,
        limit_minutes=500,
        minutes_at={date(2026, 4, 1): VisitMinutes(used=450)},
    )
    assert only_line(evaluated([over], "2026-03")).explain[0].used == 450
    assert only_line(evaluated([over], "2026-04")).explain[0].used == 600


def test_an_open_visit_that_is_late_explains_itself_without_a_delay() -> None:
    (explained,) = only_line(evaluated([visit("2026-03-02 08:00", None, used=2000)])).explain
    assert (explained.mark, explained.at, explained.used) == (None, None, 2000)


def test_each_visit_and_each_return_is_explained_in_their_order() -> None:
    visits = [
        visit("2026-03-02 08:00", "2026-03-02 10:00", returned=sent_back("2026-04-02 08:00"), events=("a",)),
        visit("2026-04-02 08:00", "2026-04-06 10:00", used=LATE, visit=2, events=("b",)),
    ]
    line = only_line(evaluated(visits, "2026-04"))
    assert [(one.visit, one.mark, one.events) for one in line.explain] == [
        (1, "return", ()),
        (2, "delay", ("b",)),
    ]
