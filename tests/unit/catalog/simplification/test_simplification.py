"""Simplification: who proposes, who decides, what is simpler, and what carries it out."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.simplification.simplification import (
    FIFTH,
    SIMPLIFICATION,
    AcceptSimplification,
    CarryOutSimplification,
    DeclineSimplification,
    Means,
    Measure,
    OpenSimplificationProgramme,
    ProposeSimplification,
    SimplificationAccepted,
    SimplificationCarriedOut,
    SimplificationDeclined,
    SimplificationProgrammeOpened,
    SimplificationProposed,
    Target,
)
from services.catalog.domain.simplification.simplifying import decide_simplification
from services.catalog.errors.procedure.procedures import ProcedureNotInEdition
from services.catalog.errors.simplification import (
    AgencyOutsideProgramme,
    EditionNotYetInForce,
    MayNotDecideOnSimplification,
    MayNotOpenProgramme,
    MayNotProposeSimplification,
    NotCarriedOut,
    NotSimpler,
    ProgrammeAlreadyOpen,
    ProgrammeNotFound,
    ProposalNotFound,
    ProposalSettled,
    SimplificationWithoutReason,
    TargetUnfit,
)
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Actor, Counting, Role
from tests.scenario import given
from tests.unit.catalog.examples import (
    AT,
    EDITOR,
    HEAD,
    OTHER_EDITOR,
    OTHER_HEAD,
    hours,
    procedure,
    stage,
    step,
)

REVIEWER = Actor("snv.hai", roles=frozenset({Role.REVIEWER}))
OPENED = SimplificationProgrammeOpened(
    programme="DGH-2026",
    name="Đơn giản hóa năm 2026",
    agency="",
    baseline_on=date(2026, 1, 1),
    targets=FIFTH,
    opened_by="snv.hai",
    opened_at=AT,
)
PROPOSED = SimplificationProposed(
    programme="DGH-2026",
    proposal=1,
    agency="SNV",
    procedure="P01",
    edition=1,
    means=(Means.FEWER_STEPS, Means.SHORTER_LIMIT),
    reason="Bỏ bước trùng lặp",
    time_before=hours(24),
    steps_before=3,
    expected_time=hours(16),
    expected_steps=2,
    proposed_by="snv.lan",
    proposed_at=AT,
)
ACCEPTED = SimplificationAccepted(
    programme="DGH-2026",
    proposal=1,
    agency="SNV",
    procedure="P01",
    expected_time=hours(16),
    expected_steps=2,
    accepted_by="snv.binh",
    accepted_at=AT,
)
DECLINED = SimplificationDeclined(
    programme="DGH-2026",
    proposal=1,
    agency="SNV",
    reason="Chưa đủ căn cứ",
    declined_by="snv.binh",
    declined_at=AT,
)
SIMPLER = procedure(stage("G1", step("S01")), stage("G2", step("S02")), total=hours(16))
CARRIED_OUT = SimplificationCarriedOut(
    programme="DGH-2026",
    proposal=1,
    agency="SNV",
    procedure="P01",
    edition=2,
    time_after=hours(16),
    steps_after=2,
    carried_out_by="snv.lan",
    carried_out_at=AT,
)


def opening(**changes: Any) -> OpenSimplificationProgramme:
    values: dict[str, Any] = {
        "programme": "DGH-2026",
        "name": "Đơn giản hóa năm 2026",
        "agency": "",
        "baseline_on": date(2026, 1, 1),
        "targets": FIFTH,
        "by": REVIEWER,
        "at": AT,
    }
    return OpenSimplificationProgramme(**{**values, **changes})


def proposing(**changes: Any) -> ProposeSimplification:
    values: dict[str, Any] = {
        "programme": "DGH-2026",
        "agency": "SNV",
        "procedure": "P01",
        "edition": 1,
        "means": (Means.SHORTER_LIMIT, Means.FEWER_STEPS),
        "reason": "Bỏ bước trùng lặp",
        "expected_time": hours(16),
        "expected_steps": 2,
        "before": procedure(),
        "by": EDITOR,
        "at": AT,
    }
    return ProposeSimplification(**{**values, **changes})


def accepting(by: Actor = HEAD, proposal: int = 1) -> AcceptSimplification:
    return AcceptSimplification(programme="DGH-2026", proposal=proposal, by=by, at=AT)


def declining(by: Actor = HEAD, reason: str = "Chưa đủ căn cứ") -> DeclineSimplification:
    return DeclineSimplification(programme="DGH-2026", proposal=1, reason=reason, by=by, at=AT)


def carrying_out(
    after: Procedure | None, by: Actor = EDITOR, *, issued: bool = True
) -> CarryOutSimplification:
    return CarryOutSimplification(
        programme="DGH-2026", proposal=1, edition=2, issued=issued, after=after, by=by, at=AT
    )


def test_from_the_programme_to_the_edition_that_carries_a_proposal_out() -> None:
    (
        given(SIMPLIFICATION)
        .when(decide_simplification, opening())
        .then(OPENED)
        .when(decide_simplification, proposing())
        .then(PROPOSED)
        .when(decide_simplification, accepting())
        .then(ACCEPTED)
        .when(decide_simplification, carrying_out(SIMPLER))
        .then(CARRIED_OUT)
    )


def test_a_proposal_is_declined_with_its_reason_and_is_settled_then() -> None:
    settled = given(SIMPLIFICATION, OPENED, PROPOSED).when(decide_simplification, declining()).then(DECLINED)
    settled.when(decide_simplification, accepting()).refused(ProposalSettled)


@pytest.mark.parametrize("agency", ["", "SCT"])
def test_a_head_opens_a_programme_for_the_own_agency_alone(agency: str) -> None:
    given(SIMPLIFICATION).when(decide_simplification, opening(by=HEAD, agency=agency)).refused(
        MayNotOpenProgramme
    )
    own = replace(OPENED, agency="SNV", opened_by="snv.binh")
    given(SIMPLIFICATION).when(decide_simplification, opening(by=HEAD, agency="SNV")).then(own)


def test_a_programme_is_opened_once() -> None:
    given(SIMPLIFICATION, OPENED).when(decide_simplification, opening()).refused(ProgrammeAlreadyOpen)


@pytest.mark.parametrize(
    "targets",
    [
        (),
        (Target(measure=Measure.TIME, per_cent=0),),
        (Target(measure=Measure.TIME, per_cent=101),),
        (Target(measure=Measure.TIME, per_cent=20), Target(measure=Measure.TIME, per_cent=30)),
    ],
)
def test_a_target_is_a_share_named_once(targets: tuple[Target, ...]) -> None:
    given(SIMPLIFICATION).when(decide_simplification, opening(targets=targets)).refused(TargetUnfit)


REFUSED: list[tuple[dict[str, Any], Any]] = [
    ({"by": OTHER_EDITOR}, MayNotProposeSimplification),
    ({"by": HEAD}, MayNotProposeSimplification),
    ({"before": None}, ProcedureNotInEdition),
    ({"reason": "  "}, SimplificationWithoutReason),
    ({"means": ()}, NotSimpler),
    ({"expected_steps": 3}, NotSimpler),
    ({"expected_steps": 4, "means": (Means.DIGITISED,)}, NotSimpler),
    ({"expected_steps": 0}, NotSimpler),
    ({"expected_time": hours(24)}, NotSimpler),
    ({"expected_time": hours(25), "means": (Means.DIGITISED,)}, NotSimpler),
    ({"expected_time": TimeLimit.of(1, Counting.WORKING_DAYS)}, NotSimpler),
    ({"means": (Means.REMOVED,)}, NotSimpler),
]


@pytest.mark.parametrize(("changes", "refusal"), REFUSED)
def test_what_is_not_simpler_or_not_for_them_to_propose_is_refused(
    changes: dict[str, Any], refusal: Any
) -> None:
    given(SIMPLIFICATION, OPENED).when(decide_simplification, proposing(**changes)).refused(refusal)


def test_a_programme_of_one_agency_takes_no_other_s_procedure() -> None:
    of_another = replace(OPENED, agency="SCT")
    given(SIMPLIFICATION, of_another).when(decide_simplification, proposing()).refused(AgencyOutsideProgramme)


def test_nothing_is_done_in_a_programme_that_is_not_open_or_on_a_proposal_that_is_not_there() -> None:
    given(SIMPLIFICATION).when(decide_simplification, proposing()).refused(ProgrammeNotFound)
    given(SIMPLIFICATION).when(decide_simplification, accepting()).refused(ProgrammeNotFound)
    given(SIMPLIFICATION, OPENED).when(decide_simplification, accepting()).refused(ProposalNotFound)


@pytest.mark.parametrize("by", [EDITOR, OTHER_HEAD, REVIEWER])
def test_only_the_agency_s_head_decides(by: Actor) -> None:
    proposed = given(SIMPLIFICATION, OPENED, PROPOSED)
    proposed.when(decide_simplification, accepting(by)).refused(MayNotDecideOnSimplification)
    proposed.when(decide_simplification, declining(by)).refused(MayNotDecideOnSimplification)


def test_an_edition_that_is_not_issued_or_not_as_simple_carries_nothing_out() -> None:
    accepted = given(SIMPLIFICATION, OPENED, PROPOSED, ACCEPTED)
    accepted.when(decide_simplification, carrying_out(SIMPLER, issued=False)).refused(EditionNotYetInForce)
    for after in (procedure(), replace(SIMPLER, time_limit=hours(17)), None):
        accepted.when(decide_simplification, carrying_out(after)).refused(NotCarriedOut)
    accepted.when(decide_simplification, carrying_out(SIMPLER, OTHER_EDITOR)).refused(
        MayNotDecideOnSimplification
    )


def test_a_procedure_that_was_to_go_is_carried_out_by_an_edition_without_it() -> None:
    gone = {"means": (Means.REMOVED,), "expected_time": None, "expected_steps": 0}
    accepted = given(
        SIMPLIFICATION,
        OPENED,
        replace(PROPOSED, **gone),
        replace(ACCEPTED, expected_time=None, expected_steps=0),
    )
    accepted.when(decide_simplification, carrying_out(SIMPLER)).refused(NotCarriedOut)
    accepted.when(decide_simplification, carrying_out(None)).then(
        replace(CARRIED_OUT, time_after=None, steps_after=0)
    )


@pytest.mark.parametrize(
    "event", [OPENED, PROPOSED, ACCEPTED, DECLINED, CARRIED_OUT], ids=lambda one: type(one).__name__
)
def test_an_event_is_stored_and_read_back_the_same(event: Any) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event
