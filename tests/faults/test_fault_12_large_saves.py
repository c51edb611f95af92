"""Saves of 1, 5 and 20 MB by Unix socket and by TCP: refused in a second, or split; nobody else waits."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum

import psycopg
import pytest

from dev.local import PostgresServer
from tests.faults.invariants import Violated
from tests.faults.large_saves import NO_CAP, SIZES
from tests.faults.plants import Plant, plants
from tests.servers import fresh_name

#: A process that is not done by then hangs.
_ENDS_WITHIN = 150.0


class Way(StrEnum):
    """How the process reaches PostgreSQL."""

    SOCKET = "Unix socket"
    TCP = "TCP"


@plants(12, "no cap")
def no_cap(patch: pytest.MonkeyPatch) -> None:
    """Whatever comes is sent to PostgreSQL in one save."""
    patch.setenv(NO_CAP, "1")


@pytest.fixture
def database(postgres: PostgresServer) -> Iterator[str]:
    name = fresh_name("bins")
    postgres.create_database(name)
    yield name
    postgres.drop_database(name)


def run(postgres: PostgresServer, database: str, way: Way) -> None:
    url = postgres.socket_url(database) if way is Way.SOCKET else postgres.url(database)
    command = [sys.executable, "-m", "tests.faults.large_saves", url]
    try:
        done = subprocess.run(
            command, env={**os.environ}, capture_output=True, text=True, timeout=_ENDS_WITHIN, check=False
        )
    except subprocess.TimeoutExpired as hung:
        raise Violated(f"by {way} the process hangs") from hung
    if done.returncode == 1:
        raise Violated(f"by {way} {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr[-2000:]


def stored_bytes(postgres: PostgresServer, database: str) -> int:
    with psycopg.connect(postgres.url(database)) as connection:
        found = connection.execute("SELECT sum(length(state)) FROM bins_events").fetchone()
        return int(found[0]) if found else 0


@pytest.mark.parametrize("way", Way)
def test_what_is_too_large_is_refused_in_a_second_or_split(
    postgres: PostgresServer, database: str, way: Way, plan: Callable[[str], None]
) -> None:
    plan(f"{SIZES} MB by {way}")
    run(postgres, database, way)
    assert stored_bytes(postgres, database) > sum(SIZES) * 1_000_000  # they were really sent


def test_a_planted_bug_is_seen(
    postgres: PostgresServer, database: str, plant: Plant, plan: Callable[[str], None], chance: random.Random
) -> None:
    way = chance.choice(list(Way))
    plan(f"{SIZES} MB by {way}")
    with plant.seen():
        run(postgres, database, way)
