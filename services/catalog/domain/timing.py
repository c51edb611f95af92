"""When an act may be recorded: the first guard of every decision of the catalog."""

from shared.decider import Act
from shared.errors import EffectiveInFuture, RecordedTooLate
from shared.kernel import Role, check_recorded_in_time

#: How `check_time` may refuse.
TIMED = (EffectiveInFuture, RecordedTooLate)


def check_time(act: Act) -> None:
    """It has taken effect, and not too long ago, unless it is history that an importer records."""
    if act.at_given:
        check_recorded_in_time(act.at, act.recorded_at, history=act.by.has(Role.IMPORTER))
