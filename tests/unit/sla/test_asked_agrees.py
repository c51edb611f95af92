"""The cases service, which answers for silence, and the clocks count one due instant, whatever happens."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.cases.domain.coordination.deadline import coordination_due
from services.cases.domain.deciders import CASE
from services.cases.domain.known import KnownNow
from services.cases.domain.tree.dues import due_of_coordination
from services.cases.domain.tree.recorded import CaseRecord, by_case
from services.cases.domain.tree.timeline import timeline
from services.sla.domain.clock import Clock
from services.sla.domain.deciders import CLOCK
from shared.working_time.days import Hours, LocalDifference
from tests.scenario import following_of
from tests.unit.sla.cases import (
    OF_CASE,
    CaseTold,
    accepted,
    answered,
    case_opened,
    declined,
    opening,
    requested,
    resumed,
    sent_back,
    successor_asked,
    suspended,
    withdrawn,
)
from tests.unit.sla.clocks import RECORDED_AT, Known, cause
from tests.unit.working_time.calendars import VIETNAM, calendar_days, hours, working_days

MORNINGS = LocalDifference(
    agency="STC",
    first_day=date(2026, 3, 4),
    last_day=date(2026, 3, 10),
    hours=(Hours(time(7, 30), time(11, 30)),),
    name="Bão",
    source="Công điện",
)
CALENDARS = {"VN": replace(VIETNAM, differences=(MORNINGS, replace(MORNINGS, agency="SNV", hours=())))}
KNOWN = KnownNow(calendars=CALENDARS)
NUMBER = OF_CASE["case_number"]
OPENED = case_opened(
    "2026-03-02 07:30",
    opening("receive", limit=working_days(40)),
    time_limit=working_days(60),
    step_names={"receive": "Tiếp nhận"},
)
LIMITS = st.sampled_from([hours(2), hours(8), hours(30), working_days(2), calendar_days(3)])
GAPS = st.sampled_from([0, 1, 30, 90, 240, 600, 1_440, 4_000])
#: By where the coordination stands: what may happen next, in a running case and in a suspended one.
NEXT = {
    "": ([requested, suspended], [resumed]),
    "owed": (
        [answered, declined, withdrawn, suspended, successor_asked],
        [answered, declined, resumed, successor_asked],
    ),
    "answered": (
        [sent_back, sent_back, accepted, withdrawn, suspended, successor_asked],
        [resumed, successor_asked],
    ),
    "over": ([suspended], [resumed]),
}
THEN = {requested: "owed", answered: "answered", sent_back: "owed", suspended: None, resumed: None}


@st.composite
def lives(draw):
    """A case that asks once, as the rules let it; answers may be recorded late."""
    now = since = datetime(2026, 3, 2, 7, 30, tzinfo=UTC) - timedelta(hours=7)
    told, stands, paused, moved = [OPENED], "", False, False
    for version in range(2, draw(st.integers(4, 14))):
        choices = NEXT[stands][paused]
        act = draw(st.sampled_from([one for one in choices if not (moved and one is successor_asked)]))
        now = now + timedelta(minutes=draw(GAPS))
        at = now
        if act in (answered, declined):
            at = since + (now - since) * draw(st.sampled_from([0, 0.3, 0.5, 0.9, 1]))
        local = (at + timedelta(hours=7)).replace(tzinfo=None).isoformat(sep=" ")
        told.append(requested(version, local, draw(LIMITS)) if act is requested else act(version, local))
        if act in (suspended, resumed):
            paused = act is suspended
        elif act is successor_asked:
            moved, since = True, at
        else:
            stands, since = THEN.get(act, "over"), at
    return told


def follow(clock: Clock, told: CaseTold) -> None:
    following = following_of(CLOCK, type(told.event))
    for event in CLOCK.follow(clock, following, told.event, cause(told), Known(calendars=CALENDARS)):
        CLOCK.evolve(clock, event)


@given(lives())
def test_cases_and_clocks_count_the_same_due_instant_after_every_event(life):
    case, clock = CASE.initial(), CLOCK.initial()
    for told in life:
        CASE.evolve(case, told.event)
        follow(clock, told)
        for number, asked in case.coordinations.items():
            assert clock.asked[number].timer.due_at == coordination_due(case, asked, KNOWN), told


def _recorded(told: CaseTold) -> CaseRecord:
    return CaseRecord(
        case_number=NUMBER,
        version=told.version,
        id="",
        causation_id="",
        recorded_at=RECORDED_AT,
        event=told.event,
    )


@given(lives(), GAPS)
def test_trees_and_clocks_say_the_same_of_what_is_late(life, minutes):
    clock = CLOCK.initial()
    for told in life:
        follow(clock, told)
    records = by_case(_recorded(told) for told in life)[NUMBER]
    as_of = records[-1].at + timedelta(minutes=minutes)
    line = timeline(records, as_of, KNOWN)
    assert line is not None
    for number, asked in line.state.coordinations.items():
        mine = clock.asked[number]
        late = mine.late if mine.stopped_at else mine.timer.is_late(as_of, clock.paused_since)
        due = due_of_coordination(line, asked, KNOWN)
        assert (mine.timer.due_at, late) == (due.at, due.late)
