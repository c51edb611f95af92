"""The shapes of commands on many cases at once, and of their results."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.cases.schemas import CaseAnswer, CaseRequest
from shared.contracts.vocabulary import Code
from shared.http.problems import Problem


class OneOfMany(BaseModel):
    """A command on one of many cases."""

    model_config = ConfigDict(extra="forbid")

    case_number: Code
    version: Annotated[int | None, Field(description="Of the case, that one saw; another one refuses.")] = (
        None
    )
    command: CaseRequest


class ManyRequest(BaseModel):
    """Commands on many cases, each by itself, in this order."""

    model_config = ConfigDict(extra="forbid")

    preview: Annotated[
        bool, Field(description="Whether one only asks what each would do; nothing is done then.")
    ] = False
    commands: Annotated[list[OneOfMany], Field(min_length=1, max_length=200)]


class ResultOfMany(BaseModel):
    """What became of one command, or would: its answer, or the problem."""

    case_number: str
    answer: CaseAnswer | None = None
    problem: Problem | None = None


class ManyAnswer(BaseModel):
    """What became of each, or, in a preview, would."""

    preview: bool
    done: Annotated[int, Field(description="How many were carried out, or would be.")]
    refused: int
    results: Annotated[list[ResultOfMany], Field(description="In the order of the request.")]
