"""The newest saves in memory tell the same as the log, or nothing."""

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


@given(
    log=st.lists(st.tuples(st.booleans(), st.integers(1, 4), st.integers(0, 2)), max_size=12),
    maximum=st.integers(1, 6),
    after=st.integers(0, 40),
    limit=st.integers(1, 8),
)
def test_what_it_answers_is_the_log(
    log: list[tuple[bool, int, int]], maximum: int, after: int, limit: int
) -> None:
    """Saves of ours and of another writer, with ids that failed inserts left out between them."""
    recent, plain, last = RecentEvents(maximum), list[int](), 0
    for ours, size, skipped in log:
        numbers = [last + skipped + n + 1 for n in range(size)]
        last = numbers[-1]
        plain += numbers
        if ours:
            recent.extend([event(number) for number in numbers], numbers)
    found = ids(recent.after(after, limit))
    expected = [number for number in plain if number > after][:limit]
    assert found is None or (found and found == expected[: len(found)])
    if log and log[-1][0] and plain[-1] - 1 == after:
        assert found == [plain[-1]]
