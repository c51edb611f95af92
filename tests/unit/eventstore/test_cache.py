"""The cache of folded states."""

from shared.eventstore.cache import AggregateCache
from shared.eventstore.records import StreamState


def cache(*streams: str, maximum: int = 2) -> AggregateCache:
    cache = AggregateCache(maximum)
    for stream in streams:
        cache.put(stream, StreamState(stream, 1))
    return cache


def test_a_state_from_the_cache_is_not_fresh() -> None:
    state = StreamState("jar", 1)
    kept = AggregateCache(1)
    kept.put("jar-a", state)
    assert state.fresh
    assert kept.get("jar-a") is state
    assert not state.fresh


def test_the_longest_unused_goes_first() -> None:
    kept = cache("a", "b")
    kept.get("a")
    kept.put("c", StreamState("c"))
    assert [kept.get(stream) is not None for stream in "abc"] == [True, False, True]


def test_what_was_evicted_is_gone() -> None:
    kept = cache("a", "b")
    kept.evict(["a", "unknown"])
    assert (kept.get("a"), kept.get("b") is not None) == (None, True)
    kept.clear()
    assert kept.get("b") is None


def test_a_cache_of_nothing_keeps_nothing() -> None:
    assert cache("a", maximum=0).get("a") is None
