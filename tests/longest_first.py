"""The files that take longest come first, so that no worker is left alone with one of them at the end."""

from pathlib import Path

import pytest

#: Tens of seconds each, most first, as `--durations` tells; all others follow in their usual order.
LONGEST = (
    "faults/test_fault_01_kill_in_mid_import.py",
    "integration/operations/test_commands.py",
    "integration/discovery/test_command_line.py",
    "integration/operations/test_deployment.py",
    "integration/services/test_catalogue_commands.py",
    "integration/messaging/test_consumer.py",
    "integration/operations/test_backup.py",
    "faults/test_fault_18_dead_letter_retried.py",
    "faults/test_fault_05_refused_by_the_broker.py",
    "faults/test_fault_14_kafka_wiped.py",
    "faults/test_fault_17_poison.py",
    "faults/test_fault_01_kill_embedded.py",
    "faults/test_fault_11_followers.py",
    "integration/services/test_conformance.py",
    "integration/operations/test_demo_servers.py",
    "integration/docs/test_readme.py",
    "integration/docs/test_tutorial.py",
    "integration/discovery/test_simulate_stores.py",
    "integration/deploy/test_figures.py",
)
TESTS = Path(__file__).parent
_PLACES = {TESTS / name: place for place, name in enumerate(LONGEST)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put them first."""
    items.sort(key=lambda item: _PLACES.get(item.path, len(LONGEST)))
