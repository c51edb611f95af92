"""Reads the settings at start, names every problem at once, and tells what settings there are."""

import difflib
import os
from enum import StrEnum
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from shared.settings.model import PREFIX, TEST_PREFIX, Settings, is_secret, variables_of


class SettingsInvalid(Exception):
    """The settings can't be used. `problems` has all of them, each naming its variable."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("the settings can't be used:\n" + "\n".join(f"- {problem}" for problem in problems))


def load_settings(**given: Any) -> Settings:
    """The settings from the environment, and from `given` before it; `SettingsInvalid` has every problem."""
    problems = _unknown_variables()
    try:
        settings = Settings(**given)
    except ValidationError as error:
        problems += _problems(error)
    if problems:
        raise SettingsInvalid(tuple(problems))
    return settings


def settings_reference() -> str:
    """The table of all settings, in Markdown, as it stands in the reference documentation."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        variables = " or ".join(f"`{variable}`" for variable in variables_of(name, field))
        if is_secret(field):
            variables += f", or a file's path in `{PREFIX}{name.upper()}_FILE`"
        rows.append(f"| {variables} | {_default(field)} | {field.description} |")
    return "\n".join(rows) + "\n"


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "the demo issuer"
    if field.default is None:
        return "–"
    return f"`{field.default.value if isinstance(field.default, StrEnum) else field.default}`"


def _unknown_variables() -> list[str]:
    known = {v for name, field in Settings.model_fields.items() for v in variables_of(name, field)}
    known |= {
        f"{PREFIX}{name.upper()}_FILE" for name, field in Settings.model_fields.items() if is_secret(field)
    }
    names = [name.upper() for name in Settings.model_fields]
    problems = []
    for variable in sorted(os.environ):
        if not variable.startswith(PREFIX) or variable.startswith(TEST_PREFIX) or variable in known:
            continue
        near = difflib.get_close_matches(variable.removeprefix(PREFIX), names, n=1)
        problems.append(
            f"{variable}: no such setting" + (f"; did you mean {PREFIX}{near[0]}?" if near else "")
        )
    return problems


def _problems(error: ValidationError) -> list[str]:
    problems: list[str] = []
    for detail in error.errors():
        if detail["type"] == "default_factory_not_called":
            continue  # follows from another problem, which is told
        message = detail["msg"].removeprefix("Value error, ")
        if not detail["loc"]:
            problems += message.split("\n")
            continue
        place = str(detail["loc"][0])
        variable = place if place.isupper() else PREFIX + place.upper()
        problems.append(f"{variable}: {message}")
    return problems
