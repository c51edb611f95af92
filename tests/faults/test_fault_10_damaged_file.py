"""Bytes of a store's file are lost or changed: it starts with what is provably whole, or refuses by name."""

import random
import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pytest
from eventsourcing.persistence import MapperDeserialisationError

from shared.eventstore import mapper, sqlite
from shared.eventstore.errors import StoreDamaged
from shared.eventstore.records import RecordedEvent
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.faults.saving_process import application
from tests.hosting import RECORDED_AT, TOLD, Told

EVENTS = 60
TRIES = 8  #: of each damage


@plants(10, "check skipped")
def check_skipped(patch: pytest.MonkeyPatch) -> None:
    """What can be opened will be whole."""
    patch.setattr(sqlite, "check_whole", lambda _file: None)
    patch.setattr(mapper, "check_seal", lambda _event: None)


class Damage(StrEnum):
    """What happens to a file."""

    FLIPPED = "a bit is flipped"
    ZEROED = "a block of 512 bytes is zero"
    CUT = "its end is missing"


class Scenario:
    """A store is filled, and opened again with each damage."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder, self._chance = folder, chance
        self.outcomes: list[str] = []

    async def run(self) -> None:
        written = await self._filled()
        for file in sorted((self._folder / "whole").iterdir()):
            if file.name.endswith("-shm"):
                continue  # made anew at each start
            for damage in Damage:
                for number in range(TRIES):
                    folder = self._folder / f"{file.name}-{damage.name}-{number}"
                    shutil.copytree(self._folder / "whole", folder)
                    self._damage(folder / file.name, damage)
                    self._check(folder, written, f"{file.name}: {damage}")
        assert len(set(self.outcomes)) > 1, "no damage hit anything"

    async def _filled(self) -> list[RecordedEvent]:
        """The folder `whole` with a database and a write-ahead log, both with events of their own."""
        used, whole = self._folder / "used", self._folder / "whole"
        used.mkdir()
        for half in range(2):
            app = application(used)
            app.start()
            for number in range(EVENTS // 2):
                told = Told(event_type=f"t{number}", data="Cấp phép xây dựng " * 20, at=RECORDED_AT)
                key = f"{half}-{number % 7}"
                await app.execute(lambda work, key=key, told=told: work.append(TOLD, key, [told]))
            written = app.store.log(0, 2 * EVENTS)
            if half:
                shutil.copytree(used, whole)  # before the log is written back
            await app.close()
        return written

    def _damage(self, file: Path, damage: Damage) -> None:
        content = bytearray(file.read_bytes())
        at = self._chance.randrange(len(content))
        match damage:
            case Damage.FLIPPED:
                content[at] ^= 1 << self._chance.randrange(8)
            case Damage.ZEROED:
                at -= at % 512
                content[at : at + 512] = bytes(512)
            case Damage.CUT:
                del content[at:]
        file.write_bytes(content)

    def _check(self, folder: Path, written: list[RecordedEvent], what: str) -> None:
        """The store is what it was up to some save, or it is refused, or an event is refused by its name."""
        try:
            store = application(folder).store
        except StoreDamaged as refused:
            self._refused(str(folder), refused)
            return
        try:
            found = store.log(0, 2 * EVENTS)
            streams = {event.stream: store.events(event.stream) for event in found}
        except MapperDeserialisationError as error:
            self._refused("told-", error)
            return
        except Exception as error:
            raise Violated(f"{what}: {error!r}") from error
        finally:
            store.close()
        if found != written[: len(found)]:
            raise Violated(f"{what}: events are read that were never written so")
        if sum(map(len, streams.values())) != len(found):
            raise Violated(f"{what}: streams and log have different events")
        self.outcomes.append("whole" if len(found) == len(written) else "whole up to a save")

    def _refused(self, name: str, error: Exception) -> None:
        if name not in str(error):
            raise Violated(f"refused, and not by name: {error}") from error
        self.outcomes.append(f"{type(error).__name__}")


@pytest.fixture
def scenario(tmp_path: Path, chance: random.Random, plan: Callable[[str], None]) -> Scenario:
    plan(f"{TRIES} times each, in the database and in its log: {', '.join(Damage)}")
    return Scenario(tmp_path, chance)


async def test_a_damaged_file_gives_what_was_written_or_nothing(scenario: Scenario) -> None:
    await scenario.run()
    print(sorted(set(scenario.outcomes)))  # noqa: T201


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    with plant.seen():
        await scenario.run()
