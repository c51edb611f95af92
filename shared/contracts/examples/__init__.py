"""An example of every event that is told, as JSON: a file an event type."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1_000)
def example_of(event_type: str) -> dict[str, Any]:
    """The example that the documents show. KeyError where the type has none."""
    path = files(__name__) / f"{event_type}.json"
    if not path.is_file():
        raise KeyError(event_type)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
