"""What operators may ask about a running service's dead letters, under `/operations/dead-letters`."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.http.routing import Router
from shared.kernel import Role
from shared.messaging.dead_letter_status import DeadLetterStatus
from shared.messaging.retrying import consumer_of, drop, retry
from shared.runtime.answers import DeadLetterDecided, DeadLetterDetail, DeadLetterPage
from shared.runtime.dead_letters import DeadLetters
from shared.runtime.injected import Hosted

Operator = Annotated[Principal, allow(Role.OPERATOR)]


class DropOrder(BaseModel):
    """Why a dead letter is not wanted."""

    reason: str = Field(min_length=1, max_length=500)


@cache
def dead_letter_routes() -> APIRouter:
    """To see dead letters, and to decide on them; made once for all services."""
    router = Router(prefix="/operations/dead-letters", tags=["operations"])

    @router.get("", summary="Dead letters, the newest first")
    async def list_letters(
        _: Operator,
        hosted: Hosted,
        status: DeadLetterStatus = DeadLetterStatus.WAITING,
        limit: Annotated[int, Query(ge=1, le=20_000)] = 100,
    ) -> DeadLetterPage:
        return await DeadLetters(hosted.service).page(status, limit)

    @router.get("/{key}", summary="One dead letter, with its stack and its record")
    async def show_letter(key: str, _: Operator, hosted: Hosted) -> DeadLetterDetail:
        return await DeadLetters(hosted.service).detail(key)

    @router.post("/{key}/retry", summary="Process a dead letter after all")
    async def retry_letter(key: str, who: Operator, hosted: Hosted) -> DeadLetterDecided:
        return await DeadLetters(hosted.service).decide(
            retry(consumer_of(hosted.consumers, key), key, who.id)
        )

    @router.post("/{key}/drop", summary="Decide that a dead letter is not wanted")
    async def drop_letter(key: str, order: DropOrder, who: Operator, hosted: Hosted) -> DeadLetterDecided:
        return await DeadLetters(hosted.service).decide(drop(key, who.id, order.reason))

    return router
