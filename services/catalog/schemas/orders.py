"""What every command over HTTP has."""

from typing import Annotated

from fastapi import Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from services.catalog.domain.procedure.naming import Content as Text
from services.catalog.domain.procedure.naming import Name
from shared.contracts.vocabulary import Code, Instant

__all__ = ["ActingFor", "Code", "Form", "Name", "Order", "Text", "TookEffect"]

#: Where a command has no body to say it in.
TookEffect = Annotated[Instant | None, Query(description="When it took effect; now.")]
ActingFor = Annotated[
    Code | None, Query(description="The official whose act it is, if not one's own.", max_length=80)
]


class Form(BaseModel):
    """A part of a command."""

    model_config = ConfigDict(extra="forbid")


class Order(Form):
    """A command. `at` is when it took effect, now if it isn't given; both times are kept."""

    at: AwareDatetime | None = None
    as_division: Code | None = Field(
        None, description="The division that one acts in, where one has several."
    )
    acting_for: Code | None = Field(None, description="The official whose act it is, if not one's own.")
