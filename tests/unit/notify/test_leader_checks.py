"""`tthc verify` sees a leader who wasn't told, who was told by mistake, and an entry that says otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.notify.checks.escalations import EscalationCheck
from services.notify.checks.leaders import LeaderCheck
from services.notify.checks.passing import PassingCheck
from services.notify.checks.reports import ReportCheck
from services.notify.domain.delivery import delivery_key
from services.notify.domain.directory import DelegationReplicated
from services.notify.domain.escalation_news import escalation_news
from services.notify.domain.leader_news import LeaderNews
from services.notify.domain.leaders import LeadingAgencyNoted
from services.notify.domain.passing_news import passing_news
from services.notify.domain.report_news import report_news
from shared.contracts.notify import NotificationAdded
from shared.contracts.source import event_id
from shared.contracts.topics import Service
from shared.eventstore.records import RecordedEvent
from shared.messaging.dead_letters import DeadLetterAdded, DeadLetterDropped
from shared.runtime.checking import Followed
from shared.runtime.findings import Findings
from tests.unit.notify.people import appointed
from tests.unit.notify.test_escalations import RAISED
from tests.unit.notify.test_passing import AT, BETWEEN_AGENCIES, FOUND
from tests.unit.notify.test_reports import CORRECTED, ISSUED, OF_PROVINCE

BEFORE = AT - timedelta(days=30)
STREAM = "stream-1"


@dataclass(frozen=True)
class Checked:
    """An event that leaders are told of, by which check, and whom."""

    check: type[LeaderCheck]
    service: Service
    event: Any
    news: LeaderNews | None
    leader: str

    @property
    def cause(self) -> str:
        return event_id(self.service, STREAM, 9)


def of(check: type[LeaderCheck], event: Any, leader: str) -> Checked:
    if check is PassingCheck:
        return Checked(check, Service.CASES, event, passing_news(event, AT), leader)
    news = escalation_news(event) if check is EscalationCheck else report_news(event)
    return Checked(check, Service.SLA, event, news, leader)


ALL = [
    of(PassingCheck, FOUND, "snv.head"),
    of(PassingCheck, BETWEEN_AGENCIES, "ct"),
    of(EscalationCheck, replace(RAISED, level="agency_head"), "snv.head"),
    of(EscalationCheck, replace(RAISED, level="province", told_agency=None), "ct"),
    of(ReportCheck, ISSUED, "snv.head"),
    of(ReportCheck, CORRECTED, "snv.head"),
    of(ReportCheck, OF_PROVINCE, "ct"),
]


def recorded(stream: str, event: Any, at: datetime = AT) -> RecordedEvent:
    return RecordedEvent(
        stream=stream,
        version=9,
        event=event,
        recorded_at=at,
        command_id="",
        correlation_id="",
        causation_id="",
    )


def listed(agency: str, name: str, role: str, at: datetime = BEFORE) -> RecordedEvent:
    return recorded(f"directory-{agency}", appointed(agency, name, role, at), at)


PEOPLE = (
    listed("SNV", "snv.head", "agency_head"),
    listed("UBND", "ct", "province_leader"),
    recorded("leaders-province", LeadingAgencyNoted(agency="UBND", noted_at=BEFORE), BEFORE),
)


def entry(one: Checked, recipient: str | None = None, **otherwise: Any) -> RecordedEvent:
    assert one.news is not None
    told = recipient or one.leader
    said = {"cause": one.cause, "agency": "UBND" if one.event is OF_PROVINCE else "SNV", **one.news.content}
    said.update(otherwise)
    key = delivery_key(said["cause"], told)
    event = NotificationAdded(notification=key, recipient=told, added_at=AT, **said)
    return recorded(f"delivery-{key}", event)


async def found(
    one: Checked, *log: RecordedEvent, people: Sequence[RecordedEvent] = PEOPLE, at: datetime = AT
) -> list[tuple[str, str]]:
    """What the check says of this log of notify."""
    findings = Findings()
    check = one.check(findings)
    row = recorded(STREAM, one.event, at)
    check.follow(Followed(service=one.service, event=one.event, recorded=row, settled=True))
    for each in (*people, *log):
        check.take(each)
    await check.finish(datetime.now(UTC), running=True)
    return [(each.expected, each.found) for each in findings.disagreements]


@pytest.mark.parametrize("one", ALL)
async def test_the_leader_must_have_been_told_and_nobody_else(one: Checked) -> None:
    assert await found(one, entry(one)) == []
    assert [said for _, said in await found(one)] == ["none"]
    both = await found(one, entry(one), entry(one, "somebody"))
    assert both == [(f"an entry of {one.leader}", "one of somebody")]


@pytest.mark.parametrize("one", ALL)
async def test_an_entry_needs_its_cause(one: Checked) -> None:
    ((_, said),) = await found(one, entry(one), entry(one, cause="0f"))
    assert said == "none with the id 0f"


@pytest.mark.parametrize("one", ALL)
async def test_an_entry_says_what_the_event_does(one: Checked) -> None:
    assert await found(one, entry(one, due_at=BEFORE)) != []
    agency = "UBND" if one.event is OF_PROVINCE else "SNV"
    elsewhere = await found(one, entry(one, agency="STC"))
    assert elsewhere == [(f"{{'agency': '{agency}'}}", "{'agency': 'STC'}")]


@pytest.mark.parametrize(
    "wrong", [{"edition": 1}, {"period": "2026-01"}, {"address": "/reports/2026-02.pdf?edition=1"}]
)
async def test_an_entry_names_the_edition_that_was_issued(wrong: dict[str, Any]) -> None:
    one = of(ReportCheck, CORRECTED, "snv.head")
    ((_, said),) = await found(one, entry(one, **wrong))
    assert str(next(iter(wrong.values()))) in said


@pytest.mark.parametrize("one", ALL)
async def test_who_came_later_or_acts_for_a_leader_is_told_where_somebody_was(one: Checked) -> None:
    agency = "UBND" if one.leader == "ct" else "SNV"
    delegation = DelegationReplicated(
        agency=agency,
        official=one.leader,
        delegate="deputy",
        first_day=date(2026, 3, 1),
        last_day=date(2026, 3, 9),
        agency_version=2,
        listed_at=BEFORE,
    )
    known = (*PEOPLE, recorded(f"directory-{agency}", delegation, BEFORE))
    assert await found(one, entry(one), entry(one, "deputy"), people=known) == []
    assert len(await found(one, entry(one), people=known)) == 1
    late = (*PEOPLE[1:], listed("SNV", "snv.head", "agency_head", AT)) if agency == "SNV" else PEOPLE[:1]
    assert await found(one, people=late) == []


@pytest.mark.parametrize("one", ALL)
async def test_of_a_dropped_dead_letter_it_is_only_noted(one: Checked) -> None:
    letter = DeadLetterAdded(
        key="1",
        consumer="notify",
        topic="tthc.sla",
        partition=0,
        offset=1,
        timestamp=0,
        reason="failed",
        detail="",
        stack="",
        event_id=one.cause,
        event_key=None,
        headers=(),
        value=None,
        value_bytes=0,
        added_at=AT,
    )
    dropped = DeadLetterDropped(dropped_by="operator", reason="x", dropped_at=AT)
    assert await found(one, recorded("deadletter-1", letter), recorded("deadletter-1", dropped)) == []


async def test_of_a_history_a_report_asked_for_and_what_is_over_nobody_must_have_been_told() -> None:
    assert await found(ALL[0], at=AT + timedelta(days=5)) == []
    assert await found(of(ReportCheck, replace(ISSUED, scheduled=False), "")) == []
    assert await found(of(EscalationCheck, replace(RAISED, over=True), "")) == []
