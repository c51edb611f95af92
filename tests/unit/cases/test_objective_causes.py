"""A late visit's objective cause is claimed by whose it is and decided by a leader; a return is cleared."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.cases.domain.attaching import AttachDocument
from services.cases.domain.cancelling import CancelCase
from services.cases.domain.clearing_return import ClearReturn
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.deciders import CASE
from services.cases.domain.handing_off import HandOff
from services.cases.domain.objective_causes import (
    ClaimObjectiveCause,
    ConfirmObjectiveCause,
    RefuseObjectiveCause,
)
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.reopening import ReopenStep
from services.cases.domain.returning import ReturnStep
from services.cases.domain.route import Target
from services.cases.domain.suspending import SuspendCase
from services.cases.domain.taking_back import TakeBackCompletion
from services.cases.errors.course import CaseNotOpened, ReasonMissing
from services.cases.errors.objective_causes import (
    CauseClaimedAlready,
    CauseDecidedAlready,
    CauseNotClaimed,
    DocumentNotAttached,
    NoLateVisit,
    NotCompetent,
    NotYourVisit,
    OwnMatter,
    ReturnClearedAlready,
    ReturnUnknown,
    VisitNotLate,
    VisitUnknown,
)
from shared.contracts.cases.objective_causes import (
    ObjectiveCauseClaimed,
    ObjectiveCauseConfirmed,
    ObjectiveCauseRefused,
    ReturnCleared,
)
from shared.errors import EffectiveTooEarly
from shared.kernel import Role
from tests.unit.cases.builder import BINH, HOA, HOUR, LAN, MINH, STRANGER, THU, Story, opened, person

STEP = "tiep-nhan"
CLAIM = {"step": STEP, "reason": "Mất kết nối trục liên thông"}
DAYS = timedelta(days=3)
VISIT = {"step": STEP, "visit": 1, "division": "VP", "official": "lan"}


def late(by: Any = LAN) -> Story:
    """Its first step was due after a day, and took three."""
    begun = opened().then(ReceiveStep, by, step=STEP)
    done = begun.then(CompleteStep, by, step=STEP, at=begun.now + DAYS)
    return Story(*done.events, now=begun.now + DAYS + HOUR)


def in_time() -> Story:
    return opened().worked(STEP)


def claimed() -> Story:
    return late().then(ClaimObjectiveCause, LAN, **CLAIM)


def test_whose_late_visit_it_is_claims_a_cause_for_it() -> None:
    case = late()
    expected = case.fact(
        ObjectiveCauseClaimed,
        **VISIT,
        reason=CLAIM["reason"],
        evidence=("0c0bd8b5",),
        claimed_by="lan",
        claimed_at=case.now,
    )
    case.when(ClaimObjectiveCause, LAN, **CLAIM, evidence=("0c0bd8b5",)).then(expected)


@pytest.mark.parametrize("ends", [CancelCase, SuspendCase])
def test_also_after_the_case_has_ended_or_while_it_stands_still(ends: type) -> None:
    before = late().then(ends, BINH, reason="x")
    case = before.then(ClaimObjectiveCause, LAN, **CLAIM)
    assert case.then(ConfirmObjectiveCause, BINH, step=STEP).state.phase == before.state.phase
    assert case.state.latest_at == before.state.latest_at


def test_a_delegate_claims_it_for_what_they_did_themselves() -> None:
    acting = replace(THU, acting_for="lan")
    case = late(acting)
    case.when(ClaimObjectiveCause, LAN, **CLAIM, visit=1).refused(NotYourVisit, "visit")
    told = case.then(ClaimObjectiveCause, THU, **CLAIM).events[-1]
    assert (told.official, told.claimed_by) == ("thu", "thu")


def test_of_several_visits_it_is_the_last_late_one_unless_one_is_named() -> None:
    case = late().then(ReopenStep, LAN, step=STEP, reason="x").worked(STEP)
    assert case.then(ClaimObjectiveCause, LAN, **CLAIM).events[-1].visit == 1
    case.when(ClaimObjectiveCause, LAN, **CLAIM, visit=2).refused(VisitNotLate, "visit")
    case.when(ClaimObjectiveCause, LAN, **CLAIM, visit=3).refused(VisitUnknown, "visit")


def test_an_open_visit_is_late_after_its_due_instant() -> None:
    case = opened().then(ReceiveStep, LAN, step=STEP)
    case.when(ClaimObjectiveCause, LAN, **CLAIM).refused(NoLateVisit, "step")
    then = case.now + DAYS
    told = case.then(ClaimObjectiveCause, LAN, **CLAIM, at=then).events[-1]
    assert (told.visit, told.claimed_at) == (1, then)


def test_what_is_claimed_is_late_somebodys_and_claimed_once() -> None:
    Story().when(ClaimObjectiveCause, LAN, **CLAIM).refused(CaseNotOpened)
    in_time().when(ClaimObjectiveCause, LAN, **CLAIM).refused(NoLateVisit, "step")
    late().when(ClaimObjectiveCause, MINH, **CLAIM).refused(NoLateVisit, "step")
    late().when(ClaimObjectiveCause, LAN, step=STEP, reason=" ").refused(ReasonMissing, "reason")
    claimed().when(ClaimObjectiveCause, LAN, **CLAIM).refused(CauseClaimedAlready, "visit")
    taken_back = late()
    moment = taken_back.state.visits[STEP].since
    taken_back = taken_back.then(TakeBackCompletion, LAN, step=STEP, at=moment)
    assert taken_back.state.marks.completed == {}


def test_documents_that_show_it_are_attached() -> None:
    sha256 = "0f" * 32
    wanted = {**CLAIM, "documents": (sha256,)}
    late().when(ClaimObjectiveCause, LAN, **wanted).refused(DocumentNotAttached, "documents")
    document = {"name": "nhat-ky.pdf", "size": 1, "sha256": sha256, "address": "https://qlvb/1"}
    attached = late().then(AttachDocument, LAN, **document)
    assert attached.then(ClaimObjectiveCause, LAN, **wanted).events[-1].documents == (sha256,)


@pytest.mark.parametrize("leader", [HOA, BINH])
def test_the_head_of_the_division_or_of_the_agency_decides(leader: Any) -> None:
    case = claimed()
    said = {"reason": "Đã xem nhật ký"}
    confirmed = case.fact(
        ObjectiveCauseConfirmed, **VISIT, **said, confirmed_by=leader.id, confirmed_at=case.now
    )
    case.when(ConfirmObjectiveCause, leader, step=STEP, **said).then(confirmed)
    refused = case.fact(ObjectiveCauseRefused, **VISIT, refused_by=leader.id, refused_at=case.now)
    case.when(RefuseObjectiveCause, leader, step=STEP).then(refused)


def test_nobody_else_decides_and_nobody_on_their_own() -> None:
    case = claimed()
    for other in (THU, MINH, STRANGER, person("tr", "CCVC", Role.DIVISION_HEAD)):
        case.when(ConfirmObjectiveCause, other, step=STEP).refused(NotCompetent)
    head = replace(LAN, roles=frozenset({Role.DIVISION_HEAD, Role.AGENCY_HEAD}))
    case.when(ConfirmObjectiveCause, head, step=STEP).refused(OwnMatter)
    case.when(ConfirmObjectiveCause, replace(head, acting_for="binh"), step=STEP).refused(OwnMatter)


def test_what_is_decided_was_claimed_and_is_decided_once() -> None:
    late().when(RefuseObjectiveCause, BINH, step=STEP).refused(CauseNotClaimed, "step")
    case = claimed()
    case.when(RefuseObjectiveCause, BINH, step=STEP, visit=2).refused(CauseNotClaimed, "step")
    early = {"at": case.now - DAYS, "recorded_at": case.now}
    case.when(ConfirmObjectiveCause, BINH, step=STEP, **early).refused(EffectiveTooEarly, "at")
    case = case.then(ConfirmObjectiveCause, BINH, step=STEP)
    case.when(RefuseObjectiveCause, BINH, step=STEP).refused(CauseDecidedAlready, "step")


def sent_back() -> tuple[Story, int]:
    """Lan's work was sent back; and by which event."""
    case = in_time().then(HandOff, LAN, step=STEP)
    case = case.then(ReturnStep, MINH, step="tham-dinh", to=Target(step=STEP), reason="Thiếu")
    return case, len(case.events)


def test_a_leader_clears_a_return_of_completed_work_once() -> None:
    case, version = sent_back()
    asked = {"returned": version, "reason": "Biểu mẫu cũ"}
    cleared = case.fact(ReturnCleared, **asked, cleared_by="binh", cleared_at=case.now)
    case.when(ClearReturn, BINH, **asked).then(cleared)
    assert case.then(ClearReturn, HOA, **asked).events[-1].cleared_by == "hoa"
    case.when(ClearReturn, MINH, **asked).refused(NotCompetent)
    case.when(ClearReturn, replace(LAN, roles=BINH.roles), **asked).refused(OwnMatter)
    case.when(ClearReturn, BINH, returned=version - 1, reason="x").refused(ReturnUnknown, "returned")
    case = case.then(ClearReturn, BINH, **asked)
    case.when(ClearReturn, BINH, **asked).refused(ReturnClearedAlready, "returned")


def test_as_of_an_instant_a_claim_needs_nothing_that_took_effect_later() -> None:
    """A tree as of an instant lacks what was recorded before it and took effect after."""
    case = claimed().then(ConfirmObjectiveCause, BINH, step=STEP)
    claim, decision = case.events[-2:]
    state = CASE.fold([*opened().events, claim, decision])
    assert [one.confirmed for one in state.marks.claims.values()] == [True]
    assert CASE.fold([*opened().events, decision]).marks.claims == {}
    sent, version = sent_back()
    cleared = sent.then(ClearReturn, BINH, returned=version, reason="x").events[-1]
    assert CASE.fold([*opened().events, cleared]).marks.returns == {}
