"""`tthc verify` folds coordinations too: what a case's events lead to must stand there, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from services.sla.checks.case_events import CaseEvents
from services.sla.checks.clock_findings import ClockFindings
from services.sla.checks.following import Following
from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import AskedClockContinued, AskedClockStarted, AskedClockStopped
from services.sla.domain.recounting import Recount
from shared.contracts.sla import CoordinationDueSoon, CoordinationOverdue, OverdueWithdrawn
from shared.contracts.topics import Service
from shared.decider import by_itself
from shared.eventstore.records import RecordedEvent
from shared.runtime.checking import Followed
from shared.runtime.findings import Findings
from shared.working_time.days import Holiday
from tests.unit.sla.cases import (
    CASE,
    accepted,
    answered,
    case_cancelled,
    case_opened,
    opening,
    requested,
    resumed,
    sent_back,
    suspended,
    taken_up,
)
from tests.unit.sla.clocks import RECORDED_AT, Known, Told
from tests.unit.working_time.calendars import VIETNAM, hanoi, working_days

LIFE = (
    case_opened(
        "2026-03-02 07:30", opening("receive", limit=working_days(400)), time_limit=working_days(400)
    ),
    requested(2, "2026-03-02 08:30"),
    taken_up(3, "2026-03-02 09:00"),
    suspended(4, "2026-03-02 09:30"),
    resumed(5, "2026-03-02 10:30"),
    answered(6, "2026-03-02 11:00"),
    sent_back(7, "2026-03-02 13:30"),
    answered(8, "2026-03-02 16:00"),
    accepted(9, "2026-03-02 17:00"),
    requested(10, "2026-03-03 08:30", number=2, agency="SYT", silence_is_agreement=True),
    answered(11, "2026-03-03 14:30", number=2, agency="SYT", by_silence=True),
    requested(12, "2026-03-04 08:30", number=3, agency="SGD"),
    case_cancelled(13, "2026-03-05 08:30"),
)


def lived() -> list[Any]:
    """What the clock told: the second answer was swept before it was recorded."""
    case = Told()
    for told in LIFE:
        if told.version == 8:
            case.sweep("2026-03-02 15:15")
            case.sweep("2026-03-02 16:30")
        case.note(told)
    return case.events


def findings(events: list[Any], known: Known) -> list[str]:
    """What is wrong with the clock, each time by what was known."""
    found, cases = Findings(), CaseEvents()
    for told in LIFE:
        place = recorded(told.version, told.event, "case")
        cases.take(Followed(service=Service.CASES, event=told.event, recorded=place, settled=True))
    following = Following(cases, ClockFindings(found))
    following._known.at = lambda _recorded: known  # type: ignore[method-assign,assignment,return-value]
    for version, event in enumerate(events, 1):
        following.take(recorded(version, event, "clock"))
    following.end_of_cause(CASE, following.clocks[CASE])
    return [f"{one.where}: {one.expected} / {one.found}" for one in found.disagreements]


def recorded(version: int, event: Any, category: str) -> RecordedEvent:
    return RecordedEvent(
        stream=f"{category}-{CASE}",
        version=version,
        event=event,
        recorded_at=RECORDED_AT,
        command_id="",
        correlation_id="",
        causation_id="",
    )


def test_what_was_told_rightly_has_no_findings() -> None:
    events = lived()
    told = (CoordinationDueSoon, CoordinationOverdue, OverdueWithdrawn, AskedClockContinued)
    assert all(any(isinstance(event, kind) for event in events) for kind in told)
    assert findings(events, Known()) == []


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (AskedClockStarted, {"due_at": hanoi("2026-03-09 08:00")}),
        (AskedClockStopped, {"late": True}),
        (AskedClockContinued, {"due_at": hanoi("2026-03-09 08:00")}),
        (CoordinationOverdue, {"asked_agency": "SGD"}),
        (AskedClockStopped, {"waiting_for": ("SGD",)}),
    ],
)
def test_what_was_told_wrongly_is_named(kind: type, change: dict[str, Any]) -> None:
    events = lived()
    at = next(at for at, event in enumerate(events) if isinstance(event, kind))
    events[at] = replace(events[at], **change)
    assert any(f"version {at + 1}" in one for one in findings(events, Known()))


def test_what_is_missing_is_named() -> None:
    events = lived()
    at = next(at for at, event in enumerate(events) if isinstance(event, AskedClockStopped))
    del events[at]
    assert any("AskedClockStopped" in one for one in findings(events, Known()))


def test_a_recount_is_checked_from_before_what_it_took_back() -> None:
    day = Holiday(day=hanoi("2026-03-02 08:00").date(), name="Bão", source="Công điện")
    stormy = Known(calendars={"VN": replace(VIETNAM, holidays=(*VIETNAM.holidays, day))})
    case = Told()
    case.note(*LIFE[:2])
    case.sweep("2026-03-02 16:00")
    act = replace(by_itself(RECORDED_AT), recorded_at=RECORDED_AT)
    recount = CLOCK.decide(case.clock, Recount(reason="Bão"), act, stormy)
    names = [type(one).__name__ for one in recount]
    assert names == ["OverdueWithdrawn", "ClockRecounted", "EscalationAwaited"]
    assert _after(case.events, recount, stormy) == []
    wrong = [replace(recount[0], coordination=None), *recount[1:]]
    assert _after(case.events, wrong, stormy) != []


def _after(events: list[Any], recount: list[Any], known: Known) -> list[str]:
    """What is found of the recount: what came before it is checked by another calendar."""
    before = set(findings(events, known))
    return [one for one in findings([*events, *recount], known) if one not in before]
