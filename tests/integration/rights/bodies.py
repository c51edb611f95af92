"""A body for any route, made by its own schema: all that it must say."""

from typing import Any

#: What fields of these names are given, so that they name what is there.
NAMED: dict[str, Any] = {
    "agency": "SNV",
    "recipient": "SCT",
    "edition": 2,
    "division": "PC",
    "official": "snv.minh",
    "giver": "snv.lan",
    "receiver": "snv.minh",
    "procedure": "SNV-07",
    "calendar": "VN",
    "sha256": "0f" * 32,
    "period": "2026-01",
    "points": "27.50",
    "level": "official",
    "after_minutes": 60,
    "factor": "1.5",
    **dict.fromkeys(("officials", "unit", "unity"), "100"),
}
_FORMATS = {
    "date": "2026-12-01",
    "date-time": "2026-12-01T08:00:00Z",
    "duration": "PT8H",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
}


def body_for(document: dict[str, Any], method: str, path: str, named: dict[str, Any]) -> Any:
    """None where the route takes no JSON. `named`: further values by the names of fields."""
    operation = document["paths"].get(path, {}).get(method.lower(), {})
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return _Made(document, {**NAMED, **named}).of(content["schema"], "") if content else None


class _Made:
    def __init__(self, document: dict[str, Any], named: dict[str, Any]) -> None:
        self._schemas = document.get("components", {}).get("schemas", {})
        self._named = named

    def of(self, schema: dict[str, Any], name: str) -> Any:
        """A value that fits."""
        if "$ref" in schema:
            return self.of(self._schemas[schema["$ref"].rpartition("/")[2]], name)
        for choice in ("anyOf", "oneOf", "allOf"):
            if choice in schema:
                return self.of(next(one for one in schema[choice] if one.get("type") != "null"), name)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        return self._plain(schema, name)

    def _plain(self, schema: dict[str, Any], name: str) -> Any:
        match schema.get("type"):
            case "object":
                properties = schema.get("properties", {})
                return {one: self.of(properties[one], one) for one in schema.get("required", ())}
            case "array":
                return [self.of(schema["items"], name)] if schema.get("minItems", 1) else []
            case "integer" | "number":
                return self._named.get(name, schema.get("minimum", 1))
            case "boolean":
                return True
            case _:
                return self._named.get(name) or _FORMATS.get(schema.get("format", ""), "Lý do")
