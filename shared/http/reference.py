"""The API's description as a page: no script, nothing from elsewhere, so that it works offline."""

from html import escape
from typing import Any

from shared.http.reference_schemas import kind_of, schema_section

_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 "Public Sans", system-ui, sans-serif }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
section { border-top: 1px solid #8888; margin-top: 2rem }
code, pre { font: .9em/1.4 ui-monospace, monospace }
pre { overflow: auto; padding: .75rem; border: 1px solid #8888 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem }
tr { border-bottom: 1px solid #8884 }
"""


def reference_page(document: dict[str, Any], base_url: str) -> str:
    """The OpenAPI document in HTML: each operation with its rule, input, answers and a call to copy."""
    info = document["info"]
    operations = [
        (method.upper(), path, operation)
        for path, item in document.get("paths", {}).items()
        for method, operation in item.items()
    ]
    contents = "".join(
        f'<li><a href="#{_anchor(method, path)}"><code>{method} {escape(path)}</code></a>'
        f" {escape(operation.get('summary', ''))}</li>"
        for method, path, operation in operations
    )
    sections = "".join(
        _section(method, path, _whole(operation, document), base_url)
        for method, path, operation in operations
    )
    schemas = "".join(
        schema_section(name, schema)
        for name, schema in document.get("components", {}).get("schemas", {}).items()
    )
    title = escape(info["title"])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main>'
        f"<h1>{title} <small>{escape(info['version'])}</small></h1>{_paragraphs(info.get('description', ''))}"
        f'<p><a href="openapi.json">openapi.json</a></p><ul>{contents}</ul>{sections}'
        f"<h2>Schemas</h2>{schemas}</main></body></html>"
    )


def _whole(operation: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """With the parameters that stand in the document once for all."""
    shared = document.get("components", {}).get("parameters", {})
    given = [
        shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        for one in operation.get("parameters", ())
    ]
    return {**operation, "parameters": given}


def _section(method: str, path: str, operation: dict[str, Any], base_url: str) -> str:
    call = _call(method, path, operation, base_url)
    rows = [_parameter(given) for given in operation.get("parameters", ())]
    if body := operation.get("requestBody"):
        rows.append(_row("body", _contents(body), ""))
    rows += [
        _row(status, _contents(answer), answer["description"])
        for status, answer in sorted(operation["responses"].items())
    ]
    return (
        f'<section id="{_anchor(method, path)}"><h2><code>{method} {escape(path)}</code></h2>'
        f"<p><strong>{escape(operation.get('summary', ''))}</strong></p>"
        f"{_paragraphs(operation.get('description', ''))}"
        f"<pre>{escape(call)}</pre><table>{''.join(rows)}</table></section>"
    )


def _parameter(given: dict[str, Any]) -> str:
    kind = f"{given['in']}, {kind_of(given.get('schema', {}))}{', required' if given.get('required') else ''}"
    return _row(given["name"], kind, given.get("description", ""))


def _contents(holder: dict[str, Any]) -> str:
    """What a body or an answer holds, by media type; JSON needs no naming."""
    return ", ".join(
        kind_of(content.get("schema", {})) if media_type == "application/json" else escape(media_type)
        for media_type, content in holder.get("content", {}).items()
    )


def _row(name: str, kind: str, meaning: str) -> str:
    return f"<tr><td><code>{escape(name)}</code></td><td>{kind}</td><td>{_paragraphs(meaning)}</td></tr>"


def _call(method: str, path: str, operation: dict[str, Any], base_url: str) -> str:
    parts = ["curl" + ("" if method == "GET" else f" -X {method}")]
    if operation.get("security"):
        parts.append('-H "Authorization: Bearer $TOKEN"')
    if "application/json" in operation.get("requestBody", {}).get("content", {}):
        parts.append('-H "Content-Type: application/json" -d @body.json')
    return " ".join([*parts, f"'{base_url.rstrip('/')}{path}'"])


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.replace("  \n", "\n\n").split("\n\n") if part)


def _anchor(method: str, path: str) -> str:
    return f"{method.lower()}{''.join(letter if letter.isalnum() else '-' for letter in path)}"
