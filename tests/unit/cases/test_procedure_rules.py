"""A case is suspended and extended as its procedure allows: only there, so often, so long, and in time."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases.domain.deadline import deadline_of
from services.cases.domain.extending import ExtendCase
from services.cases.domain.known import KnownNow
from services.cases.domain.procedure import PROCEDURE
from services.cases.domain.suspending import ResumeCase, SuspendCase, suspension_over
from services.cases.errors.course import DueNotLater
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.procedure_rules import (
    ExtensionAfterDue,
    ExtensionNotForeseen,
    ExtensionsUsedUp,
    ExtensionTooLate,
    ExtensionTooLong,
    SuspensionNotForeseen,
    SuspensionsUsedUp,
)
from services.sla.domain.clock import Clock
from services.sla.domain.deciders import CLOCK
from services.sla.domain.known import KnownNow as ClockKnows
from shared.contracts.cases.course import CaseResumed
from shared.contracts.catalog.parts import ExtensionRule, SuspensionRule
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.working_time.days import Holiday
from tests.unit.cases.builder import (
    AGENCY,
    BINH,
    CODE,
    HOUR,
    IMPORTER,
    KNOWN,
    MONDAY,
    PEOPLE,
    Story,
    adopted,
    opened,
)
from tests.unit.working_time.calendars import VIETNAM, calendar_days, hanoi, hours, working_days

#: The sample's limit is 40 working hours from Monday, 7 December 2026, 08:00.
DUE = hanoi("2026-12-14 08:00")
CONDITIONS = "Hồ sơ chưa đủ thành phần (Điều 9)"


def under(calendars: Any = None, **rules: Any) -> Story:
    """A case of a procedure with these rules, and without the others."""
    rules = {"suspension": None, "extension": None, **rules}
    known = KnownNow(
        number=KNOWN.number,
        directories={AGENCY: PEOPLE},
        procedures={(AGENCY, CODE): PROCEDURE.fold([adopted(**rules)])},
        calendars={"VN": VIETNAM} if calendars is None else calendars,
    )
    return opened(known=known)


def suspendable(**rule: Any) -> Story:
    return under(suspension=SuspensionRule(conditions=CONDITIONS, **rule))


def extendable(**rule: Any) -> Story:
    return under(extension=ExtensionRule(conditions=CONDITIONS, **rule))


def extended(case: Story, due_at: datetime, **fields: Any) -> Any:
    return case.when(ExtendCase, BINH, due_at=due_at, reason="Phức tạp", **fields)


def suspended(case: Story, **fields: Any) -> Any:
    return case.when(SuspendCase, BINH, reason="Chờ", **fields)


# ---- only where the procedure has the rule


def test_where_none_is_foreseen_there_is_none() -> None:
    suspended(under()).refused(SuspensionNotForeseen)
    extended(under(), DUE + HOUR).refused(ExtensionNotForeseen)


def test_a_history_is_bound_by_it_like_everybody() -> None:
    under().when(SuspendCase, IMPORTER, reason="Chờ").refused(SuspensionNotForeseen)
    under().when(ExtendCase, IMPORTER, reason="x", due_at=DUE + HOUR).refused(ExtensionNotForeseen)


def test_the_rule_is_that_of_the_edition_under_which_the_case_was_opened() -> None:
    case = suspendable()
    PROCEDURE.evolve(case.known.procedure(AGENCY, CODE), adopted(edition=2, suspension=None))
    assert case.then(SuspendCase, BINH, reason="Chờ").state.suspensions == 1
    extended(case, DUE + HOUR).refused(ExtensionNotForeseen)


def test_the_reason_stands_beside_what_the_procedure_allows() -> None:
    pause = suspendable().then(SuspendCase, BINH, reason="Chờ giấy tờ").events[-1]
    assert (pause.reason, pause.conditions) == ("Chờ giấy tờ", CONDITIONS)
    more = extendable().then(ExtendCase, BINH, reason="Phức tạp", due_at=DUE + HOUR).events[-1]
    assert (more.reason, more.conditions) == ("Phức tạp", CONDITIONS)


# ---- how often


def test_a_case_is_suspended_as_often_as_the_procedure_allows() -> None:
    case = suspendable(most_times=2)
    for _ in range(2):
        case = case.then(SuspendCase, BINH, reason="Chờ").then(ResumeCase, BINH)
    assert "2" in suspended(case).refused(SuspensionsUsedUp).message(Language.VI)


def test_a_case_is_extended_as_often_as_the_procedure_allows() -> None:
    case = extendable().then(ExtendCase, BINH, reason="x", due_at=DUE + HOUR)
    extended(case, DUE + 2 * HOUR).refused(ExtensionsUsedUp)


# ---- how long


@pytest.mark.parametrize(
    ("longest", "latest"),
    [
        (hours(8), "2026-12-15 08:00"),
        (working_days(2), "2026-12-16 17:30"),
        (calendar_days(5), "2026-12-22 00:00"),  # the 19th is a Saturday: moved to the 21st
    ],
)
def test_one_extension_gives_so_much(longest: TimeLimit, latest: str) -> None:
    case, last = extendable(longest=longest), hanoi(latest)
    refusal = extended(case, last + timedelta(seconds=1)).refused(ExtensionTooLong, "due_at")
    assert refusal.values["latest"] == last
    assert case.then(ExtendCase, BINH, reason="x", due_at=last).state.due_at == last


def test_an_extension_of_days_is_counted_from_the_last_day() -> None:
    rule = ExtensionRule(conditions=CONDITIONS, longest=calendar_days(1))
    by_days = under(extension=rule, time_limit=calendar_days(3))  # due at the 24:00 of Thursday, the 10th
    extended(by_days, hanoi("2026-12-12 00:01")).refused(ExtensionTooLong)
    assert by_days.then(ExtendCase, BINH, reason="x", due_at=hanoi("2026-12-12 00:00")).state.extensions == 1


@pytest.mark.parametrize("minutes", [-60, 0])
def test_an_extension_never_brings_the_deadline_forward(minutes: int) -> None:
    """Whether or not the procedure has the rule: it is no extension."""
    for case in (extendable(), under()):
        refusal = extended(case, DUE + timedelta(minutes=minutes)).refused(DueNotLater, "due_at")
        assert refusal.values["present"] == DUE


def test_the_deadline_is_counted_with_the_pauses_that_moved_it() -> None:
    rules = {"suspension": SuspensionRule(conditions="x"), "extension": ExtensionRule(conditions="x")}
    case = under(**rules).then(SuspendCase, BINH, reason="Chờ", at=hanoi("2026-12-07 09:00"))
    case = case.then(ResumeCase, BINH, at=hanoi("2026-12-08 09:00"))
    later = {"at": hanoi("2026-12-08 10:00"), "recorded_at": hanoi("2026-12-08 10:00")}
    moved = hanoi("2026-12-15 08:00")
    assert extended(case, moved, **later).refused(DueNotLater).values["present"] == moved
    extended(case, moved + HOUR, **later)


# ---- until when


@pytest.mark.parametrize(
    ("ask_before", "last"),
    [
        (None, "2026-12-14 07:59"),
        (hours(8), "2026-12-11 08:00"),
        (working_days(2), "2026-12-10 23:59"),
        (calendar_days(3), "2026-12-11 23:59"),
    ],
)
def test_an_extension_is_granted_in_time(ask_before: TimeLimit | None, last: str) -> None:
    case, moment = extendable(ask_before=ask_before), hanoi(last)
    late = moment + timedelta(minutes=1)
    why = ExtensionTooLate if ask_before else ExtensionAfterDue
    refusal = extended(case, DUE + 8 * HOUR, at=late, recorded_at=late).refused(why, "at")
    assert refusal.values["due_at"] == DUE
    assert case.then(ExtendCase, BINH, reason="x", due_at=DUE + 8 * HOUR, at=moment).state.extensions == 1


def test_refusals_say_what_the_procedure_allows() -> None:
    late = hanoi("2026-12-13 08:00")
    refusal = extended(extendable(ask_before=hours(8)), DUE + HOUR, at=late, recorded_at=late)
    told = refusal.refused(ExtensionTooLate)
    assert "8 giờ làm việc" in told.message(Language.VI)
    assert "8 h of working time" in told.message(Language.EN)
    long = extended(extendable(longest=working_days(3)), DUE + timedelta(days=90)).refused(ExtensionTooLong)
    assert "3 ngày làm việc" in long.message(Language.VI)


def test_without_the_calendar_nothing_is_counted() -> None:
    rule = ExtensionRule(conditions="x")
    extended(under({}, extension=rule), DUE + HOUR).refused(CalendarNotKnownYet)
    suspended(under({}, suspension=SuspensionRule(conditions="x", longest=hours(1)))).refused(
        CalendarNotKnownYet
    )
    extended(under({}), DUE + HOUR).refused(ExtensionNotForeseen)
    assert under({}, suspension=SuspensionRule(conditions="x")).then(SuspendCase, BINH, reason="Chờ").state


# ---- a suspension ends by itself


def test_a_suspension_that_has_lasted_so_long_ends_by_itself_at_that_instant() -> None:
    case = suspendable(longest=hours(16)).then(SuspendCase, BINH, reason="Chờ")
    ends_at = hanoi("2026-12-09 09:00")  # it began at 09:00 on Monday
    assert case.events[-1].ends_at == ends_at
    assert suspension_over(case.state, ends_at - timedelta(microseconds=1)) == []
    ended = case.fact(CaseResumed, resumed_by="system", resumed_at=ends_at, by_itself=True, recorded_by=None)
    for looked_at in (ends_at, ends_at + timedelta(days=400)):
        assert suspension_over(case.state, looked_at) == [ended]
    assert suspension_over(Story(*case.events, ended).state, ends_at + HOUR) == []


def test_one_without_a_longest_time_lasts() -> None:
    case = suspendable().then(SuspendCase, BINH, reason="Chờ")
    assert case.events[-1].ends_at is None
    assert suspension_over(case.state, MONDAY + timedelta(days=4000)) == []


def test_one_that_was_resumed_before_does_not_end_again() -> None:
    case = suspendable(longest=hours(16)).then(SuspendCase, BINH, reason="Chờ").then(ResumeCase, BINH)
    assert suspension_over(case.state, MONDAY + timedelta(days=400)) == []


# ---- laws

_COUNTINGS = (hours, working_days, calendar_days)
LIMITS = st.builds(lambda counting, amount: counting(amount), st.sampled_from(_COUNTINGS), st.integers(1, 30))


@settings(max_examples=60, deadline=None)
@given(
    limit=LIMITS,
    longest=LIMITS,
    pauses=st.lists(st.tuples(st.integers(1, 4000), st.integers(1, 6000)), max_size=3),
    due=st.integers(-3000, 60_000),
)
def test_the_deadline_is_the_clocks_and_never_comes_forward(
    limit: TimeLimit, longest: TimeLimit, pauses: list[tuple[int, int]], due: int
) -> None:
    """Whatever the limits, the pauses and their longest time: cases and its clock count alike."""
    rules = {
        "suspension": SuspensionRule(conditions="x", longest=longest),
        "extension": ExtensionRule(conditions="x"),
    }
    case, now = under(time_limit=limit, **rules), MONDAY
    for before, length in pauses:
        now += timedelta(minutes=before)
        case = case.then(SuspendCase, BINH, reason="Chờ", at=now)
        ended = suspension_over(case.state, now + timedelta(minutes=length))
        now += timedelta(minutes=length)
        if ended:
            case = Story(*case.events, *ended, now=case.now, known=case.known)
        else:
            case = case.then(ResumeCase, BINH, at=now)
    stood = clock_of(case).case_timer.due_at
    due_at, act = stood + timedelta(minutes=due), {"at": now, "recorded_at": now}
    if due <= 0:
        assert extended(case, due_at, **act).refused(DueNotLater).values["present"] == stood
    elif now >= stood:
        extended(case, due_at, **act).refused(ExtensionAfterDue)
    else:
        longer = case.then(ExtendCase, BINH, due_at=due_at, reason="x", **act)
        assert clock_of(longer).case_timer.due_at == due_at > stood


def clock_of(case: Story) -> Clock:
    """The case's clock in the sla service."""
    clock, known = CLOCK.initial(), ClockKnows(calendars={"VN": VIETNAM}, recorded_at=MONDAY)
    for version, event in enumerate(case.events, 1):
        for change in CLOCK.apply(clock, event, version, known):
            clock = CLOCK.evolve(clock, change)
    return clock


def test_an_extended_case_is_never_due_before_what_its_limit_alone_gives() -> None:
    story = extendable().then(ExtendCase, BINH, reason="x", due_at=DUE + HOUR)
    case = story.state
    days = tuple(Holiday(day=date(2026, 12, day), name="Bão", source="x") for day in (9, 10, 11))
    stormy = replace(VIETNAM, holidays=(*VIETNAM.holidays, *days))
    assert case.opened_at is not None
    assert case.time_limit is not None
    alone = stormy.due_at(case.opened_at, case.time_limit)
    found = deadline_of(case, replace(story.known, calendars={"VN": stormy}))
    assert found is not None
    assert found.at == alone > DUE + HOUR
