"""A case moves forward past optional steps only, back with a reason, and once more in the same place."""

from datetime import timedelta

import pytest

from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.handing_off import HandOff
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.reopening import ReopenStep
from services.cases.domain.returning import ReturnStep
from services.cases.domain.route import Target
from services.cases.errors.course import ReasonMissing
from services.cases.errors.known import DivisionNotResponsible, OfficialNotOfDivision
from services.cases.errors.moves import (
    MandatoryStepsLeftOut,
    MandatoryStepsSkipped,
    NoStepNamed,
    NoStepRemains,
    OnlyOptionalStepsRemain,
    StepNamedTwice,
    StepNotEarlier,
    StepNotForward,
    StepsOfDifferentStages,
)
from services.cases.errors.steps import StepNotCompleted, StepsStillOpen, StepUnknown
from services.cases.errors.who import AssignedToAnother, NotOfHoldingDivision
from shared.contracts.cases.facts import ClosedVisit
from shared.contracts.cases.steps import StepHandedOff, StepReopened, StepReturned
from shared.contracts.vocabulary import OpenedStep
from shared.errors import EffectiveTooEarly, Refusal
from tests.unit.cases.builder import (
    EIGHT_HOURS,
    HOUR,
    KIEN,
    LAN,
    MINH,
    PHUC,
    THU,
    at_signing,
    in_appraisal,
    opened,
    targets,
)


def visit(code: str, division: str, number: int = 1, official: str | None = None) -> OpenedStep:
    return OpenedStep(step=code, visit=number, division=division, official=official, time_limit=EIGHT_HOURS)


def test_a_hand_off_opens_all_mandatory_steps_of_the_next_stage_side_by_side() -> None:
    case = opened().worked("tiep-nhan")
    handed_off = case.fact(
        StepHandedOff,
        step="tiep-nhan",
        visit=1,
        division="VP",
        official="lan",
        to=(visit("tham-dinh", "CCVC"), visit("phap-che", "PC")),
        handed_off_by="lan",
        handed_off_at=case.now,
    )
    case.when(HandOff, LAN, step="tiep-nhan").then(handed_off)


def test_a_hand_off_may_add_an_optional_step_and_name_who_takes_each() -> None:
    to = (
        Target(step="tham-dinh", division="TTr", official="cong"),
        Target(step="phap-che"),
        Target(step="xac-minh"),
    )
    case = opened().worked("tiep-nhan").then(HandOff, LAN, step="tiep-nhan", to=to)
    assert case.events[-1].to[0] == visit("tham-dinh", "TTr", official="cong")
    assert set(case.state.open_steps()) == {"tham-dinh", "phap-che", "xac-minh"}


@pytest.mark.parametrize(
    ("to", "refusal", "where"),
    [
        (targets(), NoStepNamed, "to"),
        (targets("khong-co"), StepUnknown, "khong-co"),
        (targets("phap-che", "phap-che"), StepNamedTwice, "phap-che"),
        (targets("phap-che", "ky"), StepsOfDifferentStages, None),
        (targets("tiep-nhan"), StepNotForward, "tiep-nhan"),
        (targets("tham-dinh"), MandatoryStepsLeftOut, "phap-che"),
        (targets("hop"), MandatoryStepsSkipped, "tham-dinh"),
        (
            (Target(step="tham-dinh", division="VP"), Target(step="phap-che")),
            DivisionNotResponsible,
            "tham-dinh",
        ),
        (
            (Target(step="tham-dinh", official="lan"), Target(step="phap-che")),
            OfficialNotOfDivision,
            "official",
        ),
    ],
)
def test_a_hand_off_to_the_wrong_place_is_refused(
    to: tuple[Target, ...], refusal: type[Refusal], where: str | None
) -> None:
    opened().worked("tiep-nhan").when(HandOff, LAN, step="tiep-nhan", to=to).refused(refusal, where)


def test_the_refusal_names_every_mandatory_step_that_would_be_skipped() -> None:
    refusal = opened().worked("tiep-nhan").when(HandOff, LAN, step="tiep-nhan", to=targets("ky"))
    assert "tham-dinh, phap-che" in str(refusal.refused(MandatoryStepsSkipped))


def test_optional_stages_are_passed_over_or_visited() -> None:
    done = in_appraisal().worked("tham-dinh", "phap-che")
    assert list(done.handed_off("tham-dinh").state.visits) == ["ky"]
    assert list(done.handed_off("tham-dinh", "hop").state.visits) == ["hop"]


def test_a_stage_is_left_only_when_all_its_visits_are_completed() -> None:
    case = in_appraisal().worked("tham-dinh")
    case.when(HandOff, MINH, step="tham-dinh").refused(StepsStillOpen, where="phap-che")
    assert list(case.worked("phap-che").handed_off("phap-che").state.visits) == ["ky"]


def test_an_open_step_is_not_handed_off() -> None:
    opened().when(HandOff, LAN, step="tiep-nhan").refused(StepNotCompleted, where="tiep-nhan")


def test_only_who_holds_the_step_hands_it_off() -> None:
    case = opened().worked("tiep-nhan")
    case.when(HandOff, MINH, step="tiep-nhan").refused(NotOfHoldingDivision)
    case.when(HandOff, THU, step="tiep-nhan").refused(AssignedToAnother)


def test_a_hand_off_builds_on_the_last_completion_of_the_stage() -> None:
    case = in_appraisal().worked("tham-dinh", "phap-che")
    early = case.now - 2 * HOUR
    case.when(HandOff, MINH, step="tham-dinh", at=early).refused(EffectiveTooEarly, where="at")


def test_steps_of_a_stage_may_be_recorded_in_any_order_of_time() -> None:
    case = (
        in_appraisal()
        .worked("tham-dinh")
        .then(ReceiveStep, PHUC, step="phap-che", at=opened().now + 3 * HOUR)
    )
    assert case.state.visits["phap-che"].received


def test_when_only_optional_steps_remain_the_refusal_names_them() -> None:
    case = at_signing().worked("ky")
    assert "luu" in str(case.when(HandOff, KIEN, step="ky").refused(OnlyOptionalStepsRemain, "luu"))
    archived = case.handed_off("ky", "luu").worked("luu")
    archived.when(HandOff, LAN, step="luu").refused(NoStepRemains)


def test_a_return_opens_a_new_visit_and_closes_what_is_open_in_the_stage() -> None:
    case = in_appraisal().worked("phap-che").then(ReceiveStep, MINH, step="tham-dinh")
    returned = case.fact(
        StepReturned,
        step="tham-dinh",
        visit=1,
        division="CCVC",
        official="minh",
        to=(visit("tiep-nhan", "VP", number=2, official="thu"),),
        closed=(ClosedVisit(step="tham-dinh", visit=1),),
        reason="Thiếu bản kê khai",
        without_grounds=True,
        returned_by="minh",
        returned_at=case.now,
    )
    to = Target(step="tiep-nhan", official="thu")
    after = case.when(ReturnStep, MINH, step="tham-dinh", to=to, reason=" Thiếu bản kê khai ").then(returned)
    assert list(after.state.visits) == ["tiep-nhan"]


def test_a_return_from_a_completed_step_closes_only_the_others() -> None:
    case = in_appraisal().worked("tham-dinh")
    case = case.then(ReturnStep, MINH, step="tham-dinh", to=Target(step="tiep-nhan"), reason="Thiếu")
    assert case.events[-1].closed == (ClosedVisit(step="phap-che", visit=1),)


def test_after_a_return_the_whole_stage_is_done_again() -> None:
    case = in_appraisal().then(ReceiveStep, MINH, step="tham-dinh")
    case = case.then(ReturnStep, MINH, step="tham-dinh", to=Target(step="tiep-nhan"), reason="Thiếu")
    case = case.worked("tiep-nhan").handed_off("tiep-nhan")
    assert [(to.step, to.visit) for to in case.events[-1].to] == [("tham-dinh", 2), ("phap-che", 2)]


@pytest.mark.parametrize("to", ["tham-dinh", "xac-minh", "ky"])
def test_a_return_goes_to_an_earlier_stage_only(to: str) -> None:
    case = in_appraisal()
    case.when(ReturnStep, MINH, step="tham-dinh", to=Target(step=to), reason="x").refused(StepNotEarlier, to)


def test_a_return_needs_a_reason_a_known_step_and_a_responsible_division() -> None:
    case = in_appraisal()
    back = Target(step="tiep-nhan")
    case.when(ReturnStep, MINH, step="tham-dinh", to=back, reason=" ").refused(ReasonMissing, "reason")
    nowhere = Target(step="khong-co")
    case.when(ReturnStep, MINH, step="tham-dinh", to=nowhere, reason="x").refused(StepUnknown, "khong-co")
    wrong = Target(step="tiep-nhan", division="PC")
    case.when(ReturnStep, MINH, step="tham-dinh", to=wrong, reason="x").refused(DivisionNotResponsible)


def test_a_step_is_returned_by_who_holds_it() -> None:
    back = Target(step="tiep-nhan")
    in_appraisal().when(ReturnStep, LAN, step="phap-che", to=back, reason="x").refused(NotOfHoldingDivision)


def test_a_return_builds_on_everything_in_its_stage() -> None:
    case = in_appraisal().worked("phap-che")
    early = case.now - timedelta(hours=2)
    back = Target(step="tiep-nhan")
    case.when(ReturnStep, MINH, step="tham-dinh", to=back, reason="x", at=early).refused(EffectiveTooEarly)


def test_a_completed_step_is_reopened_in_the_same_place_by_the_same_hands() -> None:
    case = in_appraisal().worked("tham-dinh")
    reopened = case.fact(
        StepReopened,
        step="tham-dinh",
        visit=1,
        division="CCVC",
        official="minh",
        to=(visit("tham-dinh", "CCVC", number=2, official="minh"),),
        reason="Bổ sung ý kiến",
        reopened_by="minh",
        reopened_at=case.now,
    )
    after = case.when(ReopenStep, MINH, step="tham-dinh", reason="Bổ sung ý kiến").then(reopened)
    assert set(after.state.open_steps()) == {"tham-dinh", "phap-che"}


def test_a_reopened_step_may_go_to_another_official_or_division() -> None:
    case = in_appraisal().worked("tham-dinh")
    elsewhere = case.then(ReopenStep, MINH, step="tham-dinh", reason="x", division="TTr", official="cong")
    assert elsewhere.events[-1].to == (visit("tham-dinh", "TTr", number=2, official="cong"),)
    first = opened().worked("tiep-nhan")
    first = first.then(ReopenStep, LAN, step="tiep-nhan", reason="x", official="thu")
    assert first.state.visits["tiep-nhan"].official == "thu"


def test_what_is_open_is_not_reopened_and_a_reason_is_needed() -> None:
    opened().when(ReopenStep, LAN, step="tiep-nhan", reason="x").refused(StepNotCompleted, "tiep-nhan")
    opened().worked("tiep-nhan").when(ReopenStep, LAN, step="tiep-nhan", reason="").refused(ReasonMissing)


def test_a_reopened_step_must_be_received_and_completed_before_the_case_goes_on() -> None:
    case = opened().worked("tiep-nhan").then(ReopenStep, LAN, step="tiep-nhan", reason="x")
    case.when(HandOff, LAN, step="tiep-nhan").refused(StepNotCompleted)
    case = case.then(ReceiveStep, LAN, step="tiep-nhan").then(CompleteStep, LAN, step="tiep-nhan")
    assert case.handed_off("tiep-nhan").events[-1].visit == 2
