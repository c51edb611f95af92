"""Whatever state a case comes to: no command succeeds and changes nothing, and a refusal changes nothing."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.judging import judged
from tests.unit.cases.histories.test_lifecycle import Lifecycle


def live(lives: int, steps: int) -> None:
    """Lives of cases in which each command that is accepted is given once more at once."""
    longer = settings(Lifecycle.TestCase.settings, max_examples=lives, stateful_step_count=steps)
    with judged() as found:
        run_state_machine_as_test(Lifecycle, settings=longer)
    assert not found.faults, "\n".join(sorted(found.faults))
    assert found.given


def test_no_command_is_given_in_vain() -> None:
    live(10, 25)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_no_command_is_given_in_vain_in_a_long_life() -> None:
    live(500, 60)
