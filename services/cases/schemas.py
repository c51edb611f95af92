"""The shapes of the cases service's HTTP commands; each knows the domain command that it asks for."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from services.cases import domain
from shared.kernel import Actor

Text = Annotated[str, Field(min_length=1, max_length=2000)]
Code = Annotated[str, Field(min_length=1, max_length=80)]


class Order(BaseModel):
    """A command. `at` is when it took effect, now if it isn't given; both times are kept."""

    model_config = ConfigDict(extra="forbid")

    at: AwareDatetime | None = None
    as_division: Code | None = Field(
        None, description="The division that one acts in, where one has several."
    )
    acting_for: Code | None = Field(None, description="The official whose act it is, if not one's own.")

    asks: ClassVar[type[domain.CaseCommand]] = domain.CaseCommand

    def value(self, by: Actor, recorded_at: datetime) -> domain.CaseCommand:
        """The domain's command, whose fields have the same names."""
        names = type(self).model_fields.keys() - Order.model_fields.keys() - {"command"}
        fields = {name: _value(getattr(self, name)) for name in names}
        return self.asks(by=by, at=self.at or recorded_at, recorded_at=recorded_at, **fields)


class Target(BaseModel):
    """A step that the case goes to, and who takes it."""

    model_config = ConfigDict(extra="forbid")

    step: Code
    division: Code | None = None
    official: Code | None = None

    def value(self) -> domain.Target:
        """The same for the domain."""
        return domain.Target(step=self.step, division=self.division, official=self.official)


def _value(given: Any) -> Any:
    if isinstance(given, list):
        return tuple(target.value() for target in given)
    return given.value() if isinstance(given, Target) else given


class OpenCase(Order):
    """Open a case of a procedure in force."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.OpenCase
    command: Literal["OpenCase"] = "OpenCase"
    agency: Code
    procedure: Code
    subject: Text
    first_steps: list[Target] | None = None
    due_at: AwareDatetime | None = None
    external_reference: Text | None = None
    imported: bool = Field(False, description="A history from a log; the importer's role may say so.")


class AssignStep(Order):
    """Name the official who is to do an open step."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.AssignStep
    command: Literal["AssignStep"] = "AssignStep"
    step: Code
    official: Code


class ReceiveStep(Order):
    """Take an open step up."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.ReceiveStep
    command: Literal["ReceiveStep"] = "ReceiveStep"
    step: Code


class CompleteStep(Order):
    """Say that a step's work is done."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.CompleteStep
    command: Literal["CompleteStep"] = "CompleteStep"
    step: Code


class HandOff(Order):
    """Pass the case on from a completed step."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.HandOff
    command: Literal["HandOff"] = "HandOff"
    step: Code
    to: list[Target] | None = Field(None, description="Without it: the next stage with a mandatory step.")


class ReturnStep(Order):
    """Send the case back to a step of an earlier stage."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.ReturnStep
    command: Literal["ReturnStep"] = "ReturnStep"
    step: Code
    to: Target
    reason: Text


class ReopenStep(Order):
    """Do a completed step once more."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.ReopenStep
    command: Literal["ReopenStep"] = "ReopenStep"
    step: Code
    reason: Text
    division: Code | None = None
    official: Code | None = None


class SuspendCase(Order):
    """Stop the case's clocks, for a recorded reason."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.SuspendCase
    command: Literal["SuspendCase"] = "SuspendCase"
    reason: Text


class ResumeCase(Order):
    """Let the case's clocks run again."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.ResumeCase
    command: Literal["ResumeCase"] = "ResumeCase"


class ExtendCase(Order):
    """Grant the case more time."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.ExtendCase
    command: Literal["ExtendCase"] = "ExtendCase"
    due_at: AwareDatetime
    reason: Text


class CompleteCase(Order):
    """End the case with its result."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.CompleteCase
    command: Literal["CompleteCase"] = "CompleteCase"


class CancelCase(Order):
    """End the case without a result."""

    asks: ClassVar[type[domain.CaseCommand]] = domain.CancelCase
    command: Literal["CancelCase"] = "CancelCase"
    reason: Text


CaseOrder = Annotated[
    AssignStep
    | ReceiveStep
    | CompleteStep
    | HandOff
    | ReturnStep
    | ReopenStep
    | SuspendCase
    | ResumeCase
    | ExtendCase
    | CompleteCase
    | CancelCase,
    Field(discriminator="command"),
]


class Answer(BaseModel):
    """What a command did: the case, its new version, and the events in their order."""

    case_number: str
    version: int
    events: list[str]


class SequelOrder(BaseModel):
    """Commands on one case, carried out together or not at all, under a key of their own."""

    model_config = ConfigDict(extra="forbid")

    key: Annotated[str, Field(min_length=1, max_length=200, description="The sequel's idempotency key.")]
    case_number: Code | None = Field(None, description="Without it: `opening` opens the case.")
    agency: Code | None = Field(None, description="The agency that one acts in.")
    opening: OpenCase | None = None
    orders: Annotated[list[CaseOrder], Field(max_length=200)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _has_one_case_and_something_to_do(self) -> Self:
        if (self.case_number is None) == (self.opening is None):
            fields = {"one": "case_number", "other": "opening"}
            raise PydanticCustomError("one_of_two", "Exactly one of {one} and {other} must be given", fields)
        if self.opening is None and not self.orders:
            raise PydanticCustomError("nothing_to_do", "There must be an order", None)
        return self


class Bulk(BaseModel):
    """Several sequels; each is carried out or refused by itself, and the answers say which."""

    model_config = ConfigDict(extra="forbid")

    sequels: Annotated[list[SequelOrder], Field(min_length=1, max_length=200)]


class SequelAnswer(BaseModel):
    """What became of one sequel: its answer, or the problem."""

    key: str
    answer: Answer | None = None
    problem: dict[str, object] | None = None
