"""The asked agency answers, declines or asks back; the asker takes the answer, sends it back or withdraws."""

from dataclasses import replace
from typing import Any

import pytest

from services.cases.domain.cancelling import CancelCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.coordination.accepting import AcceptAnswer, ReturnAnswer
from services.cases.domain.coordination.answering import AnswerCoordination
from services.cases.domain.coordination.clarifying import AskClarification, GiveClarification
from services.cases.domain.coordination.declining import DeclineCoordination
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.coordination.requesting import RequestCoordination
from services.cases.domain.coordination.withdrawing import WithdrawCoordination
from services.cases.domain.documents import GivenDocument
from services.cases.domain.handing_off import HandOff
from services.cases.domain.suspending import SuspendCase
from services.cases.errors.coordination import (
    AnsweredByItsCase,
    ClarificationMissing,
    CoordinationNotAnswered,
    CoordinationNotOwed,
    CoordinationOver,
    CoordinationPending,
    CoordinationUnknown,
    DeclineIsTheHeads,
    NothingToClarify,
    NotOfAskedAgency,
)
from services.cases.errors.course import CaseAlreadyCancelled, CaseIsSuspended, ReasonMissing
from services.cases.errors.remarks import SecretRefused
from services.cases.errors.who import AgencyHeadOnly, AssignedToAnother, NotOfHoldingDivision
from shared.contracts.cases.coordination import (
    AnswerAccepted,
    AnswerReturned,
    AskedDocument,
    ClarificationAsked,
    ClarificationGiven,
    CoordinationAnswered,
    CoordinationDeclined,
    CoordinationReceived,
    CoordinationWithdrawn,
)
from shared.contracts.cases.steps import StepCompleted
from shared.errors import EffectiveInFuture, EffectiveTooEarly, RecordedTooLate
from shared.kernel import Actor, AnswerKind, ReturnGrounds
from shared.restating import restate
from tests.unit.cases.builder import BINH, HOA, HOUR, LAN, MINH, PROVINCE, THU, Story
from tests.unit.cases.coordination.asking import (
    ASKS,
    HUNG,
    LOG,
    QUESTION,
    THANH,
    TRADE,
    accepted,
    answered,
    asking,
    disputed,
    fact,
    taken,
    with_a_case,
)

CHILD = "STC-261207-0001"
PAPERS = (GivenDocument(name="a.pdf", size=1, sha256="0" * 64, address="https://vb/1"),)
TOLD = tuple(restate(AskedDocument, one) for one in PAPERS)
WHY = {"reason": "Thiếu căn cứ"}
#: What the asked agency may do, and what the asker.
ASKED_SIDE: list[tuple[type, dict[str, Any]]] = [
    (ReceiveCoordination, {}),
    (AnswerCoordination, {"kind": AnswerKind.AGREE}),
    (DeclineCoordination, WHY),
    (AskClarification, {"text": "?"}),
]
ASKING_SIDE: list[tuple[type, dict[str, Any]]] = [
    (AcceptAnswer, {}),
    (ReturnAnswer, WHY),
    (WithdrawCoordination, WHY),
    (GiveClarification, {"text": "!"}),
]


# --- who, and in which case ----------------------------------------------------------------------


@pytest.mark.parametrize(("command", "fields"), ASKED_SIDE)
@pytest.mark.parametrize("by", [LAN, BINH, TRADE, PROVINCE])
def test_only_the_asked_agency_answers(command: type, fields: dict[str, Any], by: Actor) -> None:
    asking().when(command, by, coordination=1, **fields).refused(NotOfAskedAgency, "coordination")


@pytest.mark.parametrize(("command", "fields"), ASKING_SIDE)
@pytest.mark.parametrize(
    ("by", "refusal"), [(THANH, NotOfHoldingDivision), (MINH, NotOfHoldingDivision), (THU, AssignedToAnother)]
)
def test_only_who_works_on_the_step_or_leads_acts_for_the_asker(
    command: type, fields: dict[str, Any], by: Actor, refusal: Any
) -> None:
    asking().when(command, by, coordination=1, **fields).refused(refusal)


@pytest.mark.parametrize(("command", "fields"), [*ASKED_SIDE, *ASKING_SIDE])
def test_of_what_was_never_asked_and_of_a_case_that_has_ended_nothing_is_done(
    command: type, fields: dict[str, Any]
) -> None:
    by = THANH if (command, fields) in ASKED_SIDE else LAN
    asking().when(command, by, coordination=7, **fields).refused(CoordinationUnknown, "coordination")
    ended = asking().then(CancelCase, BINH, reason="Rút hồ sơ")
    ended.when(command, by, coordination=1, **fields).refused(CaseAlreadyCancelled)


@pytest.mark.parametrize(("command", "fields"), ASKED_SIDE)
def test_a_suspended_asker_stops_nobody_else(command: type, fields: dict[str, Any]) -> None:
    asking().then(SuspendCase, BINH, reason="Chờ").then(command, THANH, coordination=1, **fields)


@pytest.mark.parametrize(("command", "fields"), ASKING_SIDE)
def test_but_itself(command: type, fields: dict[str, Any]) -> None:
    suspended = answered().then(SuspendCase, BINH, reason="Chờ")
    suspended.when(command, LAN, coordination=1, **fields).refused(CaseIsSuspended)


@pytest.mark.parametrize(("command", "fields"), [*ASKED_SIDE, *ASKING_SIDE])
def test_each_is_recorded_in_time_and_after_what_it_builds_on(command: type, fields: dict[str, Any]) -> None:
    story = asking().then(AskClarification, THANH, coordination=1, text="?")
    if command in (AcceptAnswer, ReturnAnswer):
        story = answered()
    by = THANH if (command, fields) in ASKED_SIDE else LAN
    days = 24 * HOUR

    def given(**times: Any) -> Any:
        return story.when(command, by, coordination=1, **fields, **times)

    given(at=story.now - 3 * HOUR).refused(EffectiveTooEarly, "at")
    given(at=story.now + HOUR).refused(EffectiveInFuture, "at")
    given(recorded_at=story.now + 5 * days).refused(RecordedTooLate, "at")


# --- to answer -----------------------------------------------------------------------------------


@pytest.mark.parametrize("story", [asking(), taken()])
@pytest.mark.parametrize("kind", AnswerKind)
def test_an_answer_is_given_directly_whether_the_request_was_taken_up_or_not(
    story: Story, kind: AnswerKind
) -> None:
    said: dict[str, Any] = {"kind": kind.value, "text": "Thống nhất", "documents": TOLD}
    given = fact(CoordinationAnswered, **said, answered_by="stc.thanh", answered_at=story.now)
    answer: dict[str, Any] = {"kind": kind, "text": "Thống nhất", "documents": PAPERS}
    after = story.when(AnswerCoordination, THANH, coordination=1, **answer).then(given)
    asked = after.state.coordinations[1]
    assert (asked.is_owed, asked.is_pending, asked.answer) == (False, True, kind)


def test_an_answer_is_owed_once() -> None:
    again = answered().when(AnswerCoordination, THANH, coordination=1, kind=AnswerKind.AGREE)
    again.refused(CoordinationNotOwed, "coordination")


def test_where_it_has_a_case_its_case_answers() -> None:
    story = with_a_case(asking())
    received = story.events[-1]
    assert received == fact(
        CoordinationReceived, child_case=CHILD, received_by="stc.thanh", received_at=story.now - HOUR
    )
    refused = story.when(AnswerCoordination, THANH, coordination=1, kind=AnswerKind.AGREE)
    assert refused.refused(AnsweredByItsCase, "coordination").values["case_number"] == CHILD


def test_the_step_waits_until_the_answer_is_taken() -> None:
    for story in (asking(), taken(), answered()):
        story.when(CompleteStep, LAN, step=ASKS).refused(CoordinationPending, ASKS)
    accepted().then(CompleteStep, LAN, step=ASKS)


# --- to decline ----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [THANH, HUNG])
def test_before_it_is_taken_up_any_official_declines_it(by: Actor) -> None:
    story = asking()
    declined = fact(CoordinationDeclined, **WHY, belongs_to="SCT", declined_by=by.id, declined_at=story.now)
    after = story.when(DeclineCoordination, by, coordination=1, **WHY, belongs_to="SCT").then(declined)
    assert not after.state.coordinations[1].is_pending


def test_afterwards_its_head_alone() -> None:
    story = taken()
    story.when(DeclineCoordination, THANH, coordination=1, **WHY).refused(DeclineIsTheHeads, "coordination")
    story.then(DeclineCoordination, HUNG, coordination=1, **WHY)
    story.then(DeclineCoordination, LOG, coordination=1, **WHY)


def test_the_case_that_it_had_opened_is_named() -> None:
    story = with_a_case(asking())
    declined = fact(
        CoordinationDeclined, **WHY, child_case=CHILD, declined_by="stc.hung", declined_at=story.now
    )
    story.when(DeclineCoordination, HUNG, coordination=1, **WHY).then(declined)


def test_what_is_answered_or_declined_is_declined_no_more_and_a_reason_is_needed() -> None:
    declined = asking().then(DeclineCoordination, THANH, coordination=1, **WHY)
    for story in (answered(), declined):
        story.when(DeclineCoordination, HUNG, coordination=1, **WHY).refused(CoordinationNotOwed)
    asking().when(DeclineCoordination, HUNG, coordination=1, reason=" ").refused(ReasonMissing, "reason")


# --- to ask back ---------------------------------------------------------------------------------


def test_the_asked_agency_asks_back_and_the_asker_tells_it() -> None:
    story = taken()
    question = fact(ClarificationAsked, text="Nguồn nào?", asked_by="stc.thanh", asked_at=story.now)
    story.when(AskClarification, THANH, coordination=1, text=" Nguồn nào? ").then(question)
    story = story.then(AskClarification, THANH, coordination=1, text="Nguồn nào?")
    told = fact(ClarificationGiven, text="Ngân sách tỉnh", documents=TOLD, given_by="lan", given_at=story.now)
    more: dict[str, Any] = {"text": "Ngân sách tỉnh", "documents": PAPERS}
    story.when(GiveClarification, LAN, coordination=1, **more).then(told)
    for by in (HOA, BINH):
        story.then(GiveClarification, by, coordination=1, **more)


def test_one_answer_tells_all_that_was_asked_back() -> None:
    ask = {"coordination": 1, "text": "?"}
    story = asking().then(AskClarification, THANH, **ask).then(AskClarification, HUNG, **ask)
    story = story.then(GiveClarification, LAN, coordination=1, text="!")
    story.when(GiveClarification, LAN, coordination=1, text="!").refused(NothingToClarify, "coordination")


def test_asking_back_moves_nothing_else() -> None:
    before = taken()
    after = before.then(AskClarification, THANH, coordination=1, text="?")
    was, now = (one.state.coordinations[1] for one in (before, after))
    assert (was.phase, was.pauses) == (now.phase, now.pauses)


def test_what_can_t_be_clarified() -> None:
    asking().when(GiveClarification, LAN, coordination=1, text="!").refused(NothingToClarify, "coordination")
    asking().when(AskClarification, THANH, coordination=1, text=" ").refused(ClarificationMissing, "text")
    asked_back = asking().then(AskClarification, THANH, coordination=1, text="?")
    asked_back.when(GiveClarification, LAN, coordination=1, text=" ").refused(ClarificationMissing, "text")
    answered().when(AskClarification, THANH, coordination=1, text="?").refused(CoordinationNotOwed)
    told = asked_back.then(AnswerCoordination, THANH, coordination=1, kind=AnswerKind.NO_OPINION)
    told.when(GiveClarification, LAN, coordination=1, text="!").refused(NothingToClarify)


@pytest.mark.parametrize("secret", ["Công văn Mật số 12/STC", "TUYỆT MẬT"])
def test_nothing_secret_is_written_here(secret: str) -> None:
    asked_back = asking().then(AskClarification, THANH, coordination=1, text="?")
    paper = replace(PAPERS[0], name=f"{secret}.pdf")
    ways: list[tuple[str, dict[str, Any]]] = [
        ("text", {"text": secret}),
        ("documents/0/name", {"text": "Có", "documents": (paper,)}),
    ]
    for where, fields in ways:
        answer = asking().when(AnswerCoordination, THANH, coordination=1, kind=AnswerKind.AGREE, **fields)
        answer.refused(SecretRefused, where)
        asked_back.when(GiveClarification, LAN, coordination=1, **fields).refused(SecretRefused, where)
    asking().when(AskClarification, THANH, coordination=1, text=secret).refused(SecretRefused, "text")


# --- to take the answer, or send it back ---------------------------------------------------------


@pytest.mark.parametrize("by", [LAN, HOA, BINH])
def test_the_asker_takes_the_answer(by: Actor) -> None:
    story = answered()
    taken_it = fact(AnswerAccepted, accepted_by=by.id, accepted_at=story.now)
    story.when(AcceptAnswer, by, coordination=1).then(taken_it)


def test_there_must_be_an_answer_to_take_or_to_send_back() -> None:
    declined = asking().then(DeclineCoordination, THANH, coordination=1, **WHY)
    for story in (asking(), taken(), accepted(), declined):
        story.when(AcceptAnswer, LAN, coordination=1).refused(CoordinationNotAnswered, "coordination")
        story.when(ReturnAnswer, LAN, coordination=1, **WHY).refused(CoordinationNotAnswered, "coordination")


def test_the_step_goes_on_by_itself_with_the_last_answer_that_it_needs() -> None:
    story = asking(goes_on_by_itself=True)
    story = story.then(RequestCoordination, LAN, step=ASKS, question=QUESTION)
    for number in (1, 2):
        kind = AnswerKind.AGREE
        story = story.then(AnswerCoordination, THANH, coordination=number, kind=kind)
    first = story.then(AcceptAnswer, LAN, coordination=1)
    assert [type(one) for one in first.events[len(story.events) :]] == [AnswerAccepted]
    second = first.then(AcceptAnswer, LAN, coordination=2)
    assert [type(one) for one in second.events[len(first.events) :]] == [AnswerAccepted, StepCompleted]
    assert second.state.visits[ASKS].completed


def test_it_doesn_t_where_the_answer_disagrees() -> None:
    story = disputed(goes_on_by_itself=True).then(AcceptAnswer, LAN, coordination=1)
    assert isinstance(story.events[-1], AnswerAccepted)


def test_after_its_return_an_answer_is_owed_again_and_the_time_between_doesn_t_count() -> None:
    story = answered()
    back = fact(AnswerReturned, **WHY, grounds="missing_input", returned_by="lan", returned_at=story.now)
    grounds = ReturnGrounds.MISSING_INPUT
    after = story.when(ReturnAnswer, LAN, coordination=1, **WHY, grounds=grounds).then(back)
    asked = after.state.coordinations[1]
    assert (asked.is_owed, asked.times_returned) == (True, 1)
    (between,) = asked.pauses
    assert (between.start, between.end) == (story.now - HOUR, story.now)
    story.when(ReturnAnswer, LAN, coordination=1, reason=" ").refused(ReasonMissing, "reason")


# --- to withdraw ---------------------------------------------------------------------------------


@pytest.mark.parametrize("story", [asking(), taken(), answered(), asking(role="informed")])
def test_what_is_open_is_withdrawn(story: Story) -> None:
    gone = fact(CoordinationWithdrawn, **WHY, withdrawn_by="lan", withdrawn_at=story.now)
    after = story.when(WithdrawCoordination, LAN, coordination=1, **WHY).then(gone)
    assert not after.state.coordinations[1].is_pending


def test_what_is_over_is_not_and_a_reason_is_needed() -> None:
    withdrawn = asking().then(WithdrawCoordination, LAN, coordination=1, **WHY)
    declined = asking().then(DeclineCoordination, THANH, coordination=1, **WHY)
    for story in (accepted(), withdrawn, declined):
        story.when(WithdrawCoordination, LAN, coordination=1, **WHY).refused(CoordinationOver, "coordination")
    asking().when(WithdrawCoordination, LAN, coordination=1, reason=" ").refused(ReasonMissing, "reason")


@pytest.mark.parametrize("by", [LAN, HOA, MINH, THANH, PROVINCE])
def test_once_the_step_is_left_the_head_alone_withdraws_it(by: Actor) -> None:
    story = asking(role="informed").then(CompleteStep, LAN, step=ASKS)
    story = story.worked("tham-dinh").then(HandOff, LAN, step=ASKS)
    story.when(WithdrawCoordination, by, coordination=1, **WHY).refused(AgencyHeadOnly)
    story.then(WithdrawCoordination, BINH, coordination=1, **WHY)


def test_a_withdrawn_question_may_be_asked_again() -> None:
    story = asking().then(WithdrawCoordination, LAN, coordination=1, **WHY)
    again = story.then(RequestCoordination, LAN, step=ASKS, question=QUESTION)
    assert again.state.coordinations[2].is_owed
