"""What operators may ask about a running service's dead letters, under `/operations/dead-letters`."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.documents.query import desc, eq
from shared.documents.reader import Reader
from shared.errors import NotFound
from shared.eventstore.application import Application
from shared.eventstore.records import Answer, new_context
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letter_status import DeadLetterStatus
from shared.messaging.dead_letter_view import DEAD_LETTER_VIEW, DEAD_LETTERS
from shared.messaging.dead_letters import DEAD_LETTER
from shared.messaging.retrying import drop, retry
from shared.runtime.answers import DeadLetterDecided, DeadLetterDetail, DeadLetterPage
from shared.runtime.hosted import HostedService

Operator = Annotated[Principal, allow(Role.OPERATOR)]


class DropOrder(BaseModel):
    """Why a dead letter is not wanted."""

    reason: str = Field(min_length=1, max_length=500)


def dead_letter_routes(hosted: HostedService) -> APIRouter:
    """To see dead letters, and to decide on them."""
    router = APIRouter(prefix="/dead-letters")
    application = hosted.service.application
    reader = Reader(hosted.service.documents, DEAD_LETTER_VIEW)

    @router.get("", summary="Dead letters, the newest first")
    async def list_letters(
        _: Operator,
        status: DeadLetterStatus = DeadLetterStatus.WAITING,
        limit: Annotated[int, Query(ge=1, le=20_000)] = 100,
    ) -> DeadLetterPage:
        where = [eq("status", status.value)]
        found = await reader.all(DEAD_LETTERS, where, [desc("added_at")], limit)
        return DeadLetterPage(count=await reader.count(DEAD_LETTERS.name, where), letters=found)

    @router.get("/{key}", summary="One dead letter, with its stack and its record")
    async def show_letter(key: str, _: Operator) -> DeadLetterDetail:
        letter, _version = await application.state(DEAD_LETTER, key)
        if letter.added is None:
            raise NotFound(what="dead letter", key=key)
        told = {one.name: getattr(letter.added, one.name) for one in fields(letter.added)}
        return DeadLetterDetail(**told, status=letter.status)

    @router.post("/{key}/retry", summary="Process a dead letter after all")
    async def retry_letter(key: str, who: Operator) -> DeadLetterDecided:
        consumer = _consumer_of(hosted.consumers, key)
        return await _decided(application, retry(consumer, key, who.id))

    @router.post("/{key}/drop", summary="Decide that a dead letter is not wanted")
    async def drop_letter(key: str, order: DropOrder, who: Operator) -> DeadLetterDecided:
        return await _decided(application, drop(key, who.id, order.reason))

    return router


async def _decided(application: Application, handler: Callable[[UnitOfWork], Answer]) -> DeadLetterDecided:
    told = await application.execute(handler, new_context()) or {}
    return DeadLetterDecided(**{**told, "status": DeadLetterStatus(told["status"])})


def _consumer_of(consumers: Sequence[Consumer], key: str) -> Consumer:
    for consumer in consumers:
        if key.startswith(f"{consumer.subscription.group}.{consumer.subscription.topic.value}."):
            return consumer
    raise NotFound(what="dead letter", key=key)
