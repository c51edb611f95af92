"""A disagreement: a meeting that the asker calls, then the superior of both; the step waits for it."""

from typing import Any

import pytest

from services.cases.domain.cancelling import CancelCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.coordination.accepting import AcceptAnswer, ReturnAnswer
from services.cases.domain.coordination.answering import AnswerCoordination
from services.cases.domain.coordination.disagreeing import DecideDisagreement, RaiseDisagreement
from services.cases.domain.coordination_state import DisagreementLevel
from services.cases.domain.suspending import SuspendCase
from services.cases.errors.coordination import CoordinationUnknown, DisagreementUndecided
from services.cases.errors.course import CaseAlreadyCancelled, CaseIsSuspended, ReasonMissing
from services.cases.errors.disagreement import (
    DecisionIsTheSuperiors,
    DecisionMissing,
    DisagreementAlreadyRaised,
    DisagreementNotRaised,
    MeetingComesFirst,
    MeetingTimeMissing,
    NoSuperior,
    NothingDisputed,
)
from services.cases.errors.who import AgencyHeadOnly, AssignedToAnother, NotOfHoldingDivision
from shared.contracts.cases.coordination import DisagreementDecided, DisagreementRaised
from shared.errors import EffectiveTooEarly
from shared.kernel import Actor, AnswerKind
from tests.unit.cases.builder import BINH, HOA, HOUR, LAN, MINH, PROVINCE, THU, Story
from tests.unit.cases.coordination.asking import (
    ASKS,
    CHAIR,
    HUNG,
    LOG,
    THANH,
    TRADE,
    answered,
    asking,
    disputed,
    fact,
    placed,
)

WHY = {"reason": "Không thống nhất nguồn kinh phí"}
MEETING, SUPERIOR = DisagreementLevel.MEETING, DisagreementLevel.SUPERIOR


def in_a_meeting(**rule: Any) -> Story:
    story = disputed(**rule)
    called: dict[str, Any] = {"level": MEETING, "meets_at": story.now + HOUR}
    return story.then(RaiseDisagreement, LAN, coordination=1, **called, **WHY)


def before_the_superior(**rule: Any) -> Story:
    return in_a_meeting(**rule).then(RaiseDisagreement, LAN, coordination=1, level=SUPERIOR, **WHY)


@pytest.mark.parametrize("by", [LAN, HOA, BINH])
def test_the_asker_calls_a_meeting(by: Actor) -> None:
    story = disputed()
    meets_at = story.now + 24 * HOUR
    raised = fact(
        DisagreementRaised, level="meeting", meets_at=meets_at, **WHY, raised_by=by.id, raised_at=story.now
    )
    ask: dict[str, Any] = {"level": MEETING, "meets_at": meets_at, **WHY}
    story.when(RaiseDisagreement, by, coordination=1, **ask).then(raised)


def test_a_meeting_may_be_moved() -> None:
    story = in_a_meeting()
    later: dict[str, Any] = {"level": MEETING, "meets_at": story.now + 48 * HOUR}
    story.then(RaiseDisagreement, LAN, coordination=1, **later, **WHY)


def test_after_the_meeting_the_nearest_agency_above_both_is_to_decide() -> None:
    story = in_a_meeting()
    raised = fact(
        DisagreementRaised, level="superior", superior="UBND", **WHY, raised_by="lan", raised_at=story.now
    )
    story.when(RaiseDisagreement, LAN, coordination=1, level=SUPERIOR, **WHY).then(raised)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(MINH, NotOfHoldingDivision), (THU, AssignedToAnother), (THANH, NotOfHoldingDivision)],
)
def test_nobody_else_raises_it(by: Actor, refusal: Any) -> None:
    disputed().when(RaiseDisagreement, by, coordination=1, level=SUPERIOR, **WHY).refused(refusal)


def raising(story: Story, **fields: Any) -> Any:
    return story.when(RaiseDisagreement, LAN, **{"coordination": 1, "level": SUPERIOR, **WHY, **fields})


def test_what_can_t_be_raised() -> None:
    at = disputed().now
    for agreed in (asking(), answered(), disputed().then(ReturnAnswer, LAN, coordination=1, **WHY)):
        raising(agreed).refused(NothingDisputed, "coordination")
    raising(disputed(), coordination=2).refused(CoordinationUnknown, "coordination")
    raising(disputed()).refused(MeetingComesFirst, "level")
    raising(disputed(), level=MEETING).refused(MeetingTimeMissing, "meets_at")
    raising(disputed(), level=MEETING, meets_at=at - HOUR).refused(MeetingTimeMissing, "meets_at")
    raising(in_a_meeting(), reason=" ").refused(ReasonMissing, "reason")
    raising(in_a_meeting(), at=at - 2 * HOUR).refused(EffectiveTooEarly, "at")
    for level in DisagreementLevel:
        raising(before_the_superior(), level=level, meets_at=at + 24 * HOUR).refused(
            DisagreementAlreadyRaised, "coordination"
        )
    raising(in_a_meeting().then(SuspendCase, BINH, reason="Chờ")).refused(CaseIsSuspended)
    raising(in_a_meeting().then(CancelCase, BINH, reason="Rút")).refused(CaseAlreadyCancelled)


def test_of_agencies_that_have_none_in_common_nobody_is_asked() -> None:
    alone = {"SNV": placed("SNV", None), "STC": placed("STC", None)}
    raising(in_a_meeting(tree=alone)).refused(NoSuperior, "level")


# --- what is decided -----------------------------------------------------------------------------


def deciding(story: Story, by: Actor, **fields: Any) -> Any:
    return story.when(DecideDisagreement, by, **{"coordination": 1, "decision": "Dùng ngân sách", **fields})


def decided(story: Story, level: str, by: Actor) -> Any:
    said = {"decision": "Dùng ngân sách", "decided_by": by.name, "decided_at": story.now}
    return fact(DisagreementDecided, level=level, **said)


def test_a_meeting_s_decision_is_recorded_by_the_head_of_the_asking_agency() -> None:
    story = in_a_meeting()
    deciding(story, BINH).then(decided(story, "meeting", BINH))
    for by in (LAN, HOA, HUNG, CHAIR, PROVINCE):
        deciding(story, by).refused(AgencyHeadOnly)


@pytest.mark.parametrize("by", [CHAIR, PROVINCE])
def test_the_superior_s_by_its_head_or_by_a_leader_of_the_province(by: Actor) -> None:
    story = before_the_superior()
    deciding(story, by).then(decided(story, "superior", by))


@pytest.mark.parametrize("by", [LAN, BINH, HUNG, THANH, TRADE])
def test_nobody_else_decides(by: Actor) -> None:
    deciding(before_the_superior(), by).refused(DecisionIsTheSuperiors, "coordination")


def test_a_history_tells_what_was_decided() -> None:
    for story in (in_a_meeting(), before_the_superior()):
        story.then(DecideDisagreement, LOG, coordination=1, decision="Dùng ngân sách")


def test_a_suspended_asker_stops_the_superior_no_more_than_others() -> None:
    deciding(in_a_meeting().then(SuspendCase, BINH, reason="Chờ"), BINH).refused(CaseIsSuspended)
    suspended = before_the_superior().then(SuspendCase, BINH, reason="Chờ")
    suspended.then(DecideDisagreement, CHAIR, coordination=1, decision="Dùng ngân sách")


def test_what_can_t_be_decided() -> None:
    story = in_a_meeting()
    deciding(disputed(), BINH).refused(DisagreementNotRaised, "coordination")
    deciding(answered(), BINH).refused(NothingDisputed, "coordination")
    deciding(story, BINH, coordination=2).refused(CoordinationUnknown, "coordination")
    deciding(story, BINH, decision=" ").refused(DecisionMissing, "decision")
    deciding(story, BINH, at=story.now - 2 * HOUR).refused(EffectiveTooEarly, "at")
    deciding(story.then(CancelCase, BINH, reason="Rút"), BINH).refused(CaseAlreadyCancelled)
    twice = story.then(DecideDisagreement, BINH, coordination=1, decision="Dùng ngân sách")
    deciding(twice, BINH).refused(NothingDisputed, "coordination")


def test_the_step_goes_on_once_it_is_decided_or_the_answer_was_returned_and_given_anew() -> None:
    story = in_a_meeting().then(AcceptAnswer, LAN, coordination=1)
    story.when(CompleteStep, LAN, step=ASKS).refused(DisagreementUndecided, ASKS)
    settled = story.then(DecideDisagreement, BINH, coordination=1, decision="Dùng ngân sách")
    settled.then(CompleteStep, LAN, step=ASKS)
    again = disputed().then(ReturnAnswer, LAN, coordination=1, **WHY)
    again = again.then(AnswerCoordination, THANH, coordination=1, kind=AnswerKind.AGREE)
    again.then(AcceptAnswer, LAN, coordination=1).then(CompleteStep, LAN, step=ASKS)


def test_a_later_disagreement_begins_anew() -> None:
    story = in_a_meeting().then(DecideDisagreement, BINH, coordination=1, decision="Dùng ngân sách")
    story = story.then(ReturnAnswer, LAN, coordination=1, **WHY)
    story = story.then(AnswerCoordination, THANH, coordination=1, kind=AnswerKind.DISAGREE)
    deciding(story, BINH).refused(DisagreementNotRaised)
    raising(story).refused(MeetingComesFirst)
