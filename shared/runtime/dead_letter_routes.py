"""What operators may ask about a running service's dead letters, under `/operations/dead-letters`."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.documents.generations import Generations
from shared.documents.port import full_name
from shared.documents.query import Sort, eq
from shared.errors import NotFound
from shared.eventstore.application import new_context
from shared.kernel import Role
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letter_status import DeadLetterStatus
from shared.messaging.dead_letter_view import DEAD_LETTER_VIEW, DEAD_LETTERS
from shared.messaging.dead_letters import DEAD_LETTER
from shared.messaging.retrying import drop, retry
from shared.runtime.hosted import HostedService

Operator = Annotated[Principal, allow(Role.OPERATOR)]


class DropOrder(BaseModel):
    """Why a dead letter is not wanted."""

    reason: str = Field(min_length=1, max_length=500)


def dead_letter_routes(hosted: HostedService) -> APIRouter:
    """To see dead letters, and to decide on them."""
    router = APIRouter(prefix="/dead-letters")
    application, documents = hosted.service.application, hosted.service.documents

    @router.get("", summary="Dead letters, the newest first")
    async def list_letters(
        _: Operator,
        status: DeadLetterStatus = DeadLetterStatus.WAITING,
        limit: Annotated[int, Query(ge=1, le=20_000)] = 100,
    ) -> dict[str, Any]:
        generation = (await Generations(documents, DEAD_LETTER_VIEW).pointer()).serving
        stored = full_name(DEAD_LETTERS.name, generation)
        where = [eq("status", status.value)]
        found = await documents.find(stored, where, [Sort("added_at", descending=True)], limit)
        return {"count": await documents.count(stored, where), "letters": [item.body for item in found]}

    @router.get("/{key}", summary="One dead letter, with its stack and its record")
    async def show_letter(key: str, _: Operator) -> dict[str, Any]:
        letter, _version = await application.state(DEAD_LETTER, key)
        if letter.added is None:
            raise NotFound(what="dead letter", key=key)
        return {"status": letter.status, **{n: getattr(letter.added, n) for n in letter.added.__slots__}}

    @router.post("/{key}/retry", summary="Process a dead letter after all")
    async def retry_letter(key: str, who: Operator) -> dict[str, Any]:
        consumer = _consumer_of(hosted.consumers, key)
        return await application.execute(retry(consumer, key, who.id), new_context()) or {}

    @router.post("/{key}/drop", summary="Decide that a dead letter is not wanted")
    async def drop_letter(key: str, order: DropOrder, who: Operator) -> dict[str, Any]:
        return await application.execute(drop(key, who.id, order.reason), new_context()) or {}

    return router


def _consumer_of(consumers: Sequence[Consumer], key: str) -> Consumer:
    for consumer in consumers:
        if key.startswith(f"{consumer.subscription.group}.{consumer.subscription.topic.value}."):
            return consumer
    raise NotFound(what="dead letter", key=key)
