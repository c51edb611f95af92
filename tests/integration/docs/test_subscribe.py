"""The how-to for subscribers: its program, with nothing but Kafka, learns of each overdue step once."""

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dev.local import KafkaServer
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.declaring import type_of
from shared.contracts.examples import example_of
from shared.contracts.registry import parse
from shared.contracts.topics import Service, Topic
from tests.hosting import World, hosted
from tests.integration.docs.pages import DOCS, blocks_of
from tests.messaging_topic import delete_topics, read_topic

PAGE = DOCS / "how-to" / "subscribe.md"
PATIENCE = 60.0


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (source,) = [one.text for one in blocks_of(PAGE) if one.language == "python"]
    path = tmp_path / "overdue_steps.py"
    path.write_text(source, "utf-8")
    return path


@pytest.fixture
async def servers(kafka: KafkaServer) -> AsyncIterator[str]:
    await delete_topics(kafka.bootstrap_servers)
    yield kafka.bootstrap_servers
    await delete_topics(kafka.bootstrap_servers)


@asynccontextmanager
async def running(program: Path, servers: str) -> AsyncIterator[None]:
    """The page's program beside the system, in a process that knows nothing of it; killed in the end."""
    environment = {"PATH": os.environ["PATH"], "KAFKA_BOOTSTRAP_SERVERS": servers, "PYTHONSAFEPATH": "1"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(program), "overdue.sqlite", cwd=program.parent, env=environment
    )
    try:
        yield
        assert process.returncode is None, "the program ended by itself"
    finally:
        process.kill()
        await process.wait()


def rows(program: Path, statement: str) -> list[Any]:
    with sqlite3.connect(program.parent / "overdue.sqlite", timeout=10) as database:
        return database.execute(statement).fetchall()


async def until(told: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                if told():
                    return
            except sqlite3.OperationalError:  # the program hasn't made its tables yet
                pass
            await asyncio.sleep(0.05)


async def issue(world: World) -> None:
    """What the catalog tells of a procedure of one step, limited to a working day."""
    limit = {"duration": "PT8H", "counting": "working_hours"}
    step = {"code": "B1", "name": "Thẩm định", "division": "VP", "content": "Thẩm định", "time_limit": limit}
    step |= {"other_divisions": [], "optional": False}
    data = example_of(type_of(ProcedureIssued)) | {
        "procedure": "SNV-01",
        "time_limit": limit,
        "stages": [{"code": "G1", "name": "", "steps": [step]}],
        "in_force_from": "2025-08-01",
        "issued_at": "2025-07-25T02:00:00Z",
    }
    event = parse(type_of(ProcedureIssued), json.dumps(data).encode())
    await world.tell(event, "SNV", datetime(2025, 7, 25, 2, tzinfo=UTC))
    await world.settle()


async def late_case(world: World) -> str:
    """A history of a case whose step took two days longer than a working day; its number."""
    opening = {"agency": "SNV", "procedure": "SNV-01", "subject": "Bổ nhiệm", "imported": True}
    orders = [{"command": "CompleteStep", "step": "B1", "at": "2025-08-14T09:00:00+07:00"}]
    sequel = {
        "key": os.urandom(8).hex(),
        "opening": {**opening, "at": "2025-08-11T09:00:00+07:00"},
        "orders": orders,
        "agency": "SNV",
    }
    async with asyncio.timeout(PATIENCE):
        while True:
            answer = await world.post("cases", "/cases/bulk", json={"sequels": [sequel]}, as_="importer")
            (done,) = answer.json()
            if done["answer"] is not None:
                break
            assert done["problem"]["type"].endswith("procedure-not-known-yet"), done
            await asyncio.sleep(0.2)  # the procedure is on its way over Kafka
    await world.settle()
    return str(done["answer"]["case_number"])


async def test_the_page_s_program_learns_of_each_overdue_step_once(
    tmp_path: Path, servers: str, program: Path
) -> None:
    asked = "SELECT case_number, step, visit, division, due_at FROM overdue ORDER BY case_number"
    async with hosted(tmp_path / "var", "cases", "sla", kafka_bootstrap_servers=servers) as world:
        await issue(world)
        first = [await late_case(world) for _ in range(3)]
        expected = [(case, "B1", 1, "VP", "2025-08-12T02:00:00Z") for case in first]
        async with running(program, servers):
            await until(lambda: rows(program, asked) == expected)
        before = len([one for part in (await read_topic(servers, Topic.SLA)).values() for one in part])
        world.host.hosted[Service.SLA].republish()
        expected.append((await late_case(world), *expected[0][1:]))
        after = [one for part in (await read_topic(servers, Topic.SLA)).values() for one in part]
        assert len(after) > 2 * before, "nothing was told twice"
        async with running(program, servers):
            await until(lambda: rows(program, asked) == expected)


# --- duplicates, holes, withdrawals, by the program's own function --------------------------------


def record(sequence: int, previous: int, *, further: bytes = b"", **changes: Any) -> Any:
    """A record as the AsyncAPI document describes it."""
    headers = {
        "ce_id": f"id-{sequence}",
        "ce_source": "https://tthc.example.gov.vn/sla/1",
        "ce_type": "tthc.sla.StepOverdue.v1",
        "ce_sequence": f"{sequence:020}",
        "ce_prevsequence": f"{previous:020}",
        "ce_partitioncount": "6",
        **changes,
    }
    value = b'{"case_number": "SNV-1", "step": "B1", "visit": 1, "due_at": "2025-08-12T02:00:00Z"'
    value += further + b"}"
    pairs = [(name, text.encode()) for name, text in headers.items()]
    return SimpleNamespace(topic="tthc.sla", partition=0, headers=pairs, value=value)


@pytest.fixture
def taken(program: Path) -> Callable[..., tuple[list[bool], int]]:
    """Lets the program take records: what it answered to each, and how many steps are overdue then."""
    names: dict[str, Any] = {"__name__": "overdue_steps"}
    exec(compile(program.read_text("utf-8"), str(program), "exec"), names)
    database = names["open_database"](":memory:")

    def take(*records: Any) -> tuple[list[bool], int]:
        answers = [names["take"](database, one) for one in records]
        return answers, database.execute("SELECT count(*) FROM overdue").fetchone()[0]

    return take


def test_what_comes_twice_counts_once(taken: Callable[..., Any]) -> None:
    assert taken(record(5, 0), record(9, 5), record(5, 0), record(9, 5)) == ([True] * 4, 2)


def test_a_store_that_was_restored_tells_the_same_event_from_another_source(
    taken: Callable[..., Any],
) -> None:
    restored = {"ce_id": "id-5", "ce_source": "https://tthc.example.gov.vn/sla/2"}
    assert taken(record(5, 0), record(3, 0, **restored)) == ([True, True], 1)


def test_behind_a_hole_nothing_is_taken_until_what_is_missing_has_come(taken: Callable[..., Any]) -> None:
    assert taken(record(5, 0), record(12, 9)) == ([True, False], 1)
    assert taken(record(5, 0), record(9, 5), record(12, 9)) == ([True] * 3, 3)


def test_what_is_older_than_the_topic_keeps_is_no_hole(taken: Callable[..., Any]) -> None:
    assert taken(record(700, 650), record(712, 700)) == ([True, True], 2)


def test_a_withdrawn_overdue_is_none(taken: Callable[..., Any]) -> None:
    withdrawal = record(9, 5, ce_type="tthc.sla.OverdueWithdrawn.v1")
    assert taken(record(5, 0), withdrawal) == ([True, True], 0)


def test_a_coordinations_withdrawn_overdue_says_nothing_of_its_step(taken: Callable[..., Any]) -> None:
    """Asked for without a limit of its own, it is due with its step: the other fields are the same."""
    of_asked = record(9, 5, ce_type="tthc.sla.OverdueWithdrawn.v1", further=b', "coordination": 1')
    assert taken(record(5, 0), of_asked) == ([True, True], 1)
    of_step = record(12, 9, ce_type="tthc.sla.OverdueWithdrawn.v1", further=b', "coordination": null')
    assert taken(of_step) == ([True], 0)


def test_types_that_it_does_not_know_are_passed_over(taken: Callable[..., Any]) -> None:
    assert taken(record(5, 0, ce_type="tthc.sla.StepDreamt.v1"), record(9, 5)) == ([True, True], 1)
