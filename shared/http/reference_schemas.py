"""What bodies and answers hold, for the API's page: a table a schema, with links from one to the other."""

from collections.abc import Mapping
from html import escape
from typing import Any

_BOUNDS = (
    ("minLength", "≥ {} characters"),
    ("maxLength", "≤ {} characters"),
    ("minItems", "≥ {} items"),
    ("maxItems", "≤ {} items"),
    ("minimum", "≥ {}"),
    ("maximum", "≤ {}"),
    ("pattern", "like {}"),
)


def schema_section(name: str, schema: Mapping[str, Any]) -> str:
    """A schema's fields: name, kind, whether it must be there, meaning; of a choice, what there is."""
    required = frozenset(schema.get("required", ()))
    rows = "".join(
        _field(field, of, ", required" if field in required else "")
        for field, of in schema.get("properties", {}).items()
    )
    content = f"<table>{rows}</table>" if rows else f"<p>{kind_of(schema)}</p>"
    meaning = f"<p>{escape(schema['description'])}</p>" if "description" in schema else ""
    return f'<section id="{anchor_of(name)}"><h3><code>{escape(name)}</code></h3>{meaning}{content}</section>'


def _field(name: str, schema: Mapping[str, Any], required: str) -> str:
    meaning = escape(schema.get("description", ""))
    return (
        f"<tr><td><code>{escape(name)}</code></td><td>{kind_of(schema)}{required}</td><td>{meaning}</td></tr>"
    )


def kind_of(schema: Mapping[str, Any]) -> str:
    """A schema in words, with a link where it has a name."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f'<a href="#{anchor_of(name)}"><code>{escape(name)}</code></a>'
    choices = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if choices:
        return " or ".join(kind_of(one) for one in choices)
    if "const" in schema:
        return f"<code>{escape(str(schema['const']))}</code>"
    if "enum" in schema:
        return " or ".join(f"<code>{escape(str(one))}</code>" for one in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items', {}))}{_bounds(schema)}"
    return escape(str(schema.get("format") or schema.get("type") or "anything")) + _bounds(schema)


def anchor_of(name: str) -> str:
    """Where on the page the schema stands."""
    return f"schema-{name}"


def _bounds(schema: Mapping[str, Any]) -> str:
    told = [words.format(schema[bound]) for bound, words in _BOUNDS if bound in schema]
    return f" ({escape(', '.join(told))})" if told else ""
