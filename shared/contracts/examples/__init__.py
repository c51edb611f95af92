"""An example of every event that is told: a file an event type, with the record's headers and its data.

The files are made by `python -m tools.contracts.scenario` (`make contracts`), which tells one story on the
real services and takes from it what each topic would carry. Don't edit them: change the story.
"""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


def example_of(event_type: str) -> Any:
    """The data of the example; None where the record has none. KeyError where the type has no example."""
    return json.loads(_text(event_type))["data"]


def headers_of(event_type: str) -> dict[str, str]:
    """The example's headers, as they stand on Kafka. KeyError where the type has no example."""
    found: dict[str, str] = json.loads(_text(event_type))["headers"]
    return found


@lru_cache(maxsize=1_000)
def _text(event_type: str) -> str:
    path = files(__name__) / f"{event_type}.json"
    if not path.is_file():
        raise KeyError(event_type)
    return path.read_text(encoding="utf-8")
