"""The events as they are against those of the last release."""

from tools.contracts.comparison import breaking_changes
from tools.contracts.compatibility import main, present_schemas, released_schemas


def test_nothing_breaks_with_what_was_released() -> None:
    broken = breaking_changes(released_schemas(), present_schemas())
    assert broken == [], "\n".join(map(str, broken))


def test_the_baseline_holds_every_kind_of_event() -> None:
    services = {event_type.split(".")[1] for event_type in released_schemas()}
    assert services == {"catalog", "cases", "sla", "notify"}


def test_the_command_agrees() -> None:
    assert main([]) == 0
