"""Recorded events as answers: what happened, in which place, when it was recorded, and why."""

from datetime import datetime
from typing import Any, Union

from pydantic import BaseModel, ConfigDict, create_model

from shared.decider import Decider


class RecordedAnswer(BaseModel):
    """One event of a stream. Its time of effect stands in the event as well."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    type: str
    version: int
    recorded_at: datetime
    effective_at: datetime | None = None
    command_id: str
    correlation_id: str
    causation_id: str


def recorded_answer(decider: Decider[Any]) -> Any:
    """The answer's model for the events of one kind of aggregate, each in its own form."""
    events: Any = Union[decider.events]  # noqa: UP007 - it isn't known before
    name = f"{decider.category.title()}EventAnswer"
    return create_model(name, __base__=RecordedAnswer, event=(events, ...))
