"""Who leaves strands no case: what they held is their division's, as of when they left."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.cases.domain.cancelling import CancelCase
from services.cases.domain.directory import Directory, LeftDivision
from services.cases.domain.handing_off import HandOff
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.releasing import departures_over
from services.cases.domain.suspending import ResumeCase, SuspendCase
from shared.contracts.cases.steps import StepReleased
from tests.unit.cases.builder import AGENCY, BINH, HOUR, KNOWN, LAN, MINH, PEOPLE, THU, Story, opened

LATER = timedelta(days=9)


def without(official: str, left_at: datetime) -> Any:
    """What is known once they have left all that they worked in."""
    then = PEOPLE.officials[official]
    left = tuple(LeftDivision(division=one, left_at=left_at) for one in then.divisions)
    officials = {**PEOPLE.officials, official: replace(then, divisions=(), roles=(), left=left)}
    return replace(KNOWN, directories={AGENCY: Directory(officials=officials)})


def after_departure(story: Story, official: str = "lan", left_at: datetime | None = None) -> Story:
    known = without(official, left_at or story.now)
    released = departures_over(story.state, story.now + LATER, known)
    return Story(*story.events, *released, now=story.now + LATER, known=known)


def released(story: Story, step: str, official: str, at: datetime) -> StepReleased:
    return story.fact(
        StepReleased,
        step=step,
        visit=1,
        division="VP",
        released_from=official,
        released_by="system",
        released_at=at,
    )


def test_a_step_of_who_left_is_its_divisions_as_of_then() -> None:
    story = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    after = after_departure(story)
    assert after.events[-1] == released(story, "tiep-nhan", "lan", story.now)
    visit = after.state.visits["tiep-nhan"]
    assert (visit.official, visit.received) == (None, False)
    after.then(ReceiveStep, THU, step="tiep-nhan")


def test_it_is_let_go_once_and_not_before_they_left() -> None:
    story = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    assert departures_over(story.state, story.now - HOUR / 2, without("lan", story.now)) == []
    after = after_departure(story)
    assert departures_over(after.state, after.now, after.known) == []


def test_a_completed_step_in_hand_waits_for_nobody_who_left() -> None:
    story = opened().worked("tiep-nhan")
    after = after_departure(story)
    assert [type(event) for event in after.events[len(story.events) :]] == [StepReleased]
    after.then(HandOff, THU, step="tiep-nhan")


def test_what_happened_after_a_departure_dated_back_isnt_moved_behind_it() -> None:
    story = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    after = after_departure(story, left_at=story.now - LATER)
    assert after.events[-1].released_at == story.now - HOUR


def test_a_suspended_case_lets_go_too() -> None:
    story = opened().then(ReceiveStep, LAN, step="tiep-nhan").then(SuspendCase, BINH, reason="Chờ")
    assert isinstance(after_departure(story).events[-1], StepReleased)


def test_it_is_let_go_no_earlier_than_the_clock_s_last_start() -> None:
    suspended = opened().then(ReceiveStep, LAN, step="tiep-nhan").then(SuspendCase, BINH, reason="Chờ")
    resumed = Story(*suspended.events, now=suspended.now + HOUR).then(ResumeCase, BINH)
    after = after_departure(resumed, left_at=suspended.now)
    assert after.events[-1].released_at == after.state.running_since == suspended.now + HOUR


@pytest.mark.parametrize("leaver", ["minh", "thu"])
def test_who_holds_nothing_lets_nothing_go(leaver: str) -> None:
    story = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    assert after_departure(story, leaver).events == story.events


def test_a_case_that_has_moved_on_or_ended_stays_as_it_is() -> None:
    moved = opened().worked("tiep-nhan").handed_off("tiep-nhan").then(ReceiveStep, MINH, step="tham-dinh")
    assert after_departure(moved).events == moved.events
    ended = opened().then(ReceiveStep, LAN, step="tiep-nhan").then(CancelCase, BINH, reason="Rút")
    assert after_departure(ended).events == ended.events


def test_who_comes_back_keeps_what_they_hold() -> None:
    story = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    assert departures_over(story.state, story.now, KNOWN) == []
