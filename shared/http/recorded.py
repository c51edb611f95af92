"""What happened to an aggregate, as an answer shows it: the events of its decider, each with its causes."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Union

from pydantic import BaseModel, create_model

from shared.decider import Decider
from shared.eventstore.records import RecordedEvent


class Recorded(BaseModel):
    """An event: what happened, in which place, when it was recorded, and why."""

    type: str
    version: int
    recorded_at: datetime
    command_id: str
    correlation_id: str
    causation_id: str

    @classmethod
    def all_of(cls, recorded: Iterable[RecordedEvent]) -> list[Any]:
        """These events, in their order."""
        return [cls(**one.to_dict()) for one in recorded]


@lru_cache(maxsize=100)
def recorded_model(decider: Decider[Any]) -> type[Recorded]:
    """The answer's model for an event of the decider's streams. All its features must be registered."""
    events: Any = Union[decider.events]  # noqa: UP007 - it isn't known before
    made: type[Recorded] = create_model(
        f"{decider.category.capitalize()}Recorded",
        __base__=Recorded,
        __doc__=Recorded.__doc__,
        event=(events, ...),
    )
    return made
