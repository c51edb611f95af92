"""An allowed time as it is stated in a command."""

from typing import Annotated, TypeAlias

from shared.contracts.strict import ReadAs
from shared.contracts.vocabulary import TimeLimit, check_countable, described, unfit
from shared.decider import command
from shared.kernel import Counting

_UNFIT = "{duration} is no time limit that is counted in {counting}"
_TOO_LONG = "{duration} is longer than any calendar can count"


@command
class LimitForm:
    """An allowed time: `{"duration": "PT8H", "counting": "working_hours"}`."""

    duration: Annotated[str, described("ISO 8601: `PT8H`, `PT1H30M`, `P3D`.", max_length=12)]
    counting: Counting

    def __post_init__(self) -> None:
        """ValueError where the duration doesn't fit the counting, or is longer than any calendar."""
        try:
            limit = self.value()
        except ValueError:
            values = {"duration": self.duration, "counting": self.counting.value}
            raise unfit("time_limit_unfit", _UNFIT, values) from None
        try:
            check_countable(limit)
        except ValueError:
            raise unfit("time_limit_too_long", _TOO_LONG, {"duration": self.duration}) from None

    def value(self) -> TimeLimit:
        """The limit itself."""
        return TimeLimit.parse(self.duration, self.counting)


#: A limit in a command: read in the form of `LimitForm`, strictly; in the command it is the limit itself.
StatedLimit: TypeAlias = Annotated[TimeLimit, ReadAs(LimitForm, LimitForm.value)]
