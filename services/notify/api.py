"""The notify service over HTTP: everybody sees their own inbox, and nobody another's."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from services.notify.application import NotifyApplication
from services.notify.domain import MarkRead
from services.notify.errors import NotificationAlreadyRead, NotificationNotFound
from services.notify.schemas import ReadAnswer
from services.notify.views import NotifyQueries
from shared.auth.principal import Principal
from shared.auth.rules import signed_in
from shared.http import language_of, refusals
from shared.http.commands import Headers
from shared.kernel import Actor

Reader = Annotated[Principal, signed_in()]


def routes(application: NotifyApplication, queries: NotifyQueries) -> APIRouter:
    """All routes of the service."""
    router = APIRouter(prefix="/inbox", tags=["inbox"])

    @router.get("/entries", summary="One's own entries, unread ones first")
    async def inbox(
        who: Reader,
        request: Request,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    ) -> dict[str, Any]:
        return await queries.inbox(who.id, language_of(request), limit, offset)

    @router.get("/count", summary="How many of one's own entries are unread")
    async def count(who: Reader) -> dict[str, int]:
        return {"unread": await queries.unread(who.id)}

    @router.post(
        "/entries/{key}/read",
        summary="Note that one has read an entry",
        responses=refusals(NotificationNotFound, NotificationAlreadyRead),
    )
    async def read(key: str, who: Reader, headers: Headers) -> ReadAnswer:
        context = headers.context(who.id, key)
        command = MarkRead(by=Actor(who.id), at=context.recorded_at)
        return ReadAnswer.model_validate(await application.mark_read(key, command, context))

    return router
