"""What people enter and decide of evaluations: who may, what it holds, how a period is closed."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from services.sla.domain.evaluation.adopting import (
    EVALUATION_POLICY,
    PROVINCE,
    AdoptedPolicies,
    AdoptEvaluationPolicy,
    EvaluationPolicyAdopted,
    OfficialKindRecorded,
    RecordOfficialKind,
    policy_in_force,
    policy_named,
)
from services.sla.domain.evaluation.closing import CloseEvaluationPeriod, CorrectEvaluation
from services.sla.domain.evaluation.decree import KNOWN
from services.sla.domain.evaluation.entering import EnterGeneralPoints, EnterLeadership, EnterProduct
from services.sla.domain.evaluation.events import GeneralPointsEntered, LeadershipEntered, ProductEntered
from services.sla.domain.evaluation.keeping import kept, letters, opened
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.policy import OfficialKind
from services.sla.domain.evaluation.rating import EVALUATION, EvaluatedOfficial
from services.sla.errors import (
    EvaluatesOneself,
    EvaluationIsClosed,
    MayNotAdopt,
    MayNotEvaluate,
    NoPolicyInForce,
    PeriodNotOver,
    PeriodUnreadable,
    PolicyAdoptedAlready,
    TooManyPoints,
)
from shared.contracts.evaluation import EvaluationCorrected, EvaluationResult, Leadership
from shared.decider import Act, by_itself
from shared.kernel import Actor, Role
from tests.scenario import given
from tests.unit.sla.evaluation.facts import ND335, POLICIES, at, evaluated, visit

WHEN = at("2026-04-05 09:00")
KNOWN_MAI = EvaluatedOfficial(
    official="stc.mai", agency="STC", divisions=("CM",), roles=("official",), policy=ND335
)
POINTS = EnterGeneralPoints(period="2026-03", points="27.5")
ENTERED = GeneralPointsEntered(period="2026-03", points="27.50", entered_by="stc.truong", entered_at=WHEN)
CLOSE = CloseEvaluationPeriod(
    period="2026-03", decision_number="12/QĐ-STC", decision_date=date(2026, 4, 5), signed_by="Trưởng"
)


def act(
    id: str = "stc.truong", role: Role = Role.AGENCY_HEAD, agency: str | None = "STC", **more: Any
) -> Act:
    by = Actor(id, agency, more.pop("division", None), frozenset({role}))
    return Act(by=by, at=more.pop("at", WHEN), recorded_at=WHEN)


def result(used: int = 60) -> EvaluationResult:
    return evaluated([visit("2026-03-02 08:00", "2026-03-04 10:00", used=used)], general=Fraction("27.50"))


def test_the_head_enters_points_and_they_count() -> None:
    scenario = given(EVALUATION).when(POINTS, act(), KNOWN_MAI).then(ENTERED)
    entered = scenario.state.entered("stc.mai", EvaluationPeriod.parse("2026-03"))
    assert entered.general == Fraction("27.50")
    assert scenario.state.entered("stc.mai", EvaluationPeriod.parse("2026-Q1")).general is None


def test_the_head_of_the_division_enters_points_of_their_officials() -> None:
    given(EVALUATION).when(POINTS, act("stc.hoa", Role.DIVISION_HEAD, division="CM"), KNOWN_MAI).then(
        replace(ENTERED, entered_by="stc.hoa")
    )


@pytest.mark.parametrize(
    ("by", "roles", "refusal"),
    [
        (act("stc.mai"), ("official",), EvaluatesOneself),
        (act("stc.mai", Role.PROVINCE_LEADER, None), ("official",), EvaluatesOneself),
        (act("sxd.truong", agency="SXD"), ("official",), MayNotEvaluate),
        (act("stc.hoa", Role.DIVISION_HEAD, division="VP"), ("official",), MayNotEvaluate),
        (act("stc.hoa", Role.DIVISION_HEAD, division="CM"), ("division_head",), MayNotEvaluate),
        (act("stc.pho"), ("agency_head",), MayNotEvaluate),
        (act("stc.minh", Role.OFFICIAL, division="CM"), ("official",), MayNotEvaluate),
    ],
)
def test_nobody_else_enters_points(by: Act, roles: tuple[str, ...], refusal: type) -> None:
    given(EVALUATION).when(POINTS, by, replace(KNOWN_MAI, roles=roles)).refused(refusal)


def test_points_are_no_more_than_the_policy_gives() -> None:
    more = EnterGeneralPoints(period="2026-03", points="30.01")
    given(EVALUATION).when(more, act(), KNOWN_MAI).refused(TooManyPoints, "points")
    given(EVALUATION).when(replace(POINTS, period="2026-3"), act(), KNOWN_MAI).refused(PeriodUnreadable)


def test_a_product_of_a_month_is_one_of_its_quarter() -> None:
    command = EnterProduct(period="2026-03", name="Đề án", factor="1.5", done=True, delays=1)
    entered = ProductEntered(
        period="2026-03",
        name="Đề án",
        factor_thousandths=1500,
        done=True,
        returns=0,
        delays=1,
        entered_by="stc.truong",
        entered_at=WHEN,
    )
    scenario = given(EVALUATION).when(command, act(), KNOWN_MAI).then(entered)
    (product,) = scenario.state.entered("stc.mai", EvaluationPeriod.parse("2026-Q1")).products
    assert (product.standard_products, product.confirmed_by) == (Fraction(3, 2), "stc.truong")
    assert scenario.state.entered("stc.mai", EvaluationPeriod.parse("2026-04")).products == ()


def test_leadership_is_entered_in_percent() -> None:
    command = EnterLeadership(period="2026-03", officials="50", unit="100", unity="50.5")
    led = Leadership(officials="50.00", unit="100.00", unity="50.50")
    entered = LeadershipEntered(period="2026-03", leadership=led, entered_by="ubnd.chu-tich", entered_at=WHEN)
    leader = act("ubnd.chu-tich", Role.PROVINCE_LEADER, None)
    given(EVALUATION).when(command, leader, KNOWN_MAI).then(entered)
    more = replace(command, unity="101")
    given(EVALUATION).when(more, leader, KNOWN_MAI).refused(TooManyPoints, "unity")


def test_a_closed_period_keeps_its_result_and_takes_no_more() -> None:
    known = replace(KNOWN_MAI, result=result())
    scenario = given(EVALUATION, ENTERED).when(CLOSE, act(), known)
    (closed,) = EVALUATION.decide(EVALUATION.fold([ENTERED]), CLOSE, act(), known)
    scenario = scenario.then(closed)
    assert opened(closed.kept) == known.result
    assert (closed.figures.total, closed.decision_number) == ("97.50", "12/QĐ-STC")
    scenario.when(POINTS, act(), KNOWN_MAI).refused(EvaluationIsClosed)
    scenario.when(CLOSE, act(), known).refused(EvaluationIsClosed)


def test_only_the_head_closes_and_only_what_is_over() -> None:
    known = replace(KNOWN_MAI, result=result())
    division = act("stc.hoa", Role.DIVISION_HEAD, division="CM")
    given(EVALUATION).when(CLOSE, division, known).refused(MayNotEvaluate)
    given(EVALUATION).when(CLOSE, act(at=at("2026-03-31 23:59")), known).refused(PeriodNotOver)


def test_what_is_known_later_is_a_correction_once() -> None:
    before, after = replace(KNOWN_MAI, result=result(481)), replace(KNOWN_MAI, result=result())
    (closed,) = EVALUATION.decide(EVALUATION.initial(), CLOSE, act(), before)
    correct, now = CorrectEvaluation(period="2026-03"), by_itself(WHEN)
    (corrected,) = EVALUATION.decide(EVALUATION.fold([closed]), correct, now, after)
    assert isinstance(corrected, EvaluationCorrected)
    assert (corrected.was.total, corrected.becomes.total) == ("91.67", "97.50")
    assert corrected.changed == ("H1/B1",)
    given(EVALUATION, closed).when(correct, now, before).then()
    given(EVALUATION, closed, corrected).when(correct, now, after).then()
    given(EVALUATION).when(correct, now, after).then()


def test_what_is_kept_is_read_again_letter_for_letter() -> None:
    found = result(481)
    assert letters(opened(kept(found))) == letters(found)


# ---- policies


def adopted(*policies: Any) -> AdoptedPolicies:
    return EVALUATION_POLICY.fold(
        [EvaluationPolicyAdopted(policy=one, adopted_by="x", adopted_at=WHEN) for one in policies]
    )


def test_a_policy_is_adopted_once_by_the_head_of_its_agency() -> None:
    command = AdoptEvaluationPolicy(policy=ND335)
    happened = EvaluationPolicyAdopted(policy=ND335, adopted_by="stc.truong", adopted_at=WHEN)
    scenario = given(EVALUATION_POLICY).when(command, act(), "STC").then(happened)
    scenario.when(command, act(), "STC").refused(PolicyAdoptedAlready)
    given(EVALUATION_POLICY).when(command, act(), "SXD").refused(MayNotAdopt)
    given(EVALUATION_POLICY).when(command, act(), PROVINCE).refused(MayNotAdopt)


def test_before_2026_and_for_public_employees_without_their_units_there_is_none() -> None:
    servant, employee = OfficialKind.CIVIL_SERVANT.value, OfficialKind.PUBLIC_EMPLOYEE.value
    assert policy_in_force(adopted(), adopted(), servant, date(2026, 1, 1)) == ND335
    with pytest.raises(NoPolicyInForce):
        policy_in_force(adopted(), adopted(), servant, date(2025, 12, 31))
    with pytest.raises(NoPolicyInForce):
        policy_in_force(adopted(), adopted(), employee, date(2026, 8, 1))
    unit = POLICIES["ND233-UNIT"]
    assert policy_in_force(adopted(unit), adopted(), employee, date(2026, 8, 1)) == unit


def test_the_agencys_policy_goes_before_the_provinces_and_a_newer_before_an_older() -> None:
    own, province = replace(ND335, code="STC-1"), replace(ND335, code="UBND-1")
    newer = replace(own, version=2, in_force_from=date(2026, 4, 1))
    kind, agency = OfficialKind.CIVIL_SERVANT.value, adopted(own, newer)
    assert policy_in_force(agency, adopted(province), kind, date(2026, 3, 1)) == own
    assert policy_in_force(agency, adopted(province), kind, date(2026, 4, 1)) == newer
    assert policy_in_force(adopted(), adopted(province), kind, date(2026, 3, 1)) == province
    assert policy_named("ND335-STRICT", KNOWN, date(2026, 3, 1)) == POLICIES["ND335-STRICT"]
    assert policy_named("X", KNOWN, date(2026, 3, 1)) is None


def test_an_official_is_a_civil_servant_unless_somebody_said_otherwise() -> None:
    command = RecordOfficialKind(official="stc.mai", kind=OfficialKind.PUBLIC_EMPLOYEE)
    recorded = OfficialKindRecorded(
        official="stc.mai", kind="public_employee", recorded_by="stc.truong", recorded_at=WHEN
    )
    scenario = given(EVALUATION_POLICY).when(command, act(), "STC").then(recorded)
    assert scenario.state.kind_of("stc.mai") == "public_employee"
    assert scenario.state.kind_of("stc.lan") == "civil_servant"
