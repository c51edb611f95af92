"""What every command over HTTP comes with: an idempotency key, the version seen, a correlation id."""

import re
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field, TypeAdapter, ValidationError

from shared.errors import Refusal
from shared.eventstore.errors import (
    ClockJumped,
    DecisionTooLong,
    DiskFull,
    KeyReused,
    KeyUnusable,
    StoreSetBack,
    StoreUnavailable,
    TooLarge,
    VersionMismatch,
)
from shared.eventstore.idempotency import fingerprint
from shared.eventstore.records import CommandContext, new_command_id, recording_time
from shared.telemetry.correlation import current_correlation

#: In the OpenAPI document: what every command may bring.
KEY_PARAMETER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key again gives the first answer again; another body under it is refused.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
VERSION_PARAMETER = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": 'The version that the command was decided on, such as `"3"`.',
    "schema": {"type": "string"},
}
#: A version as an entity tag (RFC 9110, section 8.8.3), or bare; of no more digits than a store counts.
_VERSION = re.compile(r'(?:W/)?(?P<quote>"?)(?P<version>[0-9]{1,18})(?P=quote)')
_KEY: TypeAdapter[str] = TypeAdapter(Annotated[str, Field(min_length=1, max_length=200)])


class VersionUnreadable(Refusal):
    code = "if-match-unreadable"
    status = 400
    vi = 'If-Match phải là phiên bản bạn đã xem, ví dụ "3".'
    en = 'If-Match must be the version that you saw, such as "3".'


#: How any command may be refused, whatever it asks: by its headers, and by the store.
COMMAND_REFUSALS = (
    VersionUnreadable,
    VersionMismatch,
    KeyReused,
    KeyUnusable,
    TooLarge,
    StoreUnavailable,
    DiskFull,
    StoreSetBack,
    DecisionTooLong,
    ClockJumped,
)


class CommandHeaders:
    """The headers of a command."""

    def __init__(self, key: str | None, version: int | None) -> None:
        self.key = key
        self.version = version

    def context(self, sender: str, content: Any) -> CommandContext:
        """The command's context. The key counts for its sender alone, and for one content."""
        return command_context(sender, self.key, content)


def command_context(sender: str, key: str | None, content: Any) -> CommandContext:
    """The context of a command that `sender` gives now, under its own key or one that the server makes."""
    return CommandContext(
        command_id=new_command_id(),
        recorded_at=recording_time(),
        correlation_id=current_correlation() or "",
        idempotency_key=f"{sender}/{key}" if key else None,
        fingerprint=fingerprint(content) if key else "",
    )


async def command_headers(request: Request) -> CommandHeaders:
    """The command's headers. Raises `VersionUnreadable`, and RequestValidationError for an unfit key."""
    headers = request.headers
    return CommandHeaders(_key(headers.get("idempotency-key")), _version(headers.get("if-match")))


def _key(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return _KEY.validate_python(text)
    except ValidationError as error:
        raise RequestValidationError(
            [{**one, "loc": ("header", KEY_PARAMETER["name"])} for one in error.errors()]
        ) from None


def _version(text: str | None) -> int | None:
    if text is None or text == "*":
        return None
    found = _VERSION.fullmatch(text)
    if found is None:
        raise VersionUnreadable(where="If-Match")
    return int(found["version"])


#: A route's parameter of this type has the headers of its command.
Headers = Annotated[CommandHeaders, Depends(command_headers)]
