"""Lists in pages: each page says where the next one begins, so that writes meanwhile shift nothing.

    GET /steps?state=open  →  {"total": 632, "cursor": "WyJz…", "next": "/steps?state=open&cursor=WyJz…", …}

A cursor is opaque to clients. It is a place in the list's order, and says which list that is.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from fastapi import Query
from pydantic import BaseModel, Field
from starlette.requests import Request

from shared.documents.query import Cursor, Sort
from shared.documents.reader import Page
from shared.http.errors import CursorUnreadable

#: How many rows a page has.
Limit = Annotated[int, Query(ge=1, le=500, description="How many rows the page has at most.")]
#: Where a page begins.
CursorText = Annotated[
    str | None,
    Query(max_length=1_000, description="What the page before was answered with; without it: the first."),
]


class ListAnswer(BaseModel):
    """A page of a list."""

    total: Annotated[
        int | None,
        Field(description="How many there are in all; null on further pages, where nobody counts again."),
    ]
    cursor: Annotated[str | None, Field(description="Where the next page begins; null: this is the last.")]
    next: Annotated[
        str | None, Field(description="The next page's address on this service; null: this is the last.")
    ]


def cursor_place(text: str | None, name: str, sort: Sequence[Sort]) -> Cursor | None:
    """The place that a cursor of the list `name` says. Raises `CursorUnreadable`."""
    if text is None:
        return None
    values = _read(text, name)
    if len(values) != len(sort) + 1 or not isinstance(values[-1], str):
        raise CursorUnreadable(where="cursor")
    return tuple(values)


def version_of(text: str | None, name: str) -> int:
    """The version that a cursor of a list of a stream's events goes on behind; 0: from the first."""
    values = _read(text, name) if text is not None else [0]
    if len(values) != 1 or not isinstance(values[0], int):
        raise CursorUnreadable(where="cursor")
    return values[0]


def _read(text: str, name: str) -> list[str | int | None]:
    try:
        listed, *values = msgspec.json.decode(urlsafe_b64decode(text.encode()), type=list[str | int | None])
    except (Error, ValueError, msgspec.MsgspecError):
        raise CursorUnreadable(where="cursor") from None
    if listed != name or any(isinstance(one, int) and not 0 <= one < 1 << 63 for one in values):
        raise CursorUnreadable(where="cursor")
    return values


def page_fields(page: Page[Any], name: str, request: Request) -> dict[str, Any]:
    """The fields of a `ListAnswer`: of a page of the list `name`, asked for by this request."""
    return list_fields(page.total, page.cursor, name, request)


def list_fields(total: int | None, cursor: Cursor | None, name: str, request: Request) -> dict[str, Any]:
    """The same, of what isn't a page of documents."""
    if cursor is None:
        return {"total": total, "cursor": None, "next": None}
    text = urlsafe_b64encode(msgspec.json.encode([name, *cursor])).decode()
    asked = [(key, value) for key, value in request.query_params.multi_items() if key != "cursor"]
    return {
        "total": total,
        "cursor": text,
        "next": f"{request.url.path}?{urlencode([*asked, ('cursor', text)])}",
    }
