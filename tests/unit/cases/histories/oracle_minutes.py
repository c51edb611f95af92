"""Whole minutes, and how the oracle counts them: one by one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from tests.unit.cases.histories.five_agencies import CALENDAR

BEGINNING = datetime(2026, 2, 1, tzinfo=UTC)
_LAST = 60 * 24 * 240


def minute_of(at: datetime) -> int:
    """The instant as a whole minute."""
    minutes, rest = divmod(at - BEGINNING, timedelta(minutes=1))
    assert not rest, "histories of this oracle are told in whole minutes"
    return minutes


def text_of(minute: int | None) -> str | None:
    """The instant as answers write it."""
    if minute is None:
        return None
    return f"{BEGINNING + timedelta(minutes=minute):%Y-%m-%dT%H:%M:%SZ}"


def working(agency: str) -> bytes:
    """For each minute, whether it is working time of the agency."""
    return _working(agency if agency in {one.agency for one in CALENDAR.differences} else "")


@cache
def _working(agency: str) -> bytes:
    calendar = CALENDAR.of(agency)
    return bytes(calendar.is_working(BEGINNING + timedelta(minutes=one)) for one in range(_LAST))


@dataclass
class Countdown:
    """Counts working minutes up to a limit."""

    limit: int
    works: bytes
    used: int = 0
    reached: int | None = None  #: the instant at which the limit was
    stopped_with: int | None = None  #: the due instant that it had when it stopped; None: it runs
    given: int | None = None  #: instead of the limit's

    def minute(self, at: int) -> None:
        """One minute in which it runs."""
        if self.reached is None and self.works[at]:
            self.used += 1
            if self.used == self.limit:
                self.reached = at + 1

    def due(self, now: int) -> int:
        """As it goes on."""
        if self.given is not None:
            return self.given
        if self.reached is not None:
            return self.reached
        if self.stopped_with is not None:
            return self.stopped_with
        return self._after(now, self.limit - self.used)

    def stop(self, now: int) -> None:
        if self.stopped_with is None:
            self.stopped_with = self.due(now)

    def go(self) -> None:
        self.stopped_with = None

    def move_given(self, minutes: int) -> None:
        assert self.given is not None
        self.given = self._after(self.given, minutes)

    def is_past(self, at: int) -> bool:
        """Whether the minute that begins then, in which it runs, lies after the due instant."""
        due = self.given if self.given is not None else self.reached
        return due is not None and at >= due

    def _after(self, at: int, minutes: int) -> int:
        while minutes:
            minutes -= self.works[at]
            at += 1
        return at
