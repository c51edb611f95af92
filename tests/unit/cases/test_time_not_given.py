"""An act of which nobody said when it takes effect does so when it can: after what it builds on."""

from datetime import datetime, timedelta

import pytest

from services.cases.domain.cancelling import CancelCase
from services.cases.domain.deciders import CASE
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.suspending import SuspendCase
from shared.decider import Act
from shared.errors import EffectiveTooEarly
from tests.unit.cases.builder import BINH, HOUR, KNOWN, LAN, MONDAY, Story, opened

DAY = timedelta(days=1)


def by_clock(actor, now: datetime, *, given: bool) -> Act:
    return Act(by=actor, at=now, recorded_at=now, at_given=given)


@pytest.fixture
def story() -> Story:
    """A case that was opened by a clock that was a day ahead."""
    return Story(*opened().events)


def test_it_takes_effect_when_what_it_builds_on_did_though_that_lies_ahead(story):
    today = by_clock(LAN, MONDAY - DAY, given=False)
    (received,) = CASE.decide(story.state, ReceiveStep(step="tiep-nhan"), today, KNOWN)
    assert received.received_at == MONDAY


@pytest.mark.parametrize("command", [SuspendCase(reason="Chờ ý kiến"), CancelCase(reason="Nhầm")])
def test_the_head_is_not_locked_out_of_the_case(story, command):
    (event,) = CASE.decide(story.state, command, by_clock(BINH, MONDAY - DAY, given=False), KNOWN)
    assert MONDAY in (getattr(event, "suspended_at", None), getattr(event, "cancelled_at", None))


def test_a_time_that_somebody_gave_is_refused_as_before(story):
    given = by_clock(LAN, MONDAY - HOUR, given=True)
    with pytest.raises(EffectiveTooEarly):
        CASE.decide(story.state, ReceiveStep(step="tiep-nhan"), given, KNOWN)


def test_where_nothing_lies_ahead_it_takes_effect_now(story):
    now = by_clock(LAN, MONDAY + HOUR, given=False)
    (received,) = CASE.decide(story.state, ReceiveStep(step="tiep-nhan"), now, KNOWN)
    assert received.received_at == MONDAY + HOUR
