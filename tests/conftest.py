"""Options and fixtures that every test may use."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.dependencies import models as dependencies
from hypothesis import HealthCheck, settings

from shared.garbage import spare_collections

#: FastAPI remembers how each dependency is called, with all that its closure holds: that of ended tests too.
_REMEMBERED = [one for one in vars(dependencies).values() if callable(getattr(one, "cache_clear", None))]

pytest_plugins = ("tests.files_in_memory", "tests.servers", "tests.longest_first")

spare_collections()

#: A busy machine is no fault of the test that it delays.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    faults = parser.getgroup("faults")
    faults.addoption(
        "--all-plants", action="store_true", help="run every plant of every fault test, not one at random"
    )
    faults.addoption(
        "--seed", type=int, default=None, help="the seed of all that is random (default: a new one)"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.option.seed is None:
        handed = getattr(config, "workerinput", {}).get("seed")
        config.option.seed = handed or random.SystemRandom().randrange(2**32)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand the seed to each worker of pytest-xdist, which must all collect the same tests."""
    node.workerinput["seed"] = node.config.option.seed


def pytest_report_header(config: pytest.Config) -> str:
    return _seed_line(config)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    # The header isn't shown with -q, and a failure must be repeatable.
    terminalreporter.write_line(_seed_line(config))


def _seed_line(config: pytest.Config) -> str:
    return f"seed: {config.option.seed} (again with --seed {config.option.seed})"


@pytest.fixture(scope="module", autouse=True)
def forgotten_routes() -> Iterator[None]:
    """What a module's applications were is let go of behind it: a run has thousands of routes."""
    yield
    for one in _REMEMBERED:
        one.cache_clear()


@pytest.fixture(scope="session")
def seed(pytestconfig: pytest.Config) -> int:
    """The seed of this run."""
    return int(pytestconfig.option.seed)


@pytest.fixture
def chance(seed: int, request: pytest.FixtureRequest) -> random.Random:
    """A generator of this test's own: the same draws for the same seed, whichever tests run beside it."""
    return random.Random(f"{seed} {request.node.nodeid}")


@pytest.fixture(scope="session")
def all_plants(pytestconfig: pytest.Config) -> bool:
    """Whether fault tests run every plant, and not one at random."""
    return bool(pytestconfig.option.all_plants)
