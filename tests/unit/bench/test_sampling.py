"""Where the profile says that the time goes."""

import sys
import threading
import time
from typing import Any

import pytest

from tests.bench.profiling.sampling import Place, Sampler, by, name_of, place_of


def _ours(code: str) -> dict[str, Any]:
    """The names of a module of ours with this text."""
    names: dict[str, Any] = {"__name__": "shared.example"}
    exec(code, names)
    return names


def test_time_in_a_library_counts_for_the_module_of_ours_that_called_it() -> None:
    call = _ours("def call(library): return library()")["call"]
    assert place_of(call(sys._getframe)) == ("shared.example", "call", "")
    assert place_of(call(lambda: sys._getframe())) == ("shared.example", "call", "tests")


def test_time_outside_of_ours_counts_for_the_library() -> None:
    assert place_of(sys._getframe()) == ("tests", "–", "")


@pytest.mark.parametrize(
    ("thread", "name"),
    [
        ("sla-commit_0", "sla-commit"),
        ("cases-read_12", "cases-read"),
        ("MainThread", "MainThread"),
        ("7", "7"),
    ],
)
def test_threads_of_a_pool_count_together(thread: str, name: str) -> None:
    assert name_of(thread) == name


def test_seconds_are_summed_up_and_sorted() -> None:
    places = [
        Place("main", "a", "f", "", 1.0),
        Place("main", "b", "f", "", 4.0),
        Place("other", "a", "g", "json", 2.0),
    ]
    assert by(places, "module") == [(("b",), 4.0), (("a",), 3.0)]
    assert by(places, "thread", "library") == [(("main", ""), 5.0), (("other", "json"), 2.0)]


def test_a_thread_that_works_is_seen_and_one_that_waits_is_not() -> None:
    ended = threading.Event()
    waiting = threading.Thread(target=ended.wait, name="waiting")
    waiting.start()
    with Sampler() as sampler:
        began = time.thread_time()
        while time.thread_time() - began < 0.05:
            pass
    ended.set()
    waiting.join()
    threads = dict(by(sampler.places(), "thread"))
    assert threads[("MainThread",)] > 10 * threads.get(("waiting",), 0.0)
