"""Time limits, and when they may stand still, be longer or be shorter, as they are written over HTTP."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from services.catalog.domain.procedure.conditions import ExtensionRule, SuspensionRule, Urgency, UrgentLimit
from services.catalog.schemas.orders import Form
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting

Conditions = Annotated[str, Field(max_length=4000, description="In words, with their legal source.")]
Times = Annotated[int, Field(ge=1, le=99)]


class LimitForm(Form):
    """An allowed time: `{"duration": "PT8H", "counting": "working_hours"}`."""

    duration: Annotated[str, Field(max_length=12, description="ISO 8601: `PT8H`, `PT1H30M`, `P3D`.")]
    counting: Counting

    @model_validator(mode="after")
    def _is_one(self) -> "LimitForm":
        try:
            self.value()
        except ValueError:
            values = {"duration": self.duration, "counting": self.counting.value}
            raise PydanticCustomError(
                "time_limit_unfit", "{duration} is no time limit that is counted in {counting}", values
            ) from None
        return self

    def value(self) -> TimeLimit:
        """The limit. ValueError where the duration doesn't fit the counting."""
        return TimeLimit.parse(self.duration, self.counting)


def limit_of(form: LimitForm | None) -> TimeLimit | None:
    """The limit, where one is stated."""
    return form.value() if form else None


class UrgentLimitForm(Form):
    """The limit at a degree of urgency; a degree without one has the nearest lower degree's."""

    urgency: Urgency
    time_limit: LimitForm


UrgentLimits = Annotated[list[UrgentLimitForm], Field(max_length=10)]


def urgent_limits_of(forms: list[UrgentLimitForm]) -> tuple[UrgentLimit, ...]:
    """The same for the domain, the most urgent last."""
    limits = (UrgentLimit(urgency=one.urgency, time_limit=one.time_limit.value()) for one in forms)
    return tuple(sorted(limits, key=lambda one: one.urgency.rank))


class SuspensionForm(Form):
    """When, how often and for how long a case may be suspended."""

    conditions: Conditions = ""
    most_times: Times | None = Field(None, description="Without it: as often as the conditions hold.")
    longest: LimitForm | None = Field(
        None, description="Of one suspension. Without it: as long as they hold."
    )

    def value(self) -> SuspensionRule:
        """The same for the domain."""
        return SuspensionRule(
            conditions=self.conditions, most_times=self.most_times, longest=limit_of(self.longest)
        )


class ExtensionForm(Form):
    """When, how often and by how much a leader may grant more time, and until when it is asked for."""

    conditions: Conditions = ""
    most_times: Times = 1
    longest: LimitForm | None = Field(
        None, description="Of one extension. Without it: what the leader finds right."
    )
    ask_before: LimitForm | None = Field(
        None, description="At least so long before the limit ends. Without it: until it ends."
    )

    def value(self) -> ExtensionRule:
        """The same for the domain."""
        return ExtensionRule(
            conditions=self.conditions,
            most_times=self.most_times,
            longest=limit_of(self.longest),
            ask_before=limit_of(self.ask_before),
        )
