"""An allowed time as it is stated in a command."""

from typing import Annotated, Any, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, GetPydanticSchema
from pydantic_core import CoreSchema

from shared.contracts.strict import read_as
from shared.contracts.vocabulary import TimeLimit
from shared.decider import command
from shared.kernel import Counting


@command
class LimitForm:
    """An allowed time: `{"duration": "PT8H", "counting": "working_hours"}`."""

    duration: Annotated[str, Field(max_length=12, description="ISO 8601: `PT8H`, `PT1H30M`, `P3D`.")]
    counting: Counting

    def __post_init__(self) -> None:
        """ValueError where the duration doesn't fit the counting."""
        self.value()

    def value(self) -> TimeLimit:
        """The limit itself."""
        return TimeLimit.parse(self.duration, self.counting)


def _read_as_stated(_source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    return read_as(handler, LimitForm, LimitForm.value, TimeLimit)


#: A limit in a command: read in the form of `LimitForm`, strictly; in the command it is the limit itself.
StatedLimit: TypeAlias = Annotated[TimeLimit, GetPydanticSchema(_read_as_stated)]
