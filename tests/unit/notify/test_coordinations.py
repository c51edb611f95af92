"""Who is told of a coordination, once, and what of it; and that the check knows it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.notify.checks.notifications import NotificationCheck
from services.notify.domain.coordination_news import TOLD, news_of
from services.notify.domain.delivery import NotificationKind, delivery_key
from services.notify.domain.directory import Directory, OfficialReplicated
from services.notify.domain.texts import render
from shared.contracts.cases import coordination as told
from shared.contracts.declaring import told_in
from shared.contracts.notify import NotificationAdded, NotificationContent
from shared.contracts.source import event_id
from shared.contracts.topics import Service
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.eventstore.records import RecordedEvent
from shared.kernel import Counting, Role
from shared.runtime.checking import Followed
from shared.runtime.findings import Findings

AT = datetime(2027, 1, 6, 1, 40, tzinfo=UTC)
DUE = AT + timedelta(days=1)
CASE = "SNV-270106-0001"
ASKED: dict[str, Any] = {
    "case_number": CASE,
    "agency": "SNV",
    "procedure": "SNV-07",
    "edition": 2,
    "coordination": 2,
    "step": "tham-dinh",
    "visit": 1,
    "asked_agency": "STC",
    "division": "CCVC",
    "official": "snv.minh",
}
WHY = {"reason": "Chưa nêu căn cứ"}
LIMIT = TimeLimit.of(480, Counting.WORKING_HOURS)
REQUESTED = told.CoordinationRequested(
    **ASKED, time_limit=LIMIT, due_at=DUE, requested_by="snv.minh", requested_at=AT
)
ANSWERED = told.CoordinationAnswered(**ASKED, kind="agree", answered_by="stc.thanh", answered_at=AT)
RAISED: dict[str, Any] = {**ASKED, **WHY, "raised_by": "snv.minh", "raised_at": AT}
#: What happened, which kind of entry it makes, whose, and the instant that it is about.
NEWS: list[tuple[Any, NotificationKind, str, datetime]] = [
    (REQUESTED, NotificationKind.COORDINATION_REQUESTED, "stc.hung", DUE),
    (ANSWERED, NotificationKind.COORDINATION_ANSWERED, "snv.minh", AT),
    (
        told.CoordinationDeclined(**ASKED, **WHY, declined_by="stc.thanh", declined_at=AT),
        NotificationKind.COORDINATION_DECLINED,
        "snv.minh",
        AT,
    ),
    (
        told.CoordinationWithdrawn(**ASKED, **WHY, withdrawn_by="snv.minh", withdrawn_at=AT),
        NotificationKind.COORDINATION_WITHDRAWN,
        "stc.hung",
        AT,
    ),
    (
        told.ClarificationAsked(**ASKED, asked_by="stc.thanh", asked_at=AT),
        NotificationKind.CLARIFICATION_ASKED,
        "snv.minh",
        AT,
    ),
    (
        told.ClarificationGiven(**ASKED, given_by="snv.minh", given_at=AT),
        NotificationKind.CLARIFICATION_GIVEN,
        "stc.hung",
        AT,
    ),
    (
        told.AnswerReturned(**ASKED, **WHY, returned_by="snv.minh", returned_at=AT),
        NotificationKind.ANSWER_RETURNED,
        "stc.hung",
        AT,
    ),
    (
        told.DisagreementRaised(**RAISED, level="meeting", meets_at=DUE),
        NotificationKind.DISAGREEMENT_RAISED,
        "stc.hung",
        DUE,
    ),
    (
        told.DisagreementRaised(**RAISED, level="superior", superior="UBND"),
        NotificationKind.DISAGREEMENT_RAISED,
        "ubnd.tuan",
        AT,
    ),
    (
        told.DisagreementDecided(**ASKED, level="superior", decided_by="ubnd.tuan", decided_at=AT),
        NotificationKind.DISAGREEMENT_DECIDED,
        "snv.minh",
        AT,
    ),
]


def official(agency: str, name: str, role: Role, *divisions: str) -> OfficialReplicated:
    return OfficialReplicated(
        agency=agency,
        official=name,
        name=name,
        divisions=divisions,
        roles=(role.value,),
        agency_version=1,
        listed_at=AT - timedelta(days=9),
    )


OFFICIALS = [
    official("SNV", "snv.minh", Role.OFFICIAL, "CCVC"),
    official("SNV", "snv.hoa", Role.DIVISION_HEAD, "CCVC"),
    official("SNV", "snv.binh", Role.AGENCY_HEAD),
    official("STC", "stc.hung", Role.AGENCY_HEAD),
    official("UBND", "ubnd.tuan", Role.AGENCY_HEAD),
]


def directory(agency: str) -> Directory:
    return Directory(
        agency=agency, officials={one.official: one for one in OFFICIALS if one.agency == agency}
    )


def people(event: Any) -> tuple[str, ...]:
    news = news_of(event)
    return news.told_to(directory(news.agency)) if news is not None else ()


@pytest.mark.parametrize(("event", "kind", "recipient", "due_at"), NEWS)
def test_who_is_to_act_is_told(event: Any, kind: str, recipient: str, due_at: datetime) -> None:
    news = news_of(event)
    assert news is not None
    assert people(event) == (recipient,)
    assert (news.kind, news.due_at, news.coordination) == (kind, due_at, 2)


def test_of_all_but_what_the_acting_one_knows_anyway_and_what_goes_on_at_a_successor() -> None:
    beside = set(told_in(told)) - set(TOLD)
    assert beside == {told.CoordinationReceived, told.AnswerAccepted, told.CoordinationMoved}


def test_where_nobody_holds_the_step_its_division_head_is_told_then_the_agency_s() -> None:
    assert people(replace(ANSWERED, official=None)) == ("snv.hoa",)
    assert people(replace(ANSWERED, official=None, division=None)) == ("snv.binh",)


def test_nobody_is_told_of_a_history_of_what_they_did_or_of_who_isn_t_in_the_system() -> None:
    assert people(replace(ANSWERED, history=True)) == ()
    assert people(replace(ANSWERED, answered_by="snv.minh")) == ()
    assert people(replace(REQUESTED, outside=True)) == ()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("event", "kind", "recipient", "due_at"), NEWS)
def test_it_says_who_and_of_which_case(
    event: Any, kind: str, recipient: str, due_at: datetime, language: Language
) -> None:
    text = render(added(event, recipient), language)
    assert CASE in text.title + text.sentence
    assert "{" not in text.title + text.sentence
    other = "SNV" if recipient == "stc.hung" or "ubnd" in recipient else "STC"
    assert other in text.title + text.sentence


# --- what is checked -----------------------------------------------------------------------------


def added(event: Any, recipient: str) -> NotificationAdded:
    news = news_of(event)
    assert news is not None
    names = ("kind", "agency", "division", "case_number", "step", "visit", "coordination", "counterpart")
    cause = event_id(Service.CASES, f"case-{CASE}", 7)
    content = NotificationContent(
        recipient=recipient, due_at=news.due_at, cause=cause, **{name: getattr(news, name) for name in names}
    )
    said = {name: getattr(content, name) for name in NotificationContent.__dataclass_fields__}
    return NotificationAdded(**said, notification=delivery_key(cause, recipient), added_at=AT)


def recorded(stream: str, version: int, event: Any) -> RecordedEvent:
    return RecordedEvent(
        stream=stream,
        version=version,
        event=event,
        recorded_at=AT,
        command_id="",
        correlation_id="",
        causation_id="",
        notification_id=version,
    )


async def found(event: Any, entries: Sequence[NotificationAdded]) -> list[tuple[str, str]]:
    """What the check says where the event happened and these entries were made."""
    findings = Findings()
    check = NotificationCheck(findings)
    for one in OFFICIALS:
        listed = replace(recorded(f"directory-{one.agency}", 1, one), recorded_at=one.listed_at)
        check.take(listed)
    of_case = recorded(f"case-{CASE}", 7, event)
    check.follow(Followed(service=Service.CASES, event=event, recorded=of_case, settled=True))
    for entry in entries:
        check.take(recorded(f"delivery-{entry.notification}", 1, entry))
    await check.finish(AT, running=True)
    return [(one.expected, one.found) for one in findings.disagreements]


@pytest.mark.parametrize(("event", "kind", "recipient", "due_at"), NEWS)
async def test_the_check_expects_just_that_entry(
    event: Any, kind: str, recipient: str, due_at: datetime
) -> None:
    assert await found(event, [added(event, recipient)]) == []
    assert await found(event, []) == [(f"a notification: {kind} of {CASE}", "none")]


async def test_the_check_finds_an_entry_of_another_coordination_or_for_somebody_else() -> None:
    wrong = replace(added(ANSWERED, "snv.minh"), coordination=1)
    assert await found(ANSWERED, [wrong]) == [("{'coordination': 2}", "{'coordination': 1}")]
    ((expected, told_to), _) = await found(ANSWERED, [added(ANSWERED, "snv.hoa")])
    assert (expected, told_to) == ("a notification to snv.minh", "one to snv.hoa")
    history = replace(ANSWERED, history=True)
    assert await found(history, [added(ANSWERED, "snv.minh")]) != []
