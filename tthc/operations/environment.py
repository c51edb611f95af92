"""Settings as environment variables, so that a child process has exactly the same ones."""

import json
import os
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from shared.settings import PREFIX, Settings


def environment_of(settings: Settings) -> dict[str, str]:
    """The variables that make `load_settings` give these settings, whatever else is in the environment.

    What the parent had from files of secrets is handed on as values, so the files' variables are emptied
    (an empty variable counts as none).
    """
    variables = dict.fromkeys(_set_elsewhere(os.environ), "")
    for name in type(settings).model_fields:
        variables[PREFIX + name.upper()] = _text(getattr(settings, name))
    return variables


def resolved(settings: Settings, **changed: Any) -> Settings:
    """The settings with some changed, checked anew as a whole."""
    given = {name: getattr(settings, name) for name in type(settings).model_fields}
    return type(settings).model_validate({**given, **changed})


def _set_elsewhere(environment: Mapping[str, str]) -> list[str]:
    others = ("KAFKA_BOOTSTRAP_SERVERS", "POSTGRES_URL", "MONGO_URL")
    files = [name for name in environment if name.startswith(PREFIX) and name.endswith("_FILE")]
    return [*files, *(name for name in others if name in environment)]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case Path():
            return str(value.absolute())
        case Enum():
            return str(value.value)
        case str() | int() | float():
            return str(value)
        case _:
            return json.dumps(value)
