"""What becomes of a command is counted under its outcome and its code."""

import pytest

from shared.contracts.topics import Service
from shared.errors import NotFound
from shared.eventstore.errors import AlreadyTaken, StoreUnavailable
from shared.eventstore.observer import use_case
from shared.runtime.observing import observe_store
from shared.telemetry.metrics import REGISTRY

STORE = observe_store(Service.NOTIFY)


def count(metric: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(metric, {"service": "notify", **labels}) or 0.0


@pytest.mark.parametrize(
    ("error", "outcome", "code"),
    [
        (NotFound(what="case", key="1"), "refused", "not-found"),
        (AlreadyTaken(), "refused", "AlreadyTaken"),
        (StoreUnavailable(retry_after=1), "failed", "store-unavailable"),
        (ZeroDivisionError(), "failed", "ZeroDivisionError"),
    ],
)
def test_what_went_wrong_is_counted_by_code(error: Exception, outcome: str, code: str) -> None:
    before = count("tthc_commands_refused_total", code=code)
    STORE.answered("Test.command", 0.1, error)
    assert count("tthc_commands_refused_total", code=code) == before + 1
    told = "tthc_command_duration_seconds_count"
    assert count(told, use_case="Test.command", outcome=outcome) > 0


def test_an_act_is_known_by_the_use_case_that_it_was_written_in() -> None:
    assert use_case(lambda: None) == "test_an_act_is_known_by_the_use_case_that_it_was_written_in"


def test_a_save_tells_how_many_commands_it_carried() -> None:
    before = count("tthc_group_commit_commands_sum")
    STORE.saved(7, 21, 0.01)
    assert count("tthc_group_commit_commands_sum") == before + 7
