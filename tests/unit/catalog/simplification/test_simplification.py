"""Simplification: who proposes, who decides, what is simpler, and what carries it out."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from services.catalog.domain.deciders import SIMPLIFICATION
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.simplification.carrying_out import CarryOutSimplification
from services.catalog.domain.simplification.programmes import (
    FIFTH,
    Measure,
    OpenSimplificationProgramme,
    SimplificationProgrammeOpened,
    Target,
)
from services.catalog.domain.simplification.proposing import ProposeSimplification, SimplificationProposed
from services.catalog.domain.simplification.settling import (
    AcceptSimplification,
    DeclineSimplification,
    SimplificationDeclined,
)
from services.catalog.domain.simplification.simplification import KnownNow, Means
from services.catalog.errors.procedure.procedures import ProcedureNotInEdition
from services.catalog.errors.simplification import (
    AgencyOutsideProgramme,
    EditionNotYetInForce,
    MayNotDecideOnSimplification,
    MayNotOpenProgramme,
    MayNotProposeSimplification,
    NoBaseline,
    NotCarriedOut,
    NotSimpler,
    ProgrammeAlreadyOpen,
    ProgrammeNotFound,
    ProposalNotFound,
    ProposalSettled,
    SimplificationWithoutReason,
    TargetUnfit,
)
from shared.contracts.catalog.simplification import SimplificationAccepted, SimplificationCarriedOut
from shared.contracts.vocabulary import TimeLimit
from shared.errors import EffectiveInFuture
from shared.kernel import Actor, Counting, Role
from tests.scenario import given
from tests.unit.catalog.examples import (
    AT,
    EDITOR,
    HEAD,
    OTHER_EDITOR,
    OTHER_HEAD,
    act,
    hours,
    procedure,
    stage,
    step,
)

REVIEWER = Actor("snv.hai", roles=frozenset({Role.REVIEWER}))
OPENED = SimplificationProgrammeOpened(
    programme="DGH-2026",
    name="Đơn giản hóa năm 2026",
    agency=None,
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
        "agency": None,
        "baseline_on": date(2026, 1, 1),
        "targets": FIFTH,
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
    }
    return ProposeSimplification(**{**values, **changes})


ACCEPTING = AcceptSimplification(programme="DGH-2026", proposal=1)
DECLINING = DeclineSimplification(programme="DGH-2026", proposal=1, reason="Chưa đủ căn cứ")
CARRYING_OUT = CarryOutSimplification(programme="DGH-2026", proposal=1, edition=2)

OPENS, EDITS, HEADS = act(REVIEWER), act(EDITOR), act(HEAD)
FIRST = KnownNow(editions={("SNV", 1): {"P01": procedure()}})


def second(after: Procedure | None) -> KnownNow:
    """The second edition is issued, with the procedure as given, or without it."""
    return KnownNow(editions={("SNV", 2): {"P01": after} if after else {}})


def test_from_the_programme_to_the_edition_that_carries_a_proposal_out() -> None:
    (
        given(SIMPLIFICATION)
        .when(opening(), OPENS)
        .then(OPENED)
        .when(proposing(), EDITS, FIRST)
        .then(PROPOSED)
        .when(ACCEPTING, HEADS)
        .then(ACCEPTED)
        .when(CARRYING_OUT, EDITS, second(SIMPLER))
        .then(CARRIED_OUT)
    )


def test_a_proposal_is_declined_with_its_reason_and_is_settled_then() -> None:
    settled = given(SIMPLIFICATION, OPENED, PROPOSED).when(DECLINING, HEADS).then(DECLINED)
    settled.when(ACCEPTING, HEADS).refused(ProposalSettled)


@pytest.mark.parametrize("agency", [None, "SCT"])
def test_a_head_opens_a_programme_for_the_own_agency_alone(agency: str | None) -> None:
    given(SIMPLIFICATION).when(opening(agency=agency), HEADS).refused(MayNotOpenProgramme)
    own = replace(OPENED, agency="SNV", opened_by="snv.binh")
    given(SIMPLIFICATION).when(opening(agency="SNV"), HEADS).then(own)


def test_a_programme_is_opened_once() -> None:
    given(SIMPLIFICATION, OPENED).when(opening(), OPENS).refused(ProgrammeAlreadyOpen)


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
    given(SIMPLIFICATION).when(opening(targets=targets), OPENS).refused(TargetUnfit)


REFUSED: list[tuple[dict[str, Any], Any]] = [
    ({"procedure": "P9"}, ProcedureNotInEdition),
    ({"edition": 2}, ProcedureNotInEdition),
    ({"edition": None}, NoBaseline),
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
    given(SIMPLIFICATION, OPENED).when(proposing(**changes), EDITS, FIRST).refused(refusal)


@pytest.mark.parametrize("by", [OTHER_EDITOR, HEAD])
def test_only_the_agency_s_editors_propose(by: Actor) -> None:
    given(SIMPLIFICATION, OPENED).when(proposing(), act(by), FIRST).refused(MayNotProposeSimplification)


def test_a_programme_without_targets_has_those_of_a_fifth() -> None:
    given(SIMPLIFICATION).when(opening(targets=None), OPENS).then(OPENED)


def test_a_programme_of_one_agency_takes_no_other_s_procedure() -> None:
    of_another = replace(OPENED, agency="SCT")
    given(SIMPLIFICATION, of_another).when(proposing(), EDITS, FIRST).refused(AgencyOutsideProgramme)


def test_nothing_is_done_in_a_programme_that_is_not_open_or_on_a_proposal_that_is_not_there() -> None:
    given(SIMPLIFICATION).when(proposing(), EDITS, FIRST).refused(ProgrammeNotFound)
    given(SIMPLIFICATION).when(ACCEPTING, HEADS).refused(ProgrammeNotFound)
    given(SIMPLIFICATION, OPENED).when(ACCEPTING, HEADS).refused(ProposalNotFound)


@pytest.mark.parametrize("by", [EDITOR, OTHER_HEAD, REVIEWER])
def test_only_the_agency_s_head_decides(by: Actor) -> None:
    proposed = given(SIMPLIFICATION, OPENED, PROPOSED)
    proposed.when(ACCEPTING, act(by)).refused(MayNotDecideOnSimplification)
    proposed.when(DECLINING, act(by)).refused(MayNotDecideOnSimplification)


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ((), (opening(),)),
        ((OPENED,), (proposing(), FIRST)),
        ((OPENED, PROPOSED), (ACCEPTING,)),
        ((OPENED, PROPOSED), (DECLINING,)),
        ((OPENED, PROPOSED, ACCEPTED), (CARRYING_OUT, second(SIMPLER))),
    ],
)
def test_nothing_takes_effect_ahead_of_its_time(before: tuple[Any, ...], asked: tuple[Any, ...]) -> None:
    command, *known = asked
    ahead = act(HEAD, AT + timedelta(hours=1), AT)
    given(SIMPLIFICATION, *before).when(command, ahead, *known).refused(EffectiveInFuture)


def test_an_edition_that_is_not_issued_or_not_as_simple_carries_nothing_out() -> None:
    accepted = given(SIMPLIFICATION, OPENED, PROPOSED, ACCEPTED)
    accepted.when(CARRYING_OUT, EDITS, FIRST).refused(EditionNotYetInForce)
    for after in (procedure(), replace(SIMPLER, time_limit=hours(17)), None):
        accepted.when(CARRYING_OUT, EDITS, second(after)).refused(NotCarriedOut)
    accepted.when(CARRYING_OUT, act(OTHER_EDITOR), second(SIMPLER)).refused(
        MayNotDecideOnSimplification, where="agency"
    )


def test_a_procedure_that_was_to_go_is_carried_out_by_an_edition_without_it() -> None:
    gone = {"means": (Means.REMOVED,), "expected_time": None, "expected_steps": 0}
    accepted = given(
        SIMPLIFICATION,
        OPENED,
        replace(PROPOSED, **gone),
        replace(ACCEPTED, expected_time=None, expected_steps=0),
    )
    accepted.when(CARRYING_OUT, EDITS, second(SIMPLER)).refused(NotCarriedOut)
    accepted.when(CARRYING_OUT, EDITS, second(None)).then(
        replace(CARRIED_OUT, time_after=None, steps_after=0)
    )


@pytest.mark.parametrize(
    "event", [OPENED, PROPOSED, ACCEPTED, DECLINED, CARRIED_OUT], ids=lambda one: type(one).__name__
)
def test_an_event_is_stored_and_read_back_the_same(event: Any) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event
