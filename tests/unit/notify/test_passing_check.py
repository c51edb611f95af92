"""`tthc verify` sees a leader who wasn't told of buck-passing, and an entry that nothing led to."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.notify.checks.passing import PassingCheck
from services.notify.domain.delivery import delivery_key
from services.notify.domain.directory import OfficialReplicated
from shared.contracts.notify import NotificationAdded
from shared.contracts.source import event_id
from shared.contracts.topics import Service
from shared.eventstore.records import RecordedEvent
from shared.runtime.checking import Followed
from shared.runtime.findings import Findings
from tests.unit.notify.test_passing import AT, BETWEEN_AGENCIES, FOUND

CAUSE = event_id("cases", "case-SNV-260302-0001", 9)
BEFORE = AT - timedelta(days=30)


def recorded(stream: str, event: Any, at: datetime = AT, version: int = 9) -> RecordedEvent:
    return RecordedEvent(
        stream=stream,
        version=version,
        event=event,
        recorded_at=at,
        command_id="",
        correlation_id="",
        causation_id="",
    )


def listed(agency: str, official: str, role: str) -> RecordedEvent:
    event = OfficialReplicated(
        agency=agency,
        official=official,
        name=official,
        divisions=(),
        roles=(role,),
        agency_version=1,
        listed_at=BEFORE,
    )
    return recorded(f"directory-{agency}", event, BEFORE)


def entry(recipient: str, cause: str = CAUSE) -> RecordedEvent:
    key = delivery_key(cause, recipient)
    event = NotificationAdded(
        notification=key,
        recipient=recipient,
        agency="SNV",
        kind="buck_passing",
        case_number="SNV-260302-0001",
        between=("P2", "P1"),
        due_at=AT,
        cause=cause,
        added_at=AT,
    )
    return recorded(f"delivery-{key}", event)


async def findings_of(event: Any, *told: RecordedEvent, at: datetime = AT) -> int:
    findings = Findings()
    check = PassingCheck(findings)
    row = recorded("case-SNV-260302-0001", event, at)
    check.follow(Followed(service=Service.CASES, event=event, recorded=row, settled=True))
    people = (listed("SNV", "snv.head", "agency_head"), listed("UBND", "ct", "province_leader"))
    for one in (*people, *told):
        check.take(one)
    await check.finish(datetime.now(UTC), running=True)
    return findings.count


@pytest.mark.parametrize(("event", "leader"), [(FOUND, "snv.head"), (BETWEEN_AGENCIES, "ct")])
async def test_the_leader_above_must_have_been_told(event: Any, leader: str) -> None:
    assert await findings_of(event) == 1
    assert await findings_of(event, entry(leader)) == 0
    assert await findings_of(event, entry("somebody")) == 1


async def test_an_entry_needs_its_cause() -> None:
    assert await findings_of(FOUND, entry("snv.head"), entry("snv.head", "0f")) == 1


async def test_of_a_history_nobody_must_have_been_told() -> None:
    assert await findings_of(FOUND, at=AT + timedelta(days=5)) == 0
