"""Objective causes and cleared returns beside the visits: in any order, and after the case has ended."""

from itertools import permutations
from typing import Any

from shared.contracts.cases.objective_causes import (
    ObjectiveCauseClaimed,
    ObjectiveCauseConfirmed,
    ObjectiveCauseRefused,
    ReturnCleared,
)
from tests.unit.sla.cases import (
    CASE,
    OF_CASE,
    CaseTold,
    case_completed,
    case_opened,
    completed,
    handed_off,
    of_step,
    opening,
    received,
    returned,
)
from tests.unit.sla.clocks import Told, told
from tests.unit.sla.visits import back_of, documents_of, done_of
from tests.unit.working_time.calendars import hanoi, hours

OPENED = case_opened("2026-03-02 08:00", opening("receive", limit=hours(4)))
RECEIVED = received(2, "receive", "2026-03-02 08:10", "lan")
LATE = completed(3, "receive", "2026-03-03 09:00")
ENDED = case_completed(4, "2026-03-03 10:00")


def claimed(version: int) -> CaseTold:
    said = {"reason": "Mất điện", "claimed_by": "lan", "claimed_at": hanoi("2026-03-04 08:00")}
    return CaseTold(version, ObjectiveCauseClaimed(**of_step("receive"), **said))


def confirmed(version: int) -> CaseTold:
    said = {"confirmed_by": "binh", "confirmed_at": hanoi("2026-03-05 08:00")}
    return CaseTold(version, ObjectiveCauseConfirmed(**of_step("receive"), **said))


def refused(version: int) -> CaseTold:
    said = {"refused_by": "binh", "refused_at": hanoi("2026-03-05 08:00")}
    return CaseTold(version, ObjectiveCauseRefused(**of_step("receive"), **said))


def documents(case: Told) -> dict[str, Any]:
    return documents_of(CASE, case.events)


def test_a_claim_changes_nothing_and_its_confirmation_excuses_the_lateness() -> None:
    case = told(OPENED, RECEIVED, LATE, ENDED)
    for fact, state, excused in ((claimed(5), "claimed", False), (confirmed(6), "confirmed", True)):
        [visit] = done_of(documents(case.note(fact)))
        assert visit.cause is not None
        assert (visit.late, visit.cause.state, visit.late_by_objective_cause) == (True, state, excused)
    assert visit.cause.decided_by == "binh"
    assert visit.sources == [1, 2, 3, 5, 6]


def test_what_a_leader_refuses_excuses_nothing() -> None:
    [visit] = done_of(documents(told(OPENED, RECEIVED, LATE, claimed(4), refused(5))))
    assert visit.cause is not None
    assert (visit.cause.state, visit.late_by_objective_cause) == ("refused", False)


def test_an_open_visit_keeps_it_until_its_end() -> None:
    late = completed(5, "receive", "2026-03-06 09:00")
    [visit] = done_of(documents(told(OPENED, RECEIVED, claimed(3), confirmed(4), late)))
    assert visit.late_by_objective_cause


def test_in_whatever_order_it_is_told() -> None:
    facts = (LATE, ENDED, claimed(5), confirmed(6))
    expected = documents(told(OPENED, RECEIVED, *facts))
    for mixed in permutations(facts):
        assert documents(told(OPENED, RECEIVED, *mixed, *mixed)) == expected


def test_a_cleared_return_says_so() -> None:
    said = {"returned": 4, "reason": "Biểu mẫu cũ", "cleared_by": "binh"}
    cleared = ReturnCleared(**OF_CASE, **said, cleared_at=hanoi("2026-03-05 08:00"))
    case = told(
        OPENED,
        completed(2, "receive", "2026-03-02 09:00"),
        handed_off(3, "receive", "2026-03-02 09:00", opening("review")),
        returned(4, "review", "2026-03-02 10:00", opening("receive", 2)),
    )
    [back] = back_of(documents(case))
    assert back.cleared is None
    [back] = back_of(documents(case.note(CaseTold(5, cleared))))
    assert back.cleared is not None
    assert (back.cleared.by, back.cleared.reason) == ("binh", "Biểu mẫu cũ")
