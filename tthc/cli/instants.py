"""Instants that people type: RFC 3339, with an offset."""

from datetime import UTC, datetime

import typer

from shared.errors import Text
from tthc.language import reader_language


def read_instant(text: str) -> datetime:
    """The instant, in UTC. Raises `typer.BadParameter` in the language of the reader."""
    try:
        found = datetime.fromisoformat(text.strip().upper())
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    unfit = Text(
        f"“{text}” không phải là thời điểm có múi giờ, ví dụ 2026-03-05T08:00:00Z.",
        f"'{text}' is no instant with an offset, such as 2026-03-05T08:00:00Z.",
    )
    raise typer.BadParameter(unfit.told(reader_language()))
