"""What is told of evaluation policies, and of what a command on evaluations led to."""

from typing import Annotated

from pydantic import BaseModel, Field

from shared.contracts.evaluation import EvaluationPolicy


class EvaluationVersion(BaseModel):
    """What a command on evaluations has led to."""

    key: Annotated[str, Field(description="The official, or the agency whose policies they are.")]
    version: Annotated[int, Field(description="The version that it has led to.")]
    events: Annotated[list[str], Field(description="What happened; none: nothing was otherwise.")]


class ClosedEvaluations(BaseModel):
    """Whose period was closed by the decision."""

    officials: Annotated[list[str], Field(description="Their identifiers, in order.")]


class PoliciesAnswer(BaseModel):
    """The policies that are known in an agency."""

    adopted: Annotated[list[EvaluationPolicy], Field(description="Adopted there.")]
    decree: Annotated[list[EvaluationPolicy], Field(description="In force where nothing else was adopted.")]
    to_compare: Annotated[list[EvaluationPolicy], Field(description="In force nowhere: to simulate.")]
