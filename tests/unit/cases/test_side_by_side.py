"""Steps of a stage run side by side; it ends when the last that it needs ends."""

from dataclasses import replace

from services.cases.domain.assigning import AssignStep
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.coordination.requesting import RequestCoordination
from services.cases.domain.coordination.withdrawing import WithdrawCoordination
from services.cases.domain.handing_off import HandOff
from services.cases.domain.known import KnownNow
from services.cases.domain.procedure import PROCEDURE
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.refusing import RefuseStep
from services.cases.domain.reopening import ReopenStep
from services.cases.domain.returning import ReturnStep
from services.cases.domain.route import Target
from services.cases.domain.taking import TakeStep
from services.cases.domain.taking_back import TakeBackReceipt
from services.cases.errors.coordination import CoordinationPending
from services.cases.errors.steps import BuiltOnAlready, StepsStillOpen
from shared.contracts.cases.facts import ClosedVisit
from shared.contracts.catalog.parts import Coordination
from shared.contracts.catalog.procedures import Stage
from tests.unit.cases.builder import (
    AGENCY,
    BINH,
    CODE,
    CONG,
    HOUR,
    KNOWN,
    LAN,
    MINH,
    PHUC,
    STAGES,
    Story,
    adopted,
    at_signing,
    opened,
    stage,
    step,
    targets,
)

ALL = targets("tham-dinh", "phap-che", "xac-minh")


def under(stages: tuple[Stage, ...]) -> KnownNow:
    return replace(KNOWN, procedures={(AGENCY, CODE): PROCEDURE.fold([adopted(stages=stages)])})


def asking() -> Story:
    """The same, where another agency does a part of the optional step."""
    asks = replace(step("xac-minh", "TTr", optional=True), coordination=Coordination(responding_agency="STC"))
    appraisal = stage("tham-dinh", step("tham-dinh", "CCVC"), asks)
    stages = (STAGES[0], appraisal, STAGES[3])
    to = targets("tham-dinh", "xac-minh")
    case = opened(known=under(stages)).worked("tiep-nhan").then(HandOff, LAN, step="tiep-nhan", to=to)
    return case.then(RequestCoordination, CONG, step="xac-minh", question="Có ý kiến gì không?")


def side_by_side() -> Story:
    """Two mandatory steps, and an optional one that was opened beside them."""
    return opened().worked("tiep-nhan").then(HandOff, LAN, step="tiep-nhan", to=ALL)


def test_an_optional_step_that_nobody_received_doesnt_keep_the_stage_and_is_closed() -> None:
    case = side_by_side().worked("tham-dinh", "phap-che").then(HandOff, MINH, step="tham-dinh")
    assert case.events[-1].closed == (ClosedVisit(step="xac-minh", visit=1),)
    assert list(case.state.visits) == ["ky"]


def test_nor_is_the_stage_left_while_such_a_step_waits_for_another_agency() -> None:
    case = asking().worked("tham-dinh")
    case.when(HandOff, MINH, step="tham-dinh").refused(CoordinationPending, "xac-minh")
    withdrawn = case.then(WithdrawCoordination, CONG, coordination=1, reason="x")
    assert withdrawn.then(HandOff, MINH, step="tham-dinh").events[-1].closed


def test_nor_is_it_refused_then() -> None:
    asking().when(RefuseStep, CONG, step="xac-minh", reason="x").refused(CoordinationPending, "xac-minh")
    asking().when(RefuseStep, MINH, step="tham-dinh", reason="x").refused(CoordinationPending, "xac-minh")


def test_a_receipt_on_which_a_request_builds_is_not_taken_back() -> None:
    case = asking().then(ReceiveStep, CONG, step="xac-minh")
    asked = case.then(RequestCoordination, CONG, step="xac-minh", question="Còn gì nữa?")
    at = {"at": asked.now - HOUR, "recorded_at": asked.now - HOUR}
    asked.when(TakeBackReceipt, CONG, step="xac-minh", **at).refused(BuiltOnAlready, "xac-minh")


def test_who_was_only_named_for_it_or_took_it_hasnt_received_it() -> None:
    case = side_by_side().worked("tham-dinh", "phap-che")
    for named in (
        case.then(TakeStep, CONG, step="xac-minh"),
        case.then(AssignStep, BINH, step="xac-minh", official="cong"),
    ):
        assert named.then(HandOff, MINH, step="tham-dinh").events[-1].closed


def test_one_that_was_received_is_needed() -> None:
    case = side_by_side().worked("tham-dinh", "phap-che").then(ReceiveStep, CONG, step="xac-minh")
    case.when(HandOff, MINH, step="tham-dinh").refused(StepsStillOpen, "xac-minh")
    done = case.then(CompleteStep, CONG, step="xac-minh").then(HandOff, MINH, step="tham-dinh")
    assert done.events[-1].closed == ()


def test_a_mandatory_one_is_needed_whether_anybody_received_it_or_not() -> None:
    case = side_by_side().worked("tham-dinh")
    refusal = case.when(HandOff, MINH, step="tham-dinh").refused(StepsStillOpen, "phap-che")
    assert "xac-minh" not in str(refusal)


def test_a_hand_off_of_a_stage_without_such_steps_closes_nothing() -> None:
    assert at_signing().events[-1].closed == ()


def test_a_case_is_completed_past_an_optional_step_that_nobody_received() -> None:
    known = under((STAGES[0], stage("ky", step("ky", "LD"), step("xac-minh", "TTr", optional=True))))
    to = targets("ky", "xac-minh")
    case = opened(known=known).worked("tiep-nhan").then(HandOff, LAN, step="tiep-nhan", to=to).worked("ky")
    assert case.then(CompleteCase, BINH).events[-1].closed == (ClosedVisit(step="xac-minh", visit=1),)
    received = case.then(ReceiveStep, CONG, step="xac-minh")
    received.when(CompleteCase, BINH).refused(StepsStillOpen, "xac-minh")


def test_a_stage_of_which_nothing_was_done_hasnt_ended() -> None:
    case = at_signing().worked("ky").handed_off("ky", "luu")
    case.when(CompleteCase, BINH).refused(StepsStillOpen, "luu")


def test_an_optional_step_that_was_reopened_is_needed() -> None:
    case = side_by_side().worked("tham-dinh", "phap-che", "xac-minh")
    again = case.then(ReopenStep, CONG, step="xac-minh", reason="Sót")
    again.when(HandOff, MINH, step="tham-dinh").refused(StepsStillOpen, "xac-minh")


def test_a_return_from_one_closes_those_beside_it() -> None:
    case = side_by_side().worked("tham-dinh").then(ReceiveStep, PHUC, step="phap-che")
    case = case.then(ReturnStep, PHUC, step="phap-che", to=Target(step="tiep-nhan"), reason="Thiếu")
    assert case.events[-1].closed == (
        ClosedVisit(step="phap-che", visit=1),
        ClosedVisit(step="xac-minh", visit=1),
    )
