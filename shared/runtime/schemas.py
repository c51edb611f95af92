"""Serves the JSON Schemas that `ce_dataschema` names."""

from functools import cache

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from shared.auth.rules import public
from shared.contracts.registry import UnknownEventType
from shared.contracts.schemas import schema
from shared.http.problems import refusals
from shared.http.routing import Router


class EventSchema(BaseModel):
    """A JSON Schema (draft 2020-12); beside these keywords it has those that its type needs."""

    model_config = ConfigDict(extra="allow", populate_by_name=True, serialize_by_alias=True)

    dialect: str = Field(alias="$schema")
    identifier: str = Field(alias="$id")
    topic: str = Field(alias="x-topic")
    title: str
    description: str


@cache
def schemas() -> APIRouter:
    """`GET /schemas/<event type>.json`: the same at every service, made once."""
    router = Router(tags=["events"], dependencies=[public("subscribers need it, and it has no data in it")])

    @router.get(
        "/schemas/{event_type}.json",
        summary="The JSON Schema of a published event",
        responses=refusals(UnknownEventType),
    )
    async def event_schema(event_type: str) -> EventSchema:
        return EventSchema.model_validate(schema(event_type))

    return router
