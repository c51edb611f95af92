"""A procedure as it is written over HTTP."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from services.catalog import domain
from services.catalog.schemas.orders import Code, Form, Name
from shared.kernel import Counting, TimeLimit


class LimitForm(Form):
    """An allowed time: `{"duration": "PT8H", "counting": "working_hours"}`."""

    duration: Annotated[str, Field(max_length=12, description="ISO 8601: `PT8H`, `PT1H30M`, `P3D`.")]
    counting: Counting

    @model_validator(mode="after")
    def _is_one(self) -> "LimitForm":
        self.value()
        return self

    def value(self) -> TimeLimit:
        """The limit. ValueError where the duration doesn't fit the counting."""
        return TimeLimit.parse(self.duration, self.counting)


class StepForm(Form):
    """A unit of work. In a draft the division and the content may still be empty."""

    code: Code
    name: Name
    division: Annotated[str, Field(max_length=80)] = ""
    content: Annotated[str, Field(max_length=4000)] = ""
    time_limit: LimitForm
    other_divisions: Annotated[list[Code], Field(max_length=50)] = Field(default_factory=list)
    optional: bool = False

    def value(self) -> domain.Step:
        """The same for the domain."""
        plain: dict[str, Any] = self.model_dump(exclude={"time_limit", "other_divisions"})
        return domain.Step(
            **plain, time_limit=self.time_limit.value(), other_divisions=tuple(self.other_divisions)
        )


class StageForm(Form):
    """Steps that run side by side."""

    code: Code
    name: Name = ""
    steps: Annotated[list[StepForm], Field(max_length=200)]

    def value(self) -> domain.Stage:
        """The same for the domain."""
        return domain.Stage(code=self.code, name=self.name, steps=tuple(step.value() for step in self.steps))


class ProcedureContent(Form):
    """A procedure without its code."""

    name: Name
    kind: domain.ProcedureKind = domain.ProcedureKind.INTERNAL
    time_limit: LimitForm = Field(description="The total, which is the lead unit's time.")
    stages: Annotated[list[StageForm], Field(max_length=200)]
    one_stop: bool = Field(False, description="Of the one-stop set; such a one is refused.")

    def under(self, code: str) -> domain.Procedure:
        """The same for the domain, under this code."""
        return domain.Procedure(
            code=code,
            name=self.name,
            kind=self.kind,
            time_limit=self.time_limit.value(),
            stages=tuple(stage.value() for stage in self.stages),
            one_stop=self.one_stop,
        )


class ProcedureForm(ProcedureContent):
    """A procedure."""

    code: Code
