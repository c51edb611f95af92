"""The fields of the list, read from a JSON file and checked before anything is listed.

No machine schema of the national database is known to us; the fields that come with the program are ours.
"""

import types
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.catalog.national_list.rows import TRANSFORMATIONS, Source
from shared.contracts.vocabulary import TimeLimit

DEFAULT = Path(__file__).with_name("default_fields.json")
_LARGEST = 256 * 1024  #: bytes
_NEEDED: dict[str, type] = {"day": date, "duration": TimeLimit}
_PLAIN: tuple[type, ...] = (str, int, bool)


class FieldsUnfit(Exception):
    """The file can't be used. `problems` has all that is wrong, each with its place."""

    def __init__(self, file: Path, problems: tuple[str, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__(f"{file}: " + "; ".join(problems))


class ListField(BaseModel):
    """A column: its name in JSON, its label in the sheet, and what stands in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,59}$")]
    label: Annotated[str, Field(min_length=1, max_length=200)]
    path: Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$", max_length=200)]
    transformation: str


class _FieldList(BaseModel):
    model_config = ConfigDict(extra="forbid")

    fields: Annotated[list[ListField], Field(min_length=1, max_length=100)]


def load_fields(file: Path | None = None) -> tuple[ListField, ...]:
    """The fields of the file, or our own. Raises `FieldsUnfit` with every problem."""
    file = file or DEFAULT
    try:
        content = file.read_bytes()
    except OSError as error:
        raise FieldsUnfit(file, (f"can't be read: {error.strerror}",)) from None
    if len(content) > _LARGEST:
        raise FieldsUnfit(file, (f"is larger than {_LARGEST} bytes",))
    try:
        fields = _FieldList.model_validate_json(content).fields
    except ValidationError as error:
        raise FieldsUnfit(
            file, tuple(f"{_place(one['loc'])}: {one['msg']}" for one in error.errors())
        ) from None
    if problems := tuple(_problems(fields)):
        raise FieldsUnfit(file, problems)
    return tuple(fields)


def _place(location: tuple[int | str, ...]) -> str:
    return "/" + "/".join(str(part) for part in location)


def _problems(fields: list[ListField]) -> list[str]:
    problems = []
    names = [one.name for one in fields]
    for number, one in enumerate(fields):
        place = f"/fields/{number}"
        if names.index(one.name) < number:
            problems.append(f"{place}/name: {one.name} is used twice")
        kind = _type_at(one.path)
        if kind is None:
            problems.append(f"{place}/path: {one.path} leads nowhere")
        elif one.transformation not in TRANSFORMATIONS:
            known = ", ".join(TRANSFORMATIONS)
            problems.append(f"{place}/transformation: {one.transformation} is none of {known}")
        elif not _fits(kind, one.transformation):
            problems.append(f"{place}/transformation: {one.transformation} makes nothing of {one.path}")
    return problems


def _type_at(path: str) -> Any:
    kind: Any = Source
    for name in path.split("."):
        kind = get_type_hints(kind).get(name) if is_dataclass(kind) and isinstance(kind, type) else None
        kind = _inner(kind)
        if kind is None:
            return None
    return kind


def _inner(kind: Any) -> Any:
    """Without the list and the None around it."""
    while True:
        origin, arguments = get_origin(kind), [one for one in get_args(kind) if one not in (type(None), ...)]
        if origin not in (tuple, Union, types.UnionType) or not arguments:
            return kind
        kind = arguments[0]


def _fits(kind: type, transformation: str) -> bool:
    if transformation in _NEEDED:
        return issubclass(kind, _NEEDED[transformation])
    if transformation in ("text", "lines"):
        return issubclass(kind, _PLAIN)
    return transformation == "count" or not is_dataclass(kind) or kind is TimeLimit
