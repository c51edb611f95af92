"""The power fails: only what was synced is on the disk, and any of what was written since."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from eventsourcing.persistence import PersistenceError

from tests.faults import saving_process
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.faults.power import TRACED, Trace
from tests.faults.saving_process import AT_ONCE, application

COMMANDS = 24


@plants(8, "synchronous=NORMAL")
def synchronous_normal(patch: pytest.MonkeyPatch) -> None:
    """A commit is written and not synced: much faster, and whole after a crash of the process."""
    patch.setattr(Scenario, "planted", ("normal",))


class Scenario:
    """A process saves commands; after each answer the power might have failed."""

    planted: tuple[str, ...] = ()

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder, self._chance = folder, chance

    def run(self) -> None:
        data, log = self._folder / "data", self._folder / "trace"
        data.mkdir()
        module = [sys.executable, "-m", saving_process.__name__, str(data), str(COMMANDS), *self.planted]
        done = subprocess.run([*TRACED, "-o", str(log), *module], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        trace, answered, losses = Trace(log, data), set[str](), 0
        for line in trace.said():
            answered.add(line)
            for chance in (None, self._chance):
                losses += 1
                self._check(trace, chance, self._folder / f"loss-{losses}", answered)
        assert losses == 2 * COMMANDS, "the trace lacks answers"

    def _check(self, trace: Trace, chance: random.Random | None, folder: Path, answered: set[str]) -> None:
        """I1: what was answered is there; what was not may be; the store opens and is whole."""
        trace.rebuild(folder, chance)
        try:
            store = application(folder).store
            events = store.log(0, 10 * COMMANDS)
        except PersistenceError as error:
            raise Violated(f"after {len(answered)} answers the store can't be read: {error!r}") from error
        found = {event.stream.removeprefix("told-") for event in events}
        store.close()
        if not answered <= found:
            raise Violated(f"I1: answered, and lost with the power: {sorted(answered - found)}")
        if len(found - answered) > AT_ONCE:
            raise Violated(f"never given: {sorted(found - answered)}")


@pytest.fixture
def scenario(tmp_path: Path, chance: random.Random, plan: Callable[[str], None]) -> Scenario:
    plan(f"power fails after each of {COMMANDS} answers, with what was synced, and with some of the rest")
    return Scenario(tmp_path, chance)


def test_what_was_answered_survives_a_power_loss(scenario: Scenario) -> None:
    scenario.run()


def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    with plant.seen():
        scenario.run()
