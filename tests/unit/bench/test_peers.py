"""The peer's rows, and what is found out about the machine's tools."""

import pytest

from tests.bench.peers.comparison import Round, row_of
from tests.bench.peers.flowable_engine import java_version


def test_a_row_has_the_medians_of_its_rounds() -> None:
    rounds = [Round(900, 800, 200), Round(1000, 600, 300), Round(1100, 900, 300)]
    assert row_of(32, rounds).plain == {
        "profile": "peers",
        "in_flight": 32,
        "accepted_steps_a_second": 1000,
        "steps_a_second": 800,
        "peer_steps_a_second": 300,
        "ratio": 3.0,
        "goal": 4.0,
        "rounds": 3,
    }


def test_without_the_peer_there_is_no_ratio() -> None:
    row = row_of(500, [Round(900, 800, None)])
    assert (row.settled, row.peer, row.ratio) == (800, None, None)


@pytest.mark.parametrize(
    ("said", "version"),
    [("javac 17.0.15", 17), ("javac 21", 21), ("javac 1.8.0_402", 8), ("not found", 0), ("", 0)],
)
def test_the_jdk_s_version_is_read(said: str, version: int) -> None:
    assert java_version(said) == version
