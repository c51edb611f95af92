"""An example of every event that is told, as JSON: a file an event type."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


def example_of(event_type: str) -> dict[str, Any]:
    """The example that the documents show. KeyError where the type has none."""
    found: dict[str, Any] = json.loads(_text(event_type))
    return found


@lru_cache(maxsize=1_000)
def _text(event_type: str) -> str:
    path = files(__name__) / f"{event_type}.json"
    if not path.is_file():
        raise KeyError(event_type)
    return path.read_text(encoding="utf-8")
