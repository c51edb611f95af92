"""Whatever is asked of whatever procedure, a case keeps its laws; they are judged from the events alone."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import msgspec
from hypothesis import given, note, settings
from hypothesis import strategies as st

from services.cases.domain.case import Case, Phase
from services.cases.domain.deadline import deadline_of, deadline_of_visit
from services.cases.domain.deciders import CASE
from services.cases.domain.known import KnownNow
from services.cases.domain.procedure import PROCEDURE, Procedure
from services.sla.domain.deciders import CLOCK
from services.sla.domain.known import KnownNow as ClockKnows
from shared.contracts.cases import objective_causes
from shared.contracts.cases.coordination import CoordinationEvent
from shared.contracts.cases.course import CaseMoved, HistoryEnded, HistoryResumed
from shared.contracts.cases.passing import BuckPassingDetected
from shared.contracts.cases.steps import StepReleased
from shared.contracts.catalog.procedures import Stage
from shared.contracts.declaring import told_in
from shared.decider import Act
from shared.errors import Refusal
from tests.unit.cases.builder import AGENCY, CODE, adopted, stage, step
from tests.unit.cases.ledger import Ledger
from tests.unit.cases.walker import IMPORTER, NOW, OTHER_CASES, PEOPLE, Walker, procedures
from tests.unit.working_time.calendars import VIETNAM


def known_of(procedure: Procedure) -> KnownNow:
    return KnownNow(
        number="S-1",
        directories={AGENCY: PEOPLE},
        procedures={(AGENCY, CODE): procedure},
        calendars={"VN": VIETNAM},
        agencies=OTHER_CASES,
    )


def decided(walker: Walker, state: Case, procedure: Procedure, now: datetime) -> list[Any]:
    """What the walker's next command makes; a refusal makes nothing, and neither changes the state."""
    before, refused = msgspec.json.encode(state), None
    try:
        if state.phase is Phase.UNOPENED:
            command, act = walker.opening(), Act(by=IMPORTER, at=NOW, recorded_at=NOW)
        else:
            command, act = walker.command(state, now)
        happened = CASE.decide(state, command, act, known_of(procedure))
        assert happened, "no command succeeds and changes nothing"
    except Refusal as refusal:
        happened, refused = [], type(refusal)
    if refused is not None:
        assert refused in CASE.decisions[type(command)].refuses, "a decision names its refusals"
    assert msgspec.json.encode(state) == before, "a decision changes nothing by itself"
    return happened


@settings(max_examples=150, deadline=None)
@given(procedures(), st.integers(0, 2**32), st.integers(1, 80))
def test_a_case_keeps_its_laws(stages: tuple[Stage, ...], seed: int, length: int) -> None:
    procedure = PROCEDURE.fold([adopted(stages=stages, in_force_from=date(2026, 1, 1))])
    walker, ledger = Walker(Random(seed), stages), Ledger(stages, NOW)
    history: list[Any] = []
    state = Case()
    for hour in range(length):
        for happened in decided(walker, state, procedure, NOW + timedelta(hours=hour)):
            ledger.take(happened)
            state = CASE.evolve(state, happened)
            history.append(happened)
            note(type(happened).__name__)
        assert set(state.open_steps()) == set(ledger.open)
        assert state.latest_at == ledger.latest_at
    assert CASE.fold(history) == state, "the state follows from the events alone"
    assert (state.phase in (Phase.COMPLETED, Phase.CANCELLED)) == (ledger.end is not None)
    check_clock(state, history, procedure)
    for happened in history:
        assert msgspec.json.decode(msgspec.json.encode(happened), type=type(happened)) == happened
    assert msgspec.json.decode(msgspec.json.encode(state), type=Case) == state


def check_clock(state: Case, history: list[Any], procedure: Procedure) -> None:
    """The sla service's clock of the case is of one mind with it, whatever happened."""
    clock, knows = CLOCK.initial(), ClockKnows(calendars={"VN": VIETNAM}, recorded_at=NOW)
    for version, event in enumerate(history, 1):
        for change in CLOCK.apply(clock, event, version, knows):
            clock = CLOCK.evolve(clock, change)
    assert clock.is_running == (state.phase in (Phase.RUNNING, Phase.SUSPENDED))
    assert held(clock.open.values()) == held(one for one in state.visits.values() if not one.completed)
    if state.phase is Phase.RUNNING:
        found = deadline_of(state, known_of(procedure))
        assert found is not None
        assert found.at == clock.case_timer.due_at
        for visit in clock.open.values():
            assert visit.timer.due_at == deadline_of_visit(
                state, state.visits[visit.step], VIETNAM.of(AGENCY)
            )


def held(visits: Iterable[Any]) -> dict[str, tuple[int, str, str | None]]:
    return {one.step: (one.number, one.division, one.official) for one in visits}


def test_the_walk_meets_every_event() -> None:
    stages = (
        stage("g0", step("g0b0", "A", "B"), step("g0b1", "B")),
        stage("g1", step("g1b0", "A", optional=True)),
        stage("g2", step("g2b0", "B", "A")),
    )
    procedure = PROCEDURE.fold([adopted(stages=stages, in_force_from=date(2026, 1, 1))])
    met: set[type] = set()
    for seed in range(60):
        walker, state = Walker(Random(seed), stages), Case()
        for hour in range(60):
            for happened in decided(walker, state, procedure, NOW + timedelta(hours=hour)):
                state = CASE.evolve(state, happened)
                met.add(type(happened))
    # by an importer; nobody of the walk leaves; no agency ends; of several cases and their events
    elsewhere = {HistoryEnded, HistoryResumed, StepReleased, BuckPassingDetected, CaseMoved}
    elsewhere |= set(told_in(objective_causes))  # work that is done is contested; none of it moves the case
    alone = {one for one in CASE.events if not issubclass(one, CoordinationEvent)} - elsewhere
    assert met == alone
