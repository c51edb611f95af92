"""The shapes of the cases service over HTTP: its commands are their own bodies; what stands round them."""

from dataclasses import dataclass
from typing import Annotated, Any, Self, Union

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from services.cases.domain.deciders import CASE
from services.cases.domain.opening import OpenCase
from services.cases.schemas.approvals import case_request
from services.cases.views.documents import CaseShown, HeldStep
from services.cases.views.passing import PassingShown
from shared.contracts.vocabulary import Code
from shared.http.paging import ListAnswer
from shared.http.problems import Problem
from shared.http.recorded import recorded_answer
from shared.http.requests import CommandRequest

OpenCaseRequest: Any = case_request(OpenCase)
#: The commands on a case that is there.
CASE_COMMANDS = tuple(command for command in CASE.commands if command is not OpenCase)
CaseRequest: Any = Annotated[
    Union[tuple(case_request(command) for command in CASE_COMMANDS)],  # noqa: UP007 - it isn't known before
    Field(discriminator="command"),
]


class CaseAnswer(BaseModel):
    """What a command did: the case, its new version, and the events in their order."""

    case_number: Annotated[str, Field(description="The case that the command was given on, or opened.")]
    version: int
    events: list[str]
    child_case: Annotated[
        str | None,
        Field(description="The case that the asked agency opened for a coordination by it; null: none."),
    ] = None


CaseEventAnswer = recorded_answer(CASE)


class CaseEventsAnswer(ListAnswer):
    """What happened to a case, in the order in which it was recorded."""

    events: list[CaseEventAnswer]  # type: ignore[valid-type]


@dataclass(slots=True, kw_only=True)
class NamedStep(HeldStep):
    """A step that the case is at, who holds it, and what they are called; null: not known."""

    step_name: str | None
    division_name: str | None
    official_name: str | None
    acted_by_name: str | None


@dataclass(slots=True, kw_only=True)
class ShownCase(CaseShown):
    """A case as it stands, with names beside codes."""

    procedure_name: str | None
    steps: list[NamedStep]


class CasesAnswer(ListAnswer):
    """Cases that fit."""

    cases: list[ShownCase]


class FollowedAnswer(BaseModel):
    """The cases that one follows."""

    cases: list[ShownCase]
    hidden: Annotated[int, Field(description="How many one follows and may see no more.")]


class SavedSearch(BaseModel):
    """A search that one has saved."""

    name: str
    asks: Annotated[str, Field(description="The query of a list, such as `status=open&division=VP`.")]


class SearchesAnswer(BaseModel):
    """The searches that one has saved, by name."""

    searches: list[SavedSearch]


class KeptAnswer(BaseModel):
    """The version of what one follows and has saved."""

    version: int


class PassingsAnswer(ListAnswer):
    """Buck-passing that fits, the latest first."""

    buck_passing: list[PassingShown]


class UnitPassings(BaseModel):
    """How often a unit had a part in buck-passing of a kind."""

    agency: str
    division: Annotated[str | None, Field(description="Null: between agencies, of the agency as a whole.")]
    division_name: Annotated[str | None, Field(description="Null: not known.")]
    kind: str
    count: int


class PassingFiguresAnswer(BaseModel):
    """The figure of each unit, the highest first."""

    figures: list[UnitPassings]


class CommandBatchRequest(BaseModel):
    """Commands on one case, carried out together or not at all, under a key of their own."""

    model_config = ConfigDict(extra="forbid")

    key: Annotated[str, Field(min_length=1, max_length=200, description="The batch's idempotency key.")]
    case_number: Annotated[Code | None, Field(description="Without it: `opening` opens the case.")] = None
    agency: Annotated[Code | None, Field(description="The agency that one acts in.")] = None
    opening: OpenCaseRequest | None = None
    orders: Annotated[list[CaseRequest], Field(max_length=200)] = []

    @model_validator(mode="after")
    def _has_one_case_and_something_to_do(self) -> Self:
        if (self.case_number is None) == (self.opening is None):
            named = {"one": "case_number", "other": "opening"}
            raise PydanticCustomError("one_of_two", "Exactly one of {one} and {other} must be given", named)
        if self.opening is None and not self.orders:
            raise PydanticCustomError("nothing_to_do", "There must be an order", None)
        return self

    @property
    def requests(self) -> list[CommandRequest]:
        """All its commands, in their order."""
        return [*([self.opening] if self.opening else []), *self.orders]


class BulkRequest(BaseModel):
    """Several batches; each is carried out or refused by itself, and the answers say which."""

    model_config = ConfigDict(extra="forbid")

    sequels: Annotated[list[CommandBatchRequest], Field(min_length=1, max_length=200)]


class CommandBatchAnswer(BaseModel):
    """What became of one batch: its answer, or the problem."""

    key: str
    answer: CaseAnswer | None = None
    problem: Problem | None = None
