"""The newest saves in memory tell the same as the log, or nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from shared.eventstore.recent_events import RecentEvents
from shared.eventstore.records import RecordedEvent

AT = datetime(2026, 12, 7, tzinfo=UTC)


def event(version: int) -> RecordedEvent:
    return RecordedEvent(
        stream="jar-a",
        version=version,
        event=None,
        recorded_at=AT,
        command_id="c",
        correlation_id="c",
        causation_id="c",
    )


def ids(found: list[RecordedEvent] | None) -> list[int | None] | None:
    return None if found is None else [one.notification_id for one in found]


def saved(*groups: list[int], maximum: int = 100) -> RecentEvents:
    recent = RecentEvents(maximum)
    for group in groups:
        recent.extend([event(number) for number in group], group)
    return recent


def test_the_events_after_an_id_up_to_a_limit() -> None:
    recent = saved([1, 2, 3], [4, 5])
    assert ids(recent.after(0, 10)) == [1, 2, 3, 4, 5]
    assert ids(recent.after(2, 2)) == [3, 4]


def test_at_the_end_the_store_is_asked_for_others_may_have_written() -> None:
    assert saved([1, 2]).after(2, 10) is None


def test_a_gap_ends_the_run_for_another_may_have_written_there() -> None:
    recent = saved([1, 2], [5, 6])
    assert recent.after(2, 10) is None
    assert ids(recent.after(4, 10)) == [5, 6]


def test_ids_that_fall_begin_anew() -> None:
    assert ids(saved([7, 8], [3]).after(2, 10)) == [3]


def test_saves_whose_ids_are_not_known_end_the_run() -> None:
    recent = saved([1, 2])
    recent.extend([event(3)], [])
    assert recent.after(0, 10) is None


def test_only_so_many_are_kept() -> None:
    recent = saved([1, 2, 3, 4], maximum=2)
    assert recent.after(1, 10) is None
    assert ids(recent.after(2, 10)) == [3, 4]


@dataclass(frozen=True)
class Saves:
    """What was written: all ids of the log in their order, and each save of ours with its ids."""

    plain: tuple[int, ...]
    ours: tuple[tuple[int, ...], ...]

    @property
    def run(self) -> list[int]:
        """The newest ids of ours that follow each other without a gap."""
        numbers = [number for group in self.ours for number in group]
        at = len(numbers) - 1
        while at > 0 and numbers[at - 1] == numbers[at] - 1:
            at -= 1
        return numbers[at:]


@st.composite
def saves(draw: st.DrawFn, newest_is_ours: bool = True) -> Saves:
    """Saves of ours and of another writer, with ids that failed inserts left out between them."""
    plain, ours, last = list[int](), list[tuple[int, ...]](), 0
    writers = draw(st.lists(st.booleans(), max_size=11))
    for is_ours in [*writers, True] if newest_is_ours else [True, *writers]:
        first = last + 1 + draw(st.sampled_from((0, 0, 0, 1, 2)))
        last = first + draw(st.integers(0, 3))
        plain += range(first, last + 1)
        if is_ours:
            ours.append(tuple(range(first, last + 1)))
    return Saves(tuple(plain), tuple(ours))


@given(log=saves() | saves(newest_is_ours=False), data=st.data(), limit=st.integers(1, 8))
def test_whatever_it_answers_is_the_log(log: Saves, data: st.DataObject, limit: int) -> None:
    """Also where all that is kept is fewer than were saved."""
    recent = saved(*map(list, log.ours), maximum=data.draw(st.integers(1, 6)))
    after = data.draw(st.sampled_from([0, *log.plain]) | st.sampled_from([log.ours[-1][0] - 1]))
    found = ids(recent.after(after, limit))
    expected = [number for number in log.plain if number > after][:limit]
    assert found is None or (found and found == expected[: len(found)])


@given(log=saves(), data=st.data(), limit=st.integers(1, 8))
def test_it_answers_from_just_before_the_newest_run_of_ours(
    log: Saves, data: st.DataObject, limit: int
) -> None:
    recent = saved(*map(list, log.ours))
    after = data.draw(st.sampled_from([number - 1 for number in log.run]))
    assert ids(recent.after(after, limit)) == [number for number in log.run if number > after][:limit]
    assert log.run[0] == 1 or recent.after(log.run[0] - 2, limit) is None


@given(log=saves(), maximum=st.integers(1, 6))
def test_the_newest_is_always_kept(log: Saves, maximum: int) -> None:
    recent = saved(*map(list, log.ours), maximum=maximum)
    assert ids(recent.after(log.plain[-1] - 1, 8)) == [log.plain[-1]]
