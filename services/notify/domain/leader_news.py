"""What leaders are told of an event, and who they are: for telling, and for checking what was told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from services.notify.domain.known_people import KnownPeople

#: Each person with the agency that an entry of theirs names; with those who act for them on that day, if any.
ToldTo: TypeAlias = Callable[[KnownPeople, date | None], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class LeaderNews:
    """What each entry says, but for recipient, agency and cause; and whose they are."""

    content: Mapping[str, Any]
    told_to: ToldTo
