"""The peer's rows, and what is found out about the machine's tools."""

import pytest

from tests.bench.peers.flowable_engine import java_version
from tests.bench.peers.rows import Round, row_of


def test_a_row_has_the_medians_of_its_rounds() -> None:
    rounds = [
        Round(900, 800, 2.0, 200, 5.0),
        Round(1000, 600, 3.0, 300, 7.0),
        Round(1100, 900, 2.5, 300, 6.0),
    ]
    assert row_of(32, rounds).plain == {
        "profile": "peers",
        "in_flight": 32,
        "accepted_steps_a_second": 1000,
        "steps_a_second": 800,
        "peer_steps_a_second": 300,
        "ratio": 3.0,
        "goal": 4.0,
        "cpu_milliseconds_a_step": 2.5,
        "peer_cpu_milliseconds_a_step": 6.0,
        "rounds": 3,
    }


def test_without_the_peer_there_is_no_ratio() -> None:
    row = row_of(500, [Round(900, 800, 2.0)])
    assert (row.settled, row.peer, row.peer_cpu, row.ratio) == (800, None, None, None)


def test_a_round_in_which_the_peer_failed_counts_for_ours_alone() -> None:
    row = row_of(32, [Round(900, 800, 2.0), Round(900, 600, 2.0, 300, 5.0), Round(900, 700, 2.0)])
    assert (row.settled, row.peer, row.ratio) == (700, 300, 2.0)


@pytest.mark.parametrize(
    ("said", "version"),
    [("javac 17.0.15", 17), ("javac 21", 21), ("javac 1.8.0_402", 8), ("not found", 0), ("", 0)],
)
def test_the_jdk_s_version_is_read(said: str, version: int) -> None:
    assert java_version(said) == version
