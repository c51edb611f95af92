"""How values stand in the files."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from shared.contracts.source import EVENT_NAMESPACE
from shared.printing.texts import readable

_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def instant_text(at: datetime) -> str:
    """RFC 3339, in UTC, to what the instant says: `2026-11-30T01:00:00+00:00`."""
    return at.astimezone(UTC).isoformat()


def attribute_text(value: str) -> str:
    """A text inside the quotes of an XML attribute."""
    return readable(value).translate(_ESCAPED)


def identity_of(*names: str) -> UUID:
    """The same for the same names, and no other's."""
    return uuid5(EVENT_NAMESPACE, "process/" + "/".join(names))
