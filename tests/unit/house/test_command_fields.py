"""What may be left out of a command is told apart by when it came: a key's earlier requests stay the same.

`command_fields.txt` has what each command and each of its parts could leave out from its beginning. What came
later is marked `SINCE`, so that a request that does not say it is the request that it was.
"""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from shared.contracts.topics import Service
from shared.contracts.vocabulary import SINCE

LIST = Path(__file__).with_name("command_fields.txt")


def listed() -> dict[str, set[str]]:
    """By the class's name."""
    lines = [line for line in LIST.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {name: set(may.split()) for name, _, may in (line.partition(":") for line in lines)}


def commands() -> Iterator[type]:
    """Every command of every decider."""
    for service in Service:
        for decider in import_module(f"services.{service.value}.domain.deciders").DECIDERS:
            yield from decider.commands


def parts_of(hint: Any, known: dict[str, type]) -> dict[str, type]:
    """The classes that somebody says in a command, however deep, by their names."""
    for inner in get_args(hint):
        parts_of(inner, known)
    if isinstance(hint, type) and is_dataclass(hint) and hint.__qualname__ not in known:
        known[hint.__qualname__] = hint
        hints = get_type_hints(hint, include_extras=True)
        for one in fields(hint):
            if one.init:
                parts_of(hints[one.name], known)
    return known


def may_be_left_out(part: type) -> set[str]:
    """The fields with a default that aren't marked as having come later."""
    hints = get_type_hints(part, include_extras=True)
    return {
        one.name
        for one in fields(part)
        if one.init
        and (one.default is not MISSING or one.default_factory is not MISSING)
        and SINCE not in getattr(hints[one.name], "__metadata__", ())
    }


PARTS: dict[str, type] = {}
for _command in commands():
    parts_of(_command, PARTS)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_what_came_later_is_marked(name: str) -> None:
    there, known = may_be_left_out(PARTS[name]), listed().get(name)
    if known is None:
        assert not there, f"write the new command's {sorted(there)} into {LIST.name}"
    else:
        assert there == known, f"mark what came to {name} as SINCE: {sorted(there ^ known)}"


def test_nothing_is_listed_that_is_not_there() -> None:
    assert listed().keys() <= PARTS.keys()
