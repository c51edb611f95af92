"""64 clients open cases at once while the processes are killed, and come again under their keys."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dev.local import PostgresServer
from shared.eventstore.environment import sqlite_environment
from tests.faults.cases_under_fault import environment_at
from tests.faults.invariants import Row, stored_events
from tests.faults.kill_points.planting import ANSWER_FORGOTTEN, NUMBER_TAKEN_APART
from tests.faults.kill_points.points import KillPoint, Point
from tests.faults.ledger import Ledger
from tests.faults.numbering import CHILDREN_OF, Openers, prepare
from tests.faults.plants import Plant, plants
from tests.faults.stored_rows import stored_rows
from tests.servers import fresh_name

CLIENTS = 64


@plants(35, ANSWER_FORGOTTEN)
def answer_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Planted in the processes: what a key was answered isn't saved."""
    patch.setattr(Openers, "planted", ANSWER_FORGOTTEN)


@plants(35, NUMBER_TAKEN_APART)
def number_taken_apart(patch: pytest.MonkeyPatch) -> None:
    """Planted in the processes: a number is taken in a save before the one of its case."""
    patch.setattr(Openers, "planted", NUMBER_TAKEN_APART)


def kills(folder: Path, count: int, nth: int) -> list[KillPoint]:
    """After a save and before one, in turn, each in the life of another process."""
    points = (Point.SAVED, Point.SAVING)
    return [
        KillPoint("cases", points[one % 2], nth + one, folder / f"killed-{one}", "register-")
        for one in range(count)
    ]


async def opened(openers: Openers, each: int, children: int) -> None:
    """All that the clients ask for, under kills; and all of it once more, when they are over."""
    await prepare(openers.environment, children)
    async with openers.at_work():
        await openers.open(CLIENTS, each, children)
        answered = dict(openers.numbers)
        await openers.open(CLIENTS, each, children)
    assert openers.numbers == answered
    own = [number for number in answered.values() if number != CHILDREN_OF]  # else the asking case is named
    assert len(own) == len(set(own)) == CLIENTS * each - children


async def test_cases_opened_at_once_have_numbers_without_gap_or_double(
    tmp_path: Path, ledger: Ledger, chance: random.Random, plan: Callable[[str], None]
) -> None:
    points = kills(tmp_path, 2, chance.randrange(1, 3))
    plan("; ".join(map(str, points)))
    openers = Openers(tmp_path, sqlite_environment(tmp_path, "cases"), points, ledger)
    await opened(openers, each=2, children=16)
    openers.check(_rows(openers.environment))


async def test_a_bug_in_the_processes_is_seen(tmp_path: Path, ledger: Ledger, plant: Plant) -> None:
    points = kills(tmp_path, 1, 2)
    with plant.seen():
        openers = Openers(tmp_path, sqlite_environment(tmp_path, "cases"), points, ledger)
        await opened(openers, each=1, children=4)
        openers.check(_rows(openers.environment))


@pytest.mark.soak
async def test_several_processes_on_one_store_take_each_number_once(
    tmp_path: Path, ledger: Ledger, plan: Callable[[str], None], postgres: PostgresServer
) -> None:
    points = kills(tmp_path, 8, 2)
    plan("; ".join(map(str, points)))
    name = fresh_name("cases")
    postgres.create_database(name)
    url = postgres.url(name)
    openers = Openers(tmp_path, environment_at(url), points, ledger, processes=3)
    await opened(openers, each=40, children=200)
    openers.check(stored_events(url, "cases"))


def _rows(environment: Mapping[str, str]) -> list[Row]:
    return stored_rows(Path(environment["SQLITE_DBNAME"]), by_division=False)
