"""An open step asks another agency: which, for what, until when, and who may."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.cases.domain.agencies import Agency
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.coordination.accepting import AcceptAnswer
from services.cases.domain.coordination.answering import AnswerCoordination
from services.cases.domain.coordination.declining import DeclineCoordination
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.coordination.requesting import RequestCoordination
from services.cases.domain.documents import GivenDocument
from services.cases.domain.suspending import SuspendCase
from services.cases.errors.coordination import (
    AgencyNotToBeAsked,
    AgencyOutside,
    AskedItself,
    CoordinationAlreadyReceived,
    CoordinationNotOwed,
    CoordinationUnknown,
    InformedOnly,
    LimitMustBeStated,
    NotOfAskedAgency,
    QuestionMissing,
    StepAsksNobody,
)
from services.cases.errors.course import CaseIsSuspended
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.remarks import DocumentNameMissing, DocumentRepeated
from services.cases.errors.steps import StepAlreadyCompleted, StepNotHeld, StepUnknown
from services.cases.errors.who import AssignedToAnother, NotOfHoldingDivision
from shared.contracts.cases.coordination import AskedDocument, CoordinationReceived, CoordinationRequested
from shared.contracts.vocabulary import TimeLimit
from shared.errors import EffectiveTooEarly
from shared.kernel import Actor, AnswerKind, CoordinationRole, Counting
from shared.restating import restate
from tests.unit.cases.builder import AGENCY, BINH, HOA, HOUR, LAN, MINH, PROVINCE, THU, Story, person
from tests.unit.cases.coordination.asking import (
    ASKS,
    HUNG,
    LOG,
    NEXT,
    OTHER,
    QUESTION,
    THANH,
    TRADE,
    TREE,
    asking,
    at_asking,
    fact,
    placed,
    taken,
)

FOUR_HOURS = TimeLimit.of(240, Counting.WORKING_HOURS)
PAPER = GivenDocument(name="a.pdf", size=1, sha256="0" * 64, address="https://vb/1")
ASK: dict[str, Any] = {"step": ASKS, "question": QUESTION}


def requested(story: Story, **fields: Any) -> Any:
    said = {"question": QUESTION, "time_limit": FOUR_HOURS, "requested_by": "lan", "requested_at": story.now}
    return fact(CoordinationRequested, **{"due_at": story.now + 6 * HOUR, **said, **fields})


def test_a_step_asks_whom_its_catalogue_names() -> None:
    story = at_asking(responding_procedure="STC-12", silence_is_agreement=True, goes_on_by_itself=True)
    rules = {
        "responding_procedure": "STC-12",
        "silence_is_agreement": True,
        "goes_on_by_itself": True,
    }
    story.when(RequestCoordination, LAN, **ASK, time_limit=FOUR_HOURS).then(requested(story, **rules))


def test_documents_go_with_the_question_and_it_has_a_name_elsewhere() -> None:
    story = at_asking()
    named: dict[str, Any] = {"external_reference": "12/SNV"}
    said = replace(PAPER, name=" a.pdf ", marking="Thường")
    scenario = story.when(RequestCoordination, LAN, **ASK, time_limit=FOUR_HOURS, documents=(said,), **named)
    scenario.then(requested(story, documents=(restate(AskedDocument, PAPER),), **named))


def test_a_document_has_a_name_and_goes_with_it_once() -> None:
    story = at_asking()
    unnamed = (PAPER, replace(PAPER, sha256="1" * 64, name=" "))
    story.when(RequestCoordination, LAN, **ASK, documents=unnamed).refused(
        DocumentNameMissing, "documents/1/name"
    )
    twice = (PAPER, replace(PAPER, name="b.pdf"))
    story.when(RequestCoordination, LAN, **ASK, documents=twice).refused(
        DocumentRepeated, "documents/1/sha256"
    )


@pytest.mark.parametrize("by", [BINH, HOA])
def test_the_head_of_the_division_and_that_of_the_agency_ask_as_well(by: Actor) -> None:
    story = at_asking()
    scenario = story.when(RequestCoordination, by, **ASK, time_limit=FOUR_HOURS)
    scenario.then(requested(story, requested_by=by.id))


def test_the_catalogue_s_limit_holds_where_none_is_stated_else_what_is_left_of_the_step() -> None:
    (by_rule,) = asking(time_limit=FOUR_HOURS).state.coordinations.values()
    assert by_rule.time_limit == FOUR_HOURS
    (by_step,) = asking().state.coordinations.values()
    assert by_step.time_limit == TimeLimit.of(
        6 * 60, Counting.WORKING_HOURS
    )  # it was opened two hours before


def test_the_role_may_be_stated_and_is_the_catalogue_s_else() -> None:
    (lead,) = asking(role="lead").state.coordinations.values()
    assert lead.role == CoordinationRole.LEAD
    story = at_asking(role="lead").then(RequestCoordination, LAN, **ASK, role=CoordinationRole.INFORMED)
    assert story.state.coordinations[1].role == CoordinationRole.INFORMED


def test_whom_a_decline_named_may_be_asked_instead() -> None:
    story = asking()
    story.when(RequestCoordination, LAN, **ASK, agency="SCT").refused(AgencyNotToBeAsked, "agency")
    story = story.then(DeclineCoordination, THANH, coordination=1, reason="Việc của SCT", belongs_to="SCT")
    story = story.then(RequestCoordination, LAN, **ASK, agency="SCT")
    assert story.state.coordinations[2].asked_agency == "SCT"
    assert story.state.coordinations[2].responding_procedure == ""


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (MINH, NotOfHoldingDivision),
        (THU, AssignedToAnother),
        (THANH, NotOfHoldingDivision),
        (PROVINCE, NotOfHoldingDivision),
    ],
)
def test_nobody_else_asks(by: Actor, refusal: Any) -> None:
    at_asking().when(RequestCoordination, by, **ASK).refused(refusal)


def test_what_can_t_be_asked() -> None:
    story = at_asking()
    story.when(RequestCoordination, LAN, step=ASKS, question="  ").refused(QuestionMissing, "question")
    story.when(RequestCoordination, MINH, step=OTHER, question="?").refused(StepAsksNobody, OTHER)
    story.when(RequestCoordination, LAN, step=NEXT, question="?").refused(StepNotHeld, NEXT)
    story.when(RequestCoordination, LAN, step="x", question="?").refused(StepUnknown, "x")
    story.when(RequestCoordination, LAN, **ASK, agency=AGENCY).refused(AskedItself, "agency")
    early = {"at": story.now - 2 * HOUR}
    story.when(RequestCoordination, LAN, **ASK, **early).refused(EffectiveTooEarly, "at")
    late = story.now + timedelta(days=3)
    story.when(RequestCoordination, LAN, **ASK, at=late, recorded_at=late).refused(
        LimitMustBeStated, "time_limit"
    )
    completed = story.then(CompleteStep, LAN, step=ASKS)
    completed.when(RequestCoordination, LAN, **ASK).refused(StepAlreadyCompleted, ASKS)
    suspended = story.then(SuspendCase, BINH, reason="Chờ")
    suspended.when(RequestCoordination, LAN, **ASK).refused(CaseIsSuspended)


def test_where_no_calendar_is_known_the_limit_must_be_the_catalogue_s_or_stated() -> None:
    story = at_asking()
    story.known.calendars = {}
    story.when(RequestCoordination, LAN, **ASK).refused(CalendarNotKnownYet)
    scenario = story.when(RequestCoordination, LAN, **ASK, time_limit=FOUR_HOURS)
    scenario.then(requested(story, due_at=None))


def test_what_is_asked_in_a_history_is_told_as_such() -> None:
    story = at_asking()
    taken_in = Story(
        replace(story.events[0], runs_on=True), *story.events[1:], now=story.now, known=story.known
    )
    scenario = taken_in.when(RequestCoordination, LAN, **ASK, time_limit=FOUR_HOURS)
    scenario.then(requested(story, history=True))


# --- several leads, and who is only informed -----------------------------------------------------


def test_of_several_leads_the_step_waits_for_each() -> None:
    story = asking(role="lead").then(RequestCoordination, LAN, **ASK)
    assert [one.role for one in story.state.coordinations.values()] == ["lead", "lead"]
    for number in (1, 2):
        assert next(one.number for one in story.state.coordinations.values() if one.is_pending) == number
        story = story.then(AnswerCoordination, THANH, coordination=number, kind=AnswerKind.AGREE)
        story = story.then(AcceptAnswer, LAN, coordination=number)
    story.then(CompleteStep, LAN, step=ASKS)


def test_who_is_informed_owes_nothing_and_the_step_doesn_t_wait() -> None:
    story = asking(role="informed", silence_is_agreement=True)
    assert not story.state.coordinations[1].is_owed
    story.then(CompleteStep, LAN, step=ASKS)
    answer = {"coordination": 1, "kind": AnswerKind.AGREE}
    story.when(AnswerCoordination, THANH, **answer).refused(CoordinationNotOwed, "coordination")
    story.when(DeclineCoordination, HUNG, coordination=1, reason="Không").refused(CoordinationNotOwed)
    story.when(ReceiveCoordination, THANH, coordination=1, opens_case=True).refused(
        InformedOnly, "opens_case"
    )


def test_who_is_informed_may_give_a_receipt() -> None:
    story = asking(role="informed")
    received = fact(CoordinationReceived, received_by="stc.thanh", received_at=story.now)
    after = story.when(ReceiveCoordination, THANH, coordination=1).then(received)
    assert not after.state.coordinations[1].is_owed


# --- an agency that isn't live -------------------------------------------------------------------

OUTSIDE = {**TREE, "STC": placed("STC", "UBND", None)}


def test_of_an_agency_that_isn_t_live_the_asker_records_the_acts() -> None:
    story = asking(OUTSIDE)
    assert story.state.coordinations[1].outside
    story.when(ReceiveCoordination, THANH, coordination=1).refused(NotOfAskedAgency)
    story = story.then(ReceiveCoordination, LAN, coordination=1)
    story.then(DeclineCoordination, LAN, coordination=1, reason="Không thuộc thẩm quyền")
    story = story.then(AnswerCoordination, LAN, coordination=1, kind=AnswerKind.AGREE)
    story.then(AcceptAnswer, LAN, coordination=1)


def test_it_opens_no_case() -> None:
    story = asking(OUTSIDE)
    scenario = story.when(ReceiveCoordination, LAN, coordination=1, opens_case=True)
    scenario.refused(AgencyOutside, "opens_case")


def test_it_is_live_from_its_first_day_on_and_one_that_nothing_is_known_of_is_taken_to_be() -> None:
    monday = {**TREE, "STC": placed("STC", "UBND", date(2026, 12, 7))}
    tuesday = {**TREE, "STC": placed("STC", "UBND", date(2026, 12, 8))}
    unknown = {**TREE, "STC": Agency()}
    found = [asking(tree).state.coordinations[1].outside for tree in (monday, tuesday, unknown)]
    assert found == [False, True, False]


# --- to take it up -------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [THANH, HUNG, LOG, person("stc.x", "CM", *THANH.roles, agency="STC")])
def test_any_official_of_the_asked_agency_takes_it_up_once(by: Actor) -> None:
    story = asking()
    received = fact(CoordinationReceived, received_by=by.id, received_at=story.now)
    story.when(ReceiveCoordination, by, coordination=1).then(received)
    taken().when(ReceiveCoordination, by, coordination=1).refused(CoordinationAlreadyReceived)


@pytest.mark.parametrize("by", [LAN, BINH, TRADE, PROVINCE])
def test_nobody_else_takes_it_up(by: Actor) -> None:
    asking().when(ReceiveCoordination, by, coordination=1).refused(NotOfAskedAgency, "coordination")


def test_what_was_never_asked_isn_t_there() -> None:
    asking().when(ReceiveCoordination, THANH, coordination=2).refused(CoordinationUnknown, "coordination")


def test_it_is_not_taken_up_before_it_was_asked() -> None:
    story = asking()
    early = {"at": story.now - 2 * HOUR}
    story.when(ReceiveCoordination, THANH, coordination=1, **early).refused(EffectiveTooEarly, "at")
