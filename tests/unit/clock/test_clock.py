"""The wall clock against the time since boot, both set by hand."""

import time

import pytest

from shared.clock import WALL_CLOCK, WallClock
from shared.eventstore.errors import ClockJumped, StoreUnavailable
from shared.eventstore.records import new_context, recording_time, utc_now

DAY = 86_400.0


class Machine:
    """A machine whose clocks the test sets."""

    def __init__(self) -> None:
        self.wall, self.since_boot = 1_795_000_000.0, 40_000.0
        self.clock = WallClock(lambda: self.wall, lambda: self.since_boot)

    def run(self, seconds: float, set_by: float = 0.0) -> float:
        """Let time pass, and somebody set the wall clock; how far it is ahead then."""
        self.since_boot += seconds
        self.wall += seconds + set_by
        return self.clock.ahead()


def test_time_that_passes_is_no_jump() -> None:
    machine = Machine()
    assert machine.run(3600) == machine.run(30 * DAY) == 0


@pytest.mark.parametrize("seconds", [1.0, -1.0, 4.9, -4.9])
def test_a_small_correction_is_no_jump(seconds: float) -> None:
    assert Machine().run(60, set_by=seconds) == 0


@pytest.mark.parametrize("seconds", [5.1, -5.1, 2 * DAY, -3600.0])
def test_a_jump_stands_until_the_clocks_agree_again(seconds: float) -> None:
    machine = Machine()
    assert machine.run(60, set_by=seconds) == pytest.approx(seconds)
    assert machine.run(60) == pytest.approx(seconds)
    assert machine.run(60, set_by=-seconds) == 0


def test_an_operator_may_accept_the_new_time() -> None:
    machine = Machine()
    machine.run(60, set_by=DAY)
    assert machine.clock.accept() == pytest.approx(DAY)
    assert machine.run(60) == 0
    assert machine.run(60, set_by=-DAY) == pytest.approx(-DAY)


def test_nothing_is_recorded_under_a_time_that_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert recording_time() <= new_context().recorded_at
    monkeypatch.setattr(WALL_CLOCK, "_wall", lambda: time.time() + DAY)
    for ask in (recording_time, new_context):
        with pytest.raises(ClockJumped) as jumped:
            ask()
        assert jumped.value.values["seconds"] == DAY
    assert isinstance(jumped.value, StoreUnavailable), "who waits for the store waits for the clock"
    assert new_context(recorded_at=utc_now()), "what has its time already needs none"
