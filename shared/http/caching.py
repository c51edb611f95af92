"""Answers that others may keep: a strong `ETag`, `Cache-Control`, `Last-Modified`, and 304 (RFC 9110, 9111).

    return kept(request, content, Keep(max_age=60), modified=issued_at)

The tag is made of the answer's very bytes, so it changes with the streams behind it, with the day, and
with a version of the software that shows more; and with nothing else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Keep:
    """How long an answer may be kept by whoever passes it on, in seconds."""

    max_age: int  #: used without asking
    stale_while_revalidate: int = 0  #: still used while it is asked for anew (RFC 5861)
    by_language: bool = False  #: it differs by `Accept-Language`

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say so."""
        parts = ["public", f"max-age={self.max_age}"]
        if self.stale_while_revalidate:
            parts.append(f"stale-while-revalidate={self.stale_while_revalidate}")
        vary = {"Vary": "Accept-Language"} if self.by_language else {}
        return {"Cache-Control": ", ".join(parts), **vary}


def kept(
    request: Request,
    content: Any,
    keep: Keep,
    *,
    modified: datetime | None = None,
    links: Mapping[str, str | None] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The content as JSON to be kept; 304 where the asker has it.

    `links`: addresses by relation (RFC 8288); None is left out. `headers`: any others.
    """
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{blake2b(body, digest_size=_TAG_BYTES).hexdigest()}"'
    sent_headers = {"ETag": tag, **keep.headers, **(headers or {})}
    if modified is not None:
        sent_headers["Last-Modified"] = format_datetime(
            modified.astimezone(UTC).replace(microsecond=0), usegmt=True
        )
    if links and (entries := [_link(name, to) for name, to in links.items() if to is not None]):
        sent_headers["Link"] = ", ".join(entries)
    if _has_it(request, tag, sent_headers.get("Last-Modified")):
        return Response(status_code=304, headers=sent_headers)
    return Response(body, headers=sent_headers, media_type="application/json")


def _link(relation: str, address: str) -> str:
    return f'<{quote(address, safe="/?=&%:,@.~-")}>; rel="{relation}"'


def _has_it(request: Request, tag: str, modified: str | None) -> bool:
    """`If-None-Match` decides where there is one (weak comparison); else the very date that we gave."""
    tags = request.headers.getlist("if-none-match")
    if tags:
        asked = [one.strip().removeprefix("W/") for line in tags for one in line.split(",")]
        return "*" in asked or tag in asked
    return modified is not None and request.headers.get("if-modified-since") == modified
