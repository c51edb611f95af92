"""Histories taken over into services that run in the test's own process."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.cases.domain.deciders import CASE
from services.cases.domain.known import KnownNow
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.domain.tree.tree import tree_of
from shared.contracts.source import event_id
from shared.contracts.topics import Service
from shared.errors import Language
from shared.eventstore.records import RecordedEvent
from tests.hosting import World
from tests.unit.cases.histories.test_tree import written
from tests.unit.cases.histories.world import HERE
from tests.unit.working_time.calendars import VIETNAM
from tthc.connection import in_process
from tthc.histories.driving import TakenOver, take_over
from tthc.histories.file import read_history

SERVICES = tuple(service.value for service in Service)
EXAMPLE = HERE / "four-agencies.jsonl"
EXPECTED = json.loads((HERE / "four-agencies.expected.json").read_text("utf-8"))
LINES = [json.loads(line) for line in EXAMPLE.read_text("utf-8").splitlines()]
KNOWN = KnownNow(calendars={"VN": VIETNAM})


def ignored(_acts: int) -> None:
    """Of how far it is."""


def written_lines(folder: Path, lines: Iterable[Any]) -> Path:
    path = folder / "history.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), "utf-8")
    return path


async def taken_over(
    world: World, path: Path, judged: Callable[[int], None] = ignored, done: Callable[[int], None] = ignored
) -> TakenOver:
    """Take a file in, and wait until all of it has had all its effects."""
    now = datetime.now(UTC)
    async with in_process(world.host, Language.EN) as services:
        taken = await take_over(services, read_history(path, now), now, judged, done)
        await services.settle()
        return taken


async def log_of(world: World, service: str) -> list[RecordedEvent]:
    """Every event of a service's store."""
    application = world.application(service)
    return await application.read(application.store.log, 0, 100_000)


async def case_events(world: World) -> list[RecordedEvent]:
    return [one for one in await log_of(world, "cases") if one.stream.startswith(f"{CASE.category}-")]


async def tree(world: World, number: str, as_of: str) -> Any:
    """As `tthc case tree` has it, from the stored events."""
    return tree_from(await case_events(world), number, as_of)


def tree_from(events: Sequence[RecordedEvent], number: str, as_of: str) -> Any:
    records = [
        CaseRecord(
            case_number=one.key,
            version=one.version,
            id=event_id("cases", one.stream, one.version),
            causation_id=one.causation_id,
            recorded_at=one.recorded_at,
            event=one.event,
        )
        for one in events
    ]
    found = tree_of(number, records, datetime.fromisoformat(as_of), KNOWN)
    assert found is not None
    return written(found)
