"""`tthc verify` names a step that somebody holds who works no more where it lies."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.cases.checks.holders import GRACE, HolderCheck
from services.cases.domain.receiving import ReceiveStep
from shared.contracts.cases.steps import StepReleased
from shared.eventstore.records import RecordedEvent
from shared.runtime.findings import Area, Findings
from tests.unit.cases.builder import AGENCY, LAN, NUMBER, PEOPLE, opened

LEAVES = datetime(2026, 12, 8, 1, tzinfo=UTC)
LONG_AFTER = LEAVES + 2 * GRACE
STEP = "tiep-nhan"
HELD = opened().then(ReceiveStep, LAN, step=STEP)
RELEASED = HELD.fact(
    StepReleased,
    step=STEP,
    visit=1,
    division="VP",
    released_from="lan",
    released_by="system",
    released_at=LEAVES,
)


def recorded(stream: str, version: int, event: Any, at: datetime) -> RecordedEvent:
    return RecordedEvent(
        stream=stream,
        version=version,
        event=event,
        recorded_at=at,
        command_id="c",
        correlation_id=NUMBER,
        causation_id="c",
        notification_id=version,
    )


async def found(
    *later: Any, divisions: tuple[str, ...] = (), now: datetime, running: bool = True
) -> Findings:
    """What is found where Lan holds a step, and is told to work in these divisions from then on."""
    lan = PEOPLE.officials["lan"]
    findings = Findings()
    check = HolderCheck(findings)
    log = [(f"directory-{AGENCY}", lan), *((f"case-{NUMBER}", one) for one in HELD.events)]
    for place, (stream, event) in enumerate(log, start=1):
        check.take(recorded(stream, place - (stream[0] == "c"), event, LEAVES - timedelta(days=1)))
    left = replace(lan, divisions=divisions)
    check.take(recorded(f"directory-{AGENCY}", 2, left, LEAVES))
    for number, event in enumerate(later, start=len(HELD.events) + 1):
        check.take(recorded(f"case-{NUMBER}", number, event, LEAVES))
    await check.finish(now, running=running)
    return findings


async def test_a_step_of_who_left_is_named_with_its_case() -> None:
    findings = await found(now=LONG_AFTER)
    (one,) = findings.disagreements
    assert (one.area, one.where) == (Area.HOLDERS, f"case-{NUMBER} step {STEP}")
    assert "lan, who works there no more" in one.found
    assert findings.checked["held steps"] == 1


async def test_so_is_one_of_who_works_elsewhere_now() -> None:
    assert (await found(divisions=("PC",), now=LONG_AFTER)).count == 1


@pytest.mark.parametrize("later", [(RELEASED,), ()])
async def test_nobody_else_is(later: tuple[Any, ...]) -> None:
    """It was let go; or they work there as before."""
    findings = await found(*later, divisions=() if later else ("VP",), now=LONG_AFTER)
    assert (findings.count, findings.notes) == (0, [])


@pytest.mark.parametrize(("now", "running"), [(LEAVES + GRACE, True), (LONG_AFTER, False)])
async def test_the_sweeper_has_a_while_and_only_while_it_works(now: datetime, running: bool) -> None:
    findings = await found(now=now, running=running)
    assert findings.count == 0
    assert [one.where for one in findings.notes] == [f"case-{NUMBER} step {STEP}"]
