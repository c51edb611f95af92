"""How the number of an edition is written where it stands alone: `SNV/2`."""

import re
from typing import Any

_NUMBER = re.compile(r"(?P<agency>[^/]+)/(?P<edition>[1-9][0-9]{0,3})", re.ASCII)


def edition_number(agency: str, edition: int) -> str:
    """The number of an agency's edition; no key of a stream looks like it."""
    return f"{agency}/{edition}"


def agency_and_edition(number: str) -> tuple[str, int] | None:
    """What `edition_number` wrote; None for anything else."""
    found = _NUMBER.fullmatch(number)
    return (found["agency"], int(found["edition"])) if found is not None else None


def edition_named_by(event: Any) -> list[str]:
    """The number of the edition that an event says it is about, if it does."""
    agency, edition = getattr(event, "agency", None), getattr(event, "edition", None)
    return [edition_number(agency, edition)] if isinstance(agency, str) and isinstance(edition, int) else []
