"""Seeds, plans, ledgers and plants for the fault tests."""

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.faults.plants import PLANTS

_FAULT_MODULE = re.compile(r"test_fault_(\d+)_")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with a `plant` argument is made for each plant of its module's fault."""
    if "plant" in metafunc.fixturenames:
        number = _fault_of(metafunc.module.__name__)
        metafunc.parametrize("plant", PLANTS[number], ids=lambda plant: plant.name.replace(" ", "-"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every fault test is marked; without --all-plants one plant of all is run, chosen by the seed."""
    for item in items:
        if _FAULT_MODULE.search(item.nodeid):
            item.add_marker("fault")
    planted = [item for item in items if "plant" in getattr(getattr(item, "callspec", None), "params", {})]
    if config.option.all_plants or len(planted) < 2:
        return
    planted.sort(key=lambda item: item.nodeid)
    chosen = planted[config.option.seed % len(planted)]
    left_out = [item for item in planted if item is not chosen]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _fault_of(name: str) -> int:
    found = _FAULT_MODULE.search(name)
    if found is None:
        raise ValueError(f"{name} is not named test_fault_<number>_…")
    return int(found[1])


@pytest.fixture
def plan(request: pytest.FixtureRequest, seed: int) -> Callable[[str], None]:
    """Says what will be broken, together with the seed: pytest shows it with a failure."""
    number = _fault_of(request.module.__name__)

    def say(what: str) -> None:
        print(f"fault {number}, seed {seed}: {what}")  # noqa: T201

    return say


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """On a disk, not in memory as other tests' files: it is saved under a fault where it would be."""
    with tempfile.TemporaryDirectory(prefix="tthc-fault-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    ledger = Ledger(tmp_path / "ledger.jsonl")
    yield ledger
    ledger.close()
