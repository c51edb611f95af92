"""The stream of changes: which case has come to which version, for what one may see; no contents."""

import time
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from fastapi import Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from services.cases.api.given import Reader, TheApplication
from services.cases.application.changes import Change, changes
from shared.contracts.topics import Service
from shared.http.access import readable_agencies
from shared.http.errors import CursorUnreadable
from shared.http.problems import refusals
from shared.http.routing import Router

change_stream = Router(prefix="/changes", tags=["cases"])

#: A stream ends after so many seconds, and who follows it comes again with what they may see by then.
LONGEST = 55

#: One event of the stream, as its fields stand.
_EVENT = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "examples": ["cases:1:42"]},
        "event": {"type": "string", "description": "`end`: follow again from this place; else left out."},
        "data": {
            "type": "string",
            "description": "JSON.",
            "examples": ['{"case_number":"SNV-260302-0001","version":3}'],
        },
    },
    "required": ["id", "data"],
}
_CONTENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": (
            "Server-sent events: `id` is the place, which counts as a Consistency-Token too; "
            '`data` is `{"case_number", "version"}`.'
        ),
        "content": {"text/event-stream": {"schema": _EVENT}},
    }
}
_PLACE = r"^cases:\d{1,9}:\d{1,18}$"


@change_stream.get(
    "",
    summary="Changes of cases from a place on, as they happen",
    responses=_CONTENT | refusals(CursorUnreadable),
    response_class=Response,
)
async def follow_changes(
    who: Reader,
    request: Request,
    application: TheApplication,
    after: Annotated[
        str | None,
        Query(pattern=_PLACE, description="The place to go on behind. Without it: what happens from now on."),
    ] = None,
    last_event_id: Annotated[
        str | None, Header(pattern=_PLACE, description="The same, as browsers say it when they come again.")
    ] = None,
    seconds: Annotated[int, Query(ge=0, le=LONGEST, description="How long it goes on.")] = LONGEST,
) -> Response:
    """Of one's own agencies, and of the cases that ask them; the province's leaders see all."""
    place = await _place(last_event_id or after, application)
    give_up, readiness = time.monotonic() + seconds, request.app.state.readiness

    def goes_on() -> bool:
        return time.monotonic() < give_up and not readiness.withdrawn

    found = changes(application, place, readable_agencies(who, None), goes_on)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    told = _told(found, application.store.epoch)
    return StreamingResponse(told, media_type="text/event-stream", headers=headers)


async def _place(text: str | None, application: TheApplication) -> int:
    """Where to begin. A place of another epoch isn't one of this store: `CursorUnreadable`."""
    last: int = await application.read(application.store.last_notification_id)
    if text is None:
        return last
    _, epoch, place = text.split(":")
    if int(epoch) != application.store.epoch or int(place) > last:
        raise CursorUnreadable(where="after")
    return int(place)


async def _told(found: AsyncIterator[Change], epoch: int) -> AsyncIterator[bytes]:
    async for one in found:
        place = f"id: {Service.CASES.value}:{epoch}:{one.place}\n"
        if one.case_number is None:
            yield f"{place}event: end\ndata: {{}}\n\n".encode()
        else:
            data = msgspec.json.encode({"case_number": one.case_number, "version": one.version}).decode()
            yield f"{place}data: {data}\n\n".encode()
