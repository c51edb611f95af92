"""A tree as JSON, in the form that `tthc-history/1` gives it: instants in UTC, whole working minutes."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

from services.cases.domain.tree.links import broken_links
from services.cases.domain.tree.minutes import whole_minutes
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.domain.tree.story import StoryLine
from services.cases.domain.tree.tree import Tree
from shared.errors import Language


def written(tree: Tree) -> dict[str, Any]:
    """The whole of it."""
    return {**plain(tree), "time": whole_minutes(tree.time)}


def plain(value: Any) -> Any:
    """Nothing but what JSON has."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def written_lines(lines: Iterable[StoryLine], language: Language) -> list[dict[str, Any]]:
    """A story, in the reader's language."""
    return [plain(one) | {"text": one.text.told(language)} for one in lines]


def written_links(records: Iterable[CaseRecord], language: Language) -> list[dict[str, Any]]:
    """What doesn't fit together in a tree, in the reader's language."""
    return [plain(one) | {"what": one.what.told(language)} for one in broken_links(records)]
