"""A due instant that a change of the working calendar moves."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field


class MovedDue(BaseModel):
    """Of a case, a visit, or a coordination: which one it is, from when to when."""

    step: Annotated[str | None, Field(description="Code of the step; null: it is the case's own.")]
    visit: Annotated[int | None, Field(description="Of the step.")]
    coordination: Annotated[int | None, Field(description="Its number, where it is that of an answer.")]
    receipt: Annotated[bool, Field(description="Whether it is the one by which that is to be received.")]
    due_at: Annotated[datetime, Field(description="Without the change.")]
    moved_to: Annotated[datetime, Field(description="With it.")]
