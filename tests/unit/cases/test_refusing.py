"""A unit refuses a step that isn't its own: the case goes back to those who had handed it off."""

from services.cases.domain.assigning import AssignStep
from services.cases.domain.directory import DIRECTORY, OfficialReplicated
from services.cases.domain.known import KnownNow
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.refusing import RefuseStep
from services.cases.domain.reopening import ReopenStep
from services.cases.domain.returning import ReturnStep
from services.cases.domain.route import Target
from services.cases.errors.course import ReasonMissing
from services.cases.errors.steps import NobodyHandedOff, StepAlreadyCompleted
from services.cases.errors.who import AssignedToAnother, NotOfHoldingDivision
from shared.contracts.cases.facts import ClosedVisit
from shared.contracts.cases.steps import StepRefused
from shared.errors import EffectiveTooEarly
from shared.kernel import Actor, ReturnGrounds
from tests.unit.cases.builder import (
    AGENCY,
    BINH,
    HOA,
    HOUR,
    KIEN,
    KNOWN,
    LAN,
    MINH,
    MONDAY,
    PHUC,
    Story,
    at_signing,
    in_appraisal,
    opened,
)
from tests.unit.cases.test_moves import visit


def refused(case: Story, by: Actor, step: str) -> Story:
    return case.then(RefuseStep, by, step=step, reason="Không thuộc phòng")


def test_a_refused_step_goes_back_to_who_handed_it_off_and_the_stage_with_it() -> None:
    case = in_appraisal().worked("tham-dinh")
    expected = case.fact(
        StepRefused,
        step="phap-che",
        visit=1,
        division="PC",
        official=None,
        to=(visit("tiep-nhan", "VP", number=2, official="lan"),),
        closed=(ClosedVisit(step="phap-che", visit=1),),
        reason="Không thuộc phòng",
        belongs_to="TTr",
        refused_by="phuc",
        refused_at=case.now,
    )
    fields = {"step": "phap-che", "reason": " Không thuộc phòng ", "belongs_to": "TTr"}
    after = case.when(RefuseStep, PHUC, **fields).then(expected)
    assert list(after.state.visits) == ["tiep-nhan"]


def test_after_its_receipt_a_step_may_be_refused_but_not_after_its_completion() -> None:
    case = in_appraisal().then(ReceiveStep, MINH, step="tham-dinh")
    assert list(refused(case, MINH, "tham-dinh").state.visits) == ["tiep-nhan"]
    done = in_appraisal().worked("tham-dinh")
    done.when(RefuseStep, MINH, step="tham-dinh", reason="x").refused(StepAlreadyCompleted)


def test_where_nobody_handed_it_off_a_step_isnt_refused() -> None:
    opened().when(RefuseStep, LAN, step="tiep-nhan", reason="x").refused(NobodyHandedOff, "tiep-nhan")
    again = opened().worked("tiep-nhan").then(ReopenStep, LAN, step="tiep-nhan", reason="x")
    again.when(RefuseStep, LAN, step="tiep-nhan", reason="x").refused(NobodyHandedOff)


def test_who_has_it_back_by_a_refusal_refuses_it_to_who_had_handed_it_to_them_first() -> None:
    case = refused(at_signing(), KIEN, "ky")
    assert list(case.state.visits) == ["tham-dinh"]
    case = refused(case, MINH, "tham-dinh")
    assert list(case.state.visits) == ["tiep-nhan"]
    case.when(RefuseStep, LAN, step="tiep-nhan", reason="x").refused(NobodyHandedOff)


def test_a_refused_return_goes_back_to_all_that_it_had_closed() -> None:
    """Or a mandatory step beside the one that returned would be left out."""
    case = in_appraisal().then(ReceiveStep, MINH, step="tham-dinh")
    case = case.then(ReturnStep, MINH, step="tham-dinh", to=Target(step="tiep-nhan"), reason="Thiếu")
    case = refused(case, LAN, "tiep-nhan")
    assert case.events[-1].to == (
        visit("tham-dinh", "CCVC", number=2, official="minh"),
        visit("phap-che", "PC", number=2),
    )
    assert case.state.stage == 1


def test_a_refused_return_leaves_done_what_was_done() -> None:
    case = in_appraisal().worked("phap-che").then(ReceiveStep, MINH, step="tham-dinh")
    case = case.then(ReturnStep, MINH, step="tham-dinh", to=Target(step="tiep-nhan"), reason="Thiếu")
    case = refused(case, LAN, "tiep-nhan")
    assert list(case.state.visits) == ["tham-dinh"]
    assert list(case.worked("tham-dinh").handed_off("tham-dinh").state.visits) == ["ky"]


def test_it_goes_to_the_division_where_who_handed_it_off_has_left() -> None:
    gone = OfficialReplicated(official="lan", name="lan", divisions=(), roles=(), appointed_at=MONDAY)
    people = DIRECTORY.fold([*KNOWN.directories[AGENCY].officials.values(), gone])
    case = in_appraisal()
    known = KnownNow(directories={AGENCY: people})
    later = Story(*case.events, now=case.now, known=known)
    assert refused(later, PHUC, "phap-che").events[-1].to == (visit("tiep-nhan", "VP", number=2),)


def test_only_who_may_work_on_it_refuses_it_with_a_reason_and_in_its_time() -> None:
    case = in_appraisal()
    case.when(RefuseStep, LAN, step="phap-che", reason="x").refused(NotOfHoldingDivision)
    case.when(RefuseStep, BINH, step="phap-che", reason="x").refused(NotOfHoldingDivision)
    case.when(RefuseStep, PHUC, step="phap-che", reason=" ").refused(ReasonMissing, "reason")
    early = {"reason": "x", "at": case.now - 2 * HOUR}
    case.when(RefuseStep, PHUC, step="phap-che", **early).refused(EffectiveTooEarly)
    assigned = opened().worked("tiep-nhan").then(ReopenStep, LAN, step="tiep-nhan", reason="x")
    assigned = assigned.then(AssignStep, HOA, step="tiep-nhan", official="thu")
    assigned.when(RefuseStep, LAN, step="tiep-nhan", reason="x").refused(AssignedToAnother)


def test_a_return_says_on_what_grounds() -> None:
    back, case = Target(step="tiep-nhan"), in_appraisal()
    plain = case.then(ReturnStep, MINH, step="tham-dinh", to=back, reason="x")
    assert plain.events[-1].grounds == "other"
    missing = {"to": back, "reason": "x", "grounds": ReturnGrounds.MISSING_INPUT}
    assert case.then(ReturnStep, MINH, step="tham-dinh", **missing).events[-1].grounds == "missing_input"
