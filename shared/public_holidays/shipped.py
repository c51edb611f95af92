"""Vietnam's days off and make-up days of 2020 to 2026, as they were announced, each with its source."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from shared.working_time.days import Holiday, MakeUpDay

_FILE = Path(__file__).with_name("vietnam.json")
_HOLIDAYS, _MAKE_UP_DAYS = TypeAdapter(tuple[Holiday, ...]), TypeAdapter(tuple[MakeUpDay, ...])
#: Of which the days are shipped; of later ones they are computed, and provisional.
SHIPPED_YEARS = range(2020, 2027)


@dataclass(frozen=True, slots=True)
class ShippedDays:
    """What the file says."""

    holidays: tuple[Holiday, ...]
    make_up_days: tuple[MakeUpDay, ...]


@lru_cache(maxsize=1)
def shipped() -> ShippedDays:
    """The days of `SHIPPED_YEARS`."""
    content: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return ShippedDays(
        _HOLIDAYS.validate_python(content["holidays"]), _MAKE_UP_DAYS.validate_python(content["make_up_days"])
    )
