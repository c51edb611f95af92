"""What every command over HTTP comes with: an idempotency key, the version seen, a correlation id."""

from typing import Annotated, Any

from fastapi import Depends, Header

from shared.errors import Refusal
from shared.eventstore.idempotency import fingerprint
from shared.eventstore.records import CommandContext, new_command_id
from shared.eventstore.store import utc_now
from shared.telemetry.correlation import current_correlation


class VersionUnreadable(Refusal):
    code = "if-match-unreadable"
    status = 400
    vi = 'If-Match phải là phiên bản bạn đã xem, ví dụ "3".'
    en = 'If-Match must be the version that you saw, such as "3".'


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
        recorded_at=utc_now(),
        correlation_id=current_correlation() or "",
        idempotency_key=f"{sender}/{key}" if key else None,
        fingerprint=fingerprint(content) if key else "",
    )


async def _headers(
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=200,
            description="The same key again gives the first answer again; another body under it is refused.",
        ),
    ] = None,
    if_match: Annotated[
        str | None, Header(description='The version that the command was decided on, such as `"3"`.')
    ] = None,
) -> CommandHeaders:
    return CommandHeaders(idempotency_key, _version(if_match))


def _version(text: str | None) -> int | None:
    if text is None or text == "*":
        return None
    bare = text.removeprefix("W/").strip('"')
    if not bare.isdigit():
        raise VersionUnreadable(where="If-Match")
    return int(bare)


#: A route's parameter of this type has the headers of its command.
Headers = Annotated[CommandHeaders, Depends(_headers)]
