"""Texts and times as logs write them."""

import unicodedata
from datetime import UTC, datetime, timedelta, tzinfo

_DATE_ALONE = len("2026-11-23")


def clean(text: str) -> str:
    """The text without blanks around it, in the normal form that equal words share (NFC)."""
    text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def instant(text: str, zone: tzinfo) -> datetime:
    """The instant in UTC; a time without an offset is local in `zone` (of a repeated hour, the first).

    Raises ValueError for what isn't an ISO 8601 date and time.
    """
    local = datetime.fromisoformat(text)
    if local.tzinfo is None:
        local = local.replace(tzinfo=zone)
    try:
        return local.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text!r} is outside the calendar") from error


def deadline(text: str, zone: tzinfo) -> datetime:
    """The instant of a deadline: a date alone means the end of that day (Civil Code 2015, Art. 148)."""
    if len(text) > _DATE_ALONE or "T" in text:
        return instant(text, zone)
    try:
        return instant((datetime.fromisoformat(text) + timedelta(days=1)).isoformat(), zone)
    except OverflowError as error:
        raise ValueError(f"{text!r} is outside the calendar") from error
