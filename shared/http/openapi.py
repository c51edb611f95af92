"""The OpenAPI document: who may use each operation, and how each may refuse."""

from copy import deepcopy
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts

from shared.auth.errors import ActingForRefused, NotInAgency, RoleMissing, Unauthenticated, UnitUnclear
from shared.auth.rules import Rule, SignedIn, rules_of
from shared.errors import EffectiveInFuture, RecordedTooLate, Refusal
from shared.http.commands import COMMAND_REFUSALS, KEY_PARAMETER, VERSION_PARAMETER, command_headers
from shared.http.consistency import CONSISTENCY_HEADER, TOKEN_HEADER, TOKEN_PARAMETER
from shared.http.errors import (
    BodyMalformed,
    BodyTooLarge,
    ConsistencyTokenUnreadable,
    InputInvalid,
    InternalError,
    MediaTypeUnsupported,
    NotYetReadable,
)
from shared.http.field_words import describe_fields
from shared.http.problems import MEDIA_TYPE, Problem, codes_in, merge_refusals
from shared.http.routing import Route

Kinds = list[type[Refusal]]
_REPLACED = ("HTTPValidationError", "ValidationError")


def describe_api(app: FastAPI) -> dict[str, Any]:
    """The application's document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        for operation, route in _operations(app, document):
            _complete(operation, route, document)
        if app.state.consistent:
            _add_consistency(document)
        _add_problem(document)
        describe_fields(document)
        for operation, _ in _operations(app, document):
            operation["x-refusals"] = codes_in(operation)
            _share_examples(operation, document)
        app.openapi_schema = document
    return app.openapi_schema


def _operations(app: FastAPI, document: dict[str, Any]) -> list[tuple[dict[str, Any], Route]]:
    found = []
    for context in iter_route_contexts(app.routes):
        if getattr(context, "include_in_schema", False):
            path = document["paths"][context.path_format]
            route: Any = context.original_route
            found += [(path[method.lower()], route) for method in context.methods or ()]
    return found


def _complete(operation: dict[str, Any], route: Route, document: dict[str, Any]) -> None:
    (rule,) = rules_of(route.dependant)
    operation["responses"] = deepcopy(operation["responses"])  # routes may state theirs by one object
    operation["description"] = "\n\n".join(
        part for part in (operation.get("description"), rule.sentence) if part
    )
    has_inputs = "HTTPValidationError" in str(operation["responses"].get("422"))
    if has_inputs:
        del operation["responses"]["422"]
    named = {one.get("name") for one in operation.get("parameters", ())}
    named |= _fields_of_body(operation, document)
    kinds = [*_of_rule(rule, named), *_of_command(operation, rule, route, named)]
    if has_inputs or route.known is not None:
        kinds.append(InputInvalid)
    if "requestBody" in operation:
        kinds += [BodyMalformed, BodyTooLarge, MediaTypeUnsupported]
    merge_refusals(operation, [*kinds, InternalError])


def _of_rule(rule: Rule, named: set[Any]) -> Kinds:
    if not isinstance(rule, SignedIn):
        return []
    kinds: Kinds = [Unauthenticated, RoleMissing] if rule.roles else [Unauthenticated]
    return [*kinds, NotInAgency] if "agency" in named else kinds


def _of_command(operation: dict[str, Any], rule: Rule, route: Route, named: set[Any]) -> Kinds:
    """What all commands have in common, so that each need state only its own."""
    if not _depends_on(route.dependant, command_headers):
        return []
    operation.setdefault("parameters", []).extend((KEY_PARAMETER, VERSION_PARAMETER))
    kinds: Kinds = list(COMMAND_REFUSALS)
    if isinstance(rule, SignedIn) and rule.roles:
        kinds += [UnitUnclear, NotInAgency]
    if "acting_for" in named:
        kinds.append(ActingForRefused)
    if "at" in named:
        kinds += [EffectiveInFuture, RecordedTooLate]
    return kinds


def _depends_on(dependant: Dependant, call: object) -> bool:
    """Whether it is among what a route depends on, by whatever way."""
    return any(one.call is call or _depends_on(one, call) for one in dependant.dependencies)


def _fields_of_body(operation: dict[str, Any], document: dict[str, Any]) -> set[str]:
    """The names of a JSON body's fields; of each kind, where there are several."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    schemas = document.get("components", {}).get("schemas", {})
    waiting, found = [content.get("schema", {})], set[str]()
    while waiting:
        schema = waiting.pop()
        found |= schema.get("properties", {}).keys()
        waiting += [schemas[schema["$ref"].rpartition("/")[2]]] if "$ref" in schema else []
        waiting += [*schema.get("oneOf", ()), *schema.get("anyOf", ()), *schema.get("allOf", ())]
    return found


def _add_consistency(document: dict[str, Any]) -> None:
    components = document.setdefault("components", {})
    components["parameters"] = {"ConsistencyToken": TOKEN_PARAMETER}
    components["headers"] = {"ConsistencyToken": TOKEN_HEADER}
    for path in document["paths"].values():
        for method, operation in path.items():
            if method == "get":
                reference = {"$ref": "#/components/parameters/ConsistencyToken"}
                operation.setdefault("parameters", []).append(reference)
                merge_refusals(operation, [ConsistencyTokenUnreadable, NotYetReadable])
                continue
            reference = {"$ref": "#/components/headers/ConsistencyToken"}
            for status, response in operation["responses"].items():
                if status.startswith("2"):
                    response.setdefault("headers", {})[CONSISTENCY_HEADER] = reference


def _share_examples(operation: dict[str, Any], document: dict[str, Any]) -> None:
    """Each refusal's example stands once in the document, whoever gives it."""
    shared = document["components"].setdefault("examples", {})
    for answer in operation["responses"].values():
        examples = answer.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
        for code, example in examples.items():
            shared.setdefault(code, example)
            examples[code] = {"$ref": f"#/components/examples/{code}"}


def _add_problem(document: dict[str, Any]) -> None:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in _REPLACED:
        schemas.pop(name, None)
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schema.pop("$defs", {}) | {"Problem": schema}
