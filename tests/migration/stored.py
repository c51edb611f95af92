"""A folder of `stores/`: written from services that have ended, opened again with today's code."""

import json
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.hosting import World, hosted
from tests.migration.rows import lines_of, write_store
from tests.migration.story import PEOPLE, SERVICES, Question

STORES = Path(__file__).parent / "stores"
#: Those whose sweepers act by a clock of their own.
_SWEPT = ("catalog", "sla")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a service answered when the store was written."""

    question: Question
    answer: Any


@dataclass(frozen=True, slots=True)
class Stored:
    """One version's stores."""

    folder: Path

    @property
    def written_at(self) -> datetime:
        """When; the sweepers of whoever opens it stand at this moment."""
        return datetime.fromisoformat(self._facts["written_at"])

    @property
    def shown(self) -> list[Shown]:
        """What was shown then."""
        lines = (self.folder / "shown.jsonl").read_text("utf-8").splitlines()
        return [Shown(Question(*question), answer) for question, answer in map(json.loads, lines)]

    @property
    def cases(self) -> dict[str, str]:
        """The numbers of the story's cases, by what became of them."""
        cases: dict[str, str] = self._facts["cases"]
        return cases

    @property
    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads((self.folder / "facts.json").read_text("utf-8"))
        return facts

    def lines(self, service: str) -> list[str]:
        """The rows of a service's event store."""
        return (self.folder / f"{service}.events.jsonl").read_text("utf-8").splitlines()

    def unpack(self, data: Path) -> None:
        """The event stores as files in `data`; documents are built from them anew."""
        data.mkdir(parents=True, exist_ok=True)
        for service in SERVICES:
            write_store(self.lines(service), data / f"{service}.events.sqlite")

    @asynccontextmanager
    async def opened(self, data: Path) -> AsyncIterator[World]:
        """Today's services on what `unpack` made of it."""
        async with standing_at(data, self.written_at) as world:
            await world.settle()
            yield world

    def write(self, data: Path, facts: dict[str, Any], shown: list[Shown]) -> None:
        """Keep the stores of services that have ended, and what they showed."""
        self.folder.mkdir(parents=True)
        for service in SERVICES:
            text = "".join(f"{line}\n" for line in lines_of(data / f"{service}.events.sqlite"))
            (self.folder / f"{service}.events.jsonl").write_text(text, "utf-8")
        told = [json.dumps([astuple(one.question), one.answer], ensure_ascii=False) for one in shown]
        (self.folder / "shown.jsonl").write_text("".join(f"{line}\n" for line in told), "utf-8")
        (self.folder / "facts.json").write_text(f"{json.dumps(facts, indent=1)}\n", "utf-8")


def versions() -> list[Stored]:
    """All that were written so far."""
    return [Stored(folder) for folder in sorted(STORES.iterdir()) if folder.is_dir()]


@asynccontextmanager
async def standing_at(data: Path, now: datetime) -> AsyncIterator[World]:
    """The services, with sweepers whose clock stands still."""
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for service in _SWEPT:
            module = import_module(f"services.{service}.service")
            patch.setattr(module, "build", partial(module.build, now=lambda: now))
        async with hosted(data, *SERVICES) as world:
            yield world


async def ask(world: World, question: Question) -> Any:
    """What is shown now."""
    answer = await world.get(question.service, question.path, as_=PEOPLE[question.who])
    assert answer.is_success, f"{question}: {answer.text}"
    return answer.json()
