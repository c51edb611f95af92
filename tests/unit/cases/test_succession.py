"""What an agency had when it ended is its successors': number, edition, steps and clocks stay."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.cases.domain.case import CASE, Case
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.deadline import calendar_of
from services.cases.domain.directory import DIRECTORY, DivisionReplicated, OfficialReplicated
from services.cases.domain.ending import ENDING, AgencyEndReplicated
from services.cases.domain.handing_off import HandOff
from services.cases.domain.known import KnownNow, edition_of
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.succession.moving import moved_by, moves_at
from services.cases.domain.suspending import SuspendCase
from services.cases.errors.who import AgencyHeadOnly, NotOfHoldingDivision
from shared.contracts.cases.course import CaseMoved, DivisionTaken, VisitTaken
from shared.contracts.catalog.reorganisation import DivisionTransfer
from shared.contracts.examples import example_of
from shared.contracts.registry import dump, read_as
from shared.kernel import Role
from shared.working_time.days import LocalDifference, Stay
from tests.scenario import Told, given
from tests.unit.cases.builder import (
    AGENCY,
    BINH,
    KNOWN,
    MINH,
    MONDAY,
    PHUC,
    Story,
    in_appraisal,
    opened,
    person,
)
from tests.unit.working_time.calendars import VIETNAM

END = date(2026, 12, 10)
#: 00:00 in Vietnam.
THEN = datetime(2026, 12, 9, 17, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 10, 2, 0, tzinfo=UTC)
SUCCESSOR, OTHER = "SNVM", "SKHCN"
HEAD = person("truong", None, Role.AGENCY_HEAD, agency=SUCCESSOR)


def official(name: str, *divisions: str, role: Role = Role.OFFICIAL) -> OfficialReplicated:
    return OfficialReplicated(
        official=name, name=name, divisions=divisions, roles=(role.value,), appointed_at=MONDAY
    )


def transfer(division: str, to: str = SUCCESSOR, as_division: str | None = None) -> DivisionTransfer:
    return DivisionTransfer(division=division, successor=to, successor_division=as_division or division)


def ends(*transfers: DivisionTransfer, successors: tuple[str, ...] = (SUCCESSOR,)) -> AgencyEndReplicated:
    return AgencyEndReplicated(
        agency=AGENCY,
        decision_number="1234/QĐ-UBND",
        decision_date=date(2026, 12, 1),
        effective_from=END,
        successors=successors,
        divisions=transfers,
    )


ALL = tuple(transfer(one, as_division=f"{one}2") for one in ("VP", "CCVC", "TTr", "PC", "LD"))
STAFF = (
    official("truong", "BGD", role=Role.AGENCY_HEAD),
    official("minh", "CCVC2"),
    official("phuc", "VP2"),  # not where the legal opinion is given
)


def known(ending: AgencyEndReplicated, *staff: OfficialReplicated, **changes: Any) -> KnownNow:
    return replace(
        KNOWN,
        directories={**KNOWN.directories, SUCCESSOR: DIRECTORY.fold(staff or STAFF)},
        endings={AGENCY: ENDING.fold([ending])},
        **changes,
    )


def moved(story: Story, around: KnownNow, at: datetime = LATER) -> Story:
    """The case after the agency's end."""
    events = moved_by(story.state, at, around)
    return Story(*story.events, *events, now=at, known=around)


def the_move(story: Story, around: KnownNow) -> CaseMoved:
    (event,) = moved_by(story.state, LATER, around)
    assert isinstance(event, CaseMoved)
    return event


def test_a_case_goes_to_the_successor_with_its_number_edition_steps_and_clocks() -> None:
    before = in_appraisal().then(ReceiveStep, MINH, step="tham-dinh").then(ReceiveStep, PHUC, step="phap-che")
    event = the_move(before, known(ends(*ALL)))
    after = CASE.fold([*before.events, event])
    assert (event.agency, event.from_agency, event.moved_at) == (SUCCESSOR, AGENCY, THEN)
    assert event.left_to_head == ()
    kept = ("number", "procedure", "edition", "opened_at", "time_limit", "stage", "visits_made", "pauses")
    assert [getattr(after, one) for one in kept] == [getattr(before.state, one) for one in kept]
    assert after.opened_in == AGENCY
    starts = [(one.opened_at, one.time_limit) for one in after.visits.values()]
    assert starts == [(one.opened_at, one.time_limit) for one in before.state.visits.values()]


def test_a_step_s_division_is_the_one_that_takes_over_also_of_steps_not_opened_yet() -> None:
    after = moved(in_appraisal(), known(ends(*ALL))).state
    assert [one.division for one in after.visits.values()] == ["CCVC2", "PC2"]
    assert [one.division for one in after.route.steps.values()] == [
        *("VP2", "CCVC2", "PC2", "TTr2", "CCVC2", "LD2", "VP2")
    ]
    assert after.route.steps["tham-dinh"].other_divisions == ("TTr2",)


def test_who_holds_a_step_keeps_it_where_the_division_that_takes_over_has_them() -> None:
    before = in_appraisal().then(ReceiveStep, MINH, step="tham-dinh").then(ReceiveStep, PHUC, step="phap-che")
    after = moved(before, known(ends(*ALL))).state
    held = {one.step: (one.official, one.received) for one in after.visits.values()}
    assert held == {"tham-dinh": ("minh", True), "phap-che": (None, False)}


def test_a_step_that_is_done_and_not_handed_off_is_handed_off_by_who_takes_over() -> None:
    story = moved(opened().worked("tiep-nhan"), known(ends(*ALL)))
    phuc = person("phuc", "VP2", Role.OFFICIAL, agency=SUCCESSOR)
    on = story.then(HandOff, phuc, step="tiep-nhan")
    assert [one.division for one in on.state.visits.values()] == ["CCVC2", "PC2"]
    left = moved(opened().worked("tiep-nhan"), known(ends()))
    left.then(HandOff, HEAD, step="tiep-nhan")


def test_the_rules_read_the_new_agency() -> None:
    story = moved(in_appraisal(), known(ends(*ALL)))
    story.when(ReceiveStep, MINH, step="tham-dinh").refused(NotOfHoldingDivision)
    story.when(SuspendCase, BINH, reason="chờ").refused(AgencyHeadOnly)
    minh = person("minh", "CCVC2", Role.OFFICIAL, agency=SUCCESSOR)
    done = story.then(ReceiveStep, minh, step="tham-dinh").then(CompleteStep, minh, step="tham-dinh")
    phuc = person("phuc", "PC2", Role.OFFICIAL, agency=SUCCESSOR)
    done = done.then(ReceiveStep, phuc, step="phap-che").then(CompleteStep, phuc, step="phap-che")
    signing = done.then(HandOff, minh, step="tham-dinh")
    assert [one.division for one in signing.state.visits.values()] == ["LD2"]
    assert {one.agency for one in signing.events[-4:]} == {SUCCESSOR}
    assert edition_of(signing.state, story.known).agency == AGENCY


def test_of_several_successors_it_is_the_one_that_takes_the_division_that_holds_it() -> None:
    ending = ends(transfer("VP", OTHER), transfer("CCVC"), successors=(OTHER, SUCCESSOR))
    event = the_move(in_appraisal(), known(ending))
    assert (event.agency, event.left_to_head) == (SUCCESSOR, ("LD", "PC", "TTr", "VP"))


def test_what_nobody_takes_over_is_the_head_s_of_the_first_successor() -> None:
    around = known(ends(successors=(SUCCESSOR, OTHER)))
    story = moved(in_appraisal(), around)
    event = the_move(in_appraisal(), around)
    assert event.visits == (
        VisitTaken(step="tham-dinh", visit=1, division="BGD", official="truong"),
        VisitTaken(step="phap-che", visit=1, division="BGD", official="truong"),
    )
    assert event.left_to_head == ("CCVC", "LD", "PC", "TTr", "VP")
    assert DivisionTaken(division="VP", taken_by="BGD") in event.divisions
    story.then(ReceiveStep, HEAD, step="phap-che").then(CompleteStep, HEAD, step="phap-che")


def test_what_is_left_to_a_head_waits_until_there_is_one() -> None:
    around = known(ends(), official("minh", "CCVC2"))
    assert moved_by(in_appraisal().state, LATER, around) == []


def test_an_agency_without_divisions_is_named_as_it_is_known() -> None:
    division = DivisionReplicated(division="VP9", name="Văn phòng", added_at=MONDAY)
    around = known(ends(), official("truong", role=Role.AGENCY_HEAD), division)  # type: ignore[arg-type]
    assert {one.division for one in the_move(opened(), around).visits} == {"VP9"}


def test_nothing_moves_before_the_day_nor_twice_nor_once_it_has_ended() -> None:
    around = known(ends(*ALL))
    story = opened()
    assert moved_by(story.state, THEN - timedelta(microseconds=1), around) == []
    assert moves_at(story.state, around) == THEN
    once = moved(story, around)
    assert moved_by(once.state, LATER, around) == []
    assert moves_at(once.state, around) is None
    ended = Case(number="1", agency=AGENCY)
    assert moved_by(ended, LATER, around) == []


def test_what_had_happened_after_the_day_already_happened_before_the_move() -> None:
    late = opened(at=LATER - timedelta(minutes=5), recorded_at=LATER)
    assert the_move(late, known(ends(*ALL))).moved_at == LATER - timedelta(minutes=5)


def test_the_successor_s_own_hours_count_from_its_day_on() -> None:
    closed = [
        LocalDifference(agency=agency, first_day=day, last_day=day, hours=(), name="nghỉ", source="QĐ")
        for agency in (AGENCY, SUCCESSOR)
        for day in (date(2026, 12, 9), date(2026, 12, 10))
    ]
    calendar = replace(VIETNAM, differences=tuple(closed[:1] + closed[3:]))
    around = known(ends(*ALL), calendars={"VN": calendar})
    after = calendar_of(moved(opened(), around).state, around)
    assert [bool(after.day(date(2026, 12, day)).hours) for day in (8, 9, 10, 11)] == [
        *(True, False, False, True)
    ]
    assert [bool(calendar.of(SUCCESSOR).day(date(2026, 12, day)).hours) for day in (9, 10)] == [True, False]


def test_what_was_decided_about_an_end_is_noted_once() -> None:
    told = given(ENDING).told(ends(*ALL), Told()).then(ends(*ALL))
    assert told.state.decided == ends(*ALL)
    told.told(ends(*ALL), Told()).then()
    told.told(ends(), Told(epoch=2)).then(ends())


def test_an_end_is_read_out_of_what_the_catalog_tells() -> None:
    read = read_as(AgencyEndReplicated, dump(example_of("tthc.catalog.AgencyDissolved.v1")))
    assert (read.agency, read.takes_effect_at) == ("HOIAN", datetime(2025, 6, 30, 17, tzinfo=UTC))
    assert read.successor_of(("VP",)) == "HOIAN1"


def test_each_of_a_chain_of_agencies_has_its_own_hours_for_its_days() -> None:
    closed = [
        LocalDifference(agency=agency, first_day=first, last_day=last, hours=(), name="nghỉ", source="QĐ")
        for agency, first, last in (
            ("A", date(2026, 3, 2), date(2026, 3, 6)),
            ("B", date(2026, 3, 3), date(2026, 3, 4)),
            ("C", date(2026, 3, 9), date(2026, 3, 9)),
        )
    ]
    calendar = replace(VIETNAM, differences=tuple(closed))
    stays = [Stay(agency="A", until=date(2026, 3, 3)), Stay(agency="B", until=date(2026, 3, 4))]
    days = [date(2026, 3, day) for day in (2, 3, 4, 5, 6, 9)]
    assert [bool(calendar.of("C", stays).day(day).hours) for day in days] == [
        *(False, False, True, True, True, False)
    ]
    assert calendar.of("C", stays) is calendar.of("C", stays)
    assert [bool(calendar.of("C").day(day).hours) for day in days] == [True] * 5 + [False]
