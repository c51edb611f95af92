"""Serves the JSON Schemas that `ce_dataschema` names."""

from typing import Any

from fastapi import APIRouter

from shared.auth.rules import public
from shared.contracts.registry import UnknownEventType
from shared.contracts.schemas import schema
from shared.http.problems import refusals


def schemas() -> APIRouter:
    """`GET /schemas/<event type>.json`: the same at every service."""
    router = APIRouter(
        tags=["events"], dependencies=[public("subscribers need it, and it has no data in it")]
    )

    @router.get(
        "/schemas/{event_type}.json",
        summary="The JSON Schema of a published event",
        responses=refusals(UnknownEventType),
    )
    async def event_schema(event_type: str) -> dict[str, Any]:
        return schema(event_type)

    return router
