"""Inboxes: everybody sees their own, and nobody another's."""

from typing import Annotated

from fastapi import Query, Request

from services.notify.api.given import Reader, TheApplication, TheQueries
from services.notify.domain.deciders import DELIVERY
from services.notify.domain.reading import MarkRead
from services.notify.queries import InboxPage
from services.notify.schemas import ReadAnswer, UnreadAnswer
from shared.decider import Act, GivenCommand
from shared.http import language_of, refusals
from shared.http.commands import Headers
from shared.http.routing import Router
from shared.kernel import Actor

inbox = Router(prefix="/inbox", tags=["inbox"])


@inbox.get("/entries", summary="One's own entries, unread ones first")
async def list_entries(
    who: Reader,
    asked: TheQueries,
    request: Request,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> InboxPage:
    """With their texts, in the reader's language."""
    return await asked.inbox(who.id, language_of(request), limit, offset)


@inbox.get("/count", summary="How many of one's own entries are unread")
async def count(who: Reader, asked: TheQueries) -> UnreadAnswer:
    """For a badge."""
    return UnreadAnswer(unread=await asked.unread(who.id))


@inbox.post(
    "/entries/{key}/read",
    summary="Note that one has read an entry",
    responses=refusals(*DELIVERY.refusals_of(MarkRead)),
)
async def mark_read(key: str, who: Reader, headers: Headers, application: TheApplication) -> ReadAnswer:
    """Once; it stays in the inbox."""
    context = headers.context(who.id, key)
    act = Act(by=Actor(who.id), at=context.recorded_at, recorded_at=context.recorded_at)
    return ReadAnswer.model_validate(await application.mark_read(key, GivenCommand(MarkRead(), act), context))
