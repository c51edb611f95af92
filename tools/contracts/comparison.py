"""What of a change to a schema breaks those who rely on it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonsubschema import isSubschema  # type: ignore[import-untyped]

Schema = Mapping[str, Any]
#: Says nothing about which values are valid; `format` and `default` are compared apart, `$ref` is followed.
_ANNOTATIONS = frozenset({"description", "title", "examples", "default", "format", "$ref", "$defs"})


@dataclass(frozen=True, slots=True)
class BreakingChange:
    """Something that a released event's subscribers can't take."""

    event_type: str
    field: str  #: where in the data: `to[].division`; empty: the event itself
    change: str

    def __str__(self) -> str:
        name, version = self.event_type.rsplit(".v", 1)
        place = f"{self.event_type}: field {self.field}" if self.field else self.event_type
        return (
            f"{place}: {self.change}. A released event only grows by optional fields: leave {self.event_type}"
            f" as it was released, and publish {name}.v{int(version) + 1} beside it."
        )


def breaking_changes(released: Mapping[str, Schema], present: Mapping[str, Schema]) -> list[BreakingChange]:
    """What in the present schemas breaks with the released ones; both by event type."""
    found: list[BreakingChange] = []
    for event_type, old in released.items():
        new = present.get(event_type)
        changes = [("", "is no longer published")] if new is None else _event_changes(old, new)
        found += [BreakingChange(event_type, field, change) for field, change in changes]
    return found


_Change = tuple[str, str]  # field, what happened to it


def _event_changes(old: Schema, new: Schema) -> Iterator[_Change]:
    if old.get("x-topic") != new.get("x-topic"):
        yield "", f"moved from topic {old.get('x-topic')} to {new.get('x-topic')}"
    yield from _Comparison(old, new).changes(old, new, "")


@dataclass(frozen=True, slots=True)
class _Comparison:
    old_root: Schema
    new_root: Schema

    def changes(self, old: Schema, new: Schema, field: str) -> Iterator[_Change]:
        old, old_nullable = _without_null(_resolved(old, self.old_root), self.old_root)
        new, new_nullable = _without_null(_resolved(new, self.new_root), self.new_root)
        if old_nullable != new_nullable:
            yield field, "may now be null" if new_nullable else "may no longer be null"
        if "properties" in old and "properties" in new:
            yield from self._of_objects(old, new, field)
        elif "items" in old and "items" in new:
            yield from self._of_values(_without(old, "items"), _without(new, "items"), field)
            yield from self.changes(old["items"], new["items"], f"{field}[]")
        else:
            yield from self._of_values(old, new, field)

    def _of_objects(self, old: Schema, new: Schema, field: str) -> Iterator[_Change]:
        old_fields, new_fields = old["properties"], new["properties"]
        old_required, new_required = set(old.get("required", ())), set(new.get("required", ()))
        for name, old_field in old_fields.items():
            place = f"{field}.{name}" if field else name
            if name not in new_fields:
                yield place, "was removed"
                continue
            if (name in old_required) != (name in new_required):
                yield (
                    place,
                    "is now required" if name in new_required else "was always there, and is now optional",
                )
            elif old_field.get("default") != new_fields[name].get("default"):
                yield place, "means something else where it is left out: its default changed"
            yield from self.changes(old_field, new_fields[name], place)
        for name in new_required - old_fields.keys():
            yield (f"{field}.{name}" if field else name), "is new and required; give it a default"

    def _of_values(self, old: Schema, new: Schema, field: str) -> Iterator[_Change]:
        if old.get("format") != new.get("format"):
            yield field, f"changed its format from {old.get('format')} to {new.get('format')}"
        old_values, new_values = (
            _for_jsonsubschema(old, self.old_root),
            _for_jsonsubschema(new, self.new_root),
        )
        if old_values == new_values:
            return
        if not _covers(new_values, old_values):
            yield field, f"no longer takes all that it took ({_brief(old)} became {_brief(new)})"
        elif not _covers(old_values, new_values):
            yield field, f"takes more than subscribers expect ({_brief(old)} became {_brief(new)})"


def _resolved(schema: Schema, root: Schema) -> Schema:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    target: Schema = root["$defs"][str(reference).removeprefix("#/$defs/")]
    return {**target, **_without(schema, "$ref")}


def _without(schema: Schema, name: str) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != name}


def _without_null(schema: Schema, root: Schema) -> tuple[Schema, bool]:
    """`X | None` taken apart: X, and whether null is allowed."""
    variants = schema.get("anyOf")
    if variants is None or {"type": "null"} not in variants:
        return schema, False
    others = [variant for variant in variants if variant != {"type": "null"}]
    return (_resolved(others[0], root) if len(others) == 1 else {"anyOf": others}), True


def _covers(wide: Schema, narrow: Schema) -> bool:
    return bool(isSubschema(narrow, wide))


def _for_jsonsubschema(schema: Schema, root: Schema) -> dict[str, Any]:
    """The schema in the words of draft 4, the only ones that jsonsubschema knows.

    It refuses exclusive limits that are numbers and an empty `required`, and passes over `format`.
    """
    values = {key: value for key, value in _resolved(schema, root).items() if key not in _ANNOTATIONS}
    for limit in ("minimum", "maximum"):
        exclusive = f"exclusive{limit.capitalize()}"
        if exclusive in values:
            values |= {limit: values[exclusive], exclusive: True}
    if not values.get("required", True):
        del values["required"]

    def rewritten(inner: Schema) -> Schema:
        return _for_jsonsubschema(inner, root)

    return {key: _NESTED[key](value, rewritten) if key in _NESTED else value for key, value in values.items()}


_Rewrite = Callable[[Schema], Schema]


def _one(inner: Any, rewrite: _Rewrite) -> Any:
    return rewrite(inner) if isinstance(inner, Mapping) else inner


def _each(variants: Any, rewrite: _Rewrite) -> Any:
    return [rewrite(variant) for variant in variants]


def _of_fields(fields: Any, rewrite: _Rewrite) -> Any:
    return {name: rewrite(field) for name, field in fields.items()}


#: Where schemas stand in a schema.
_NESTED: Mapping[str, Callable[[Any, _Rewrite], Any]] = {
    "items": _one,
    "additionalProperties": _one,
    "anyOf": _each,
    "allOf": _each,
    "oneOf": _each,
    "properties": _of_fields,
}


def _brief(schema: Schema) -> str:
    return json.dumps({key: schema[key] for key in schema if key not in _ANNOTATIONS}, ensure_ascii=False)[
        :120
    ]
