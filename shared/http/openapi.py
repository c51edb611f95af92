"""The OpenAPI document: who may use each operation, and how each may refuse."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts

from shared.auth.errors import NotInAgency, RoleMissing, Unauthenticated
from shared.auth.rules import SignedIn, rules_of
from shared.errors import Refusal
from shared.eventstore.errors import KeyReused, StoreUnavailable, VersionMismatch
from shared.http.commands import (
    KEY_PARAMETER,
    VERSION_PARAMETER,
    VersionUnreadable,
    command_headers,
)
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
from shared.http.problems import Problem, merge_refusals
from shared.http.routing import Route

_REPLACED = ("HTTPValidationError", "ValidationError")


def describe_api(app: FastAPI) -> dict[str, Any]:
    """The application's document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        for operation, route in _operations(app, document):
            _complete(operation, route)
        if app.state.consistent:
            _add_consistency(document)
        _add_problem(document)
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


def _complete(operation: dict[str, Any], route: Route) -> None:
    (rule,) = rules_of(route.dependant)
    operation["description"] = "\n\n".join(
        part for part in (operation.get("description"), rule.sentence) if part
    )
    kinds: list[type[Refusal]] = []
    if isinstance(rule, SignedIn):
        kinds.append(Unauthenticated)
        if rule.roles:
            kinds += [RoleMissing, NotInAgency]
        elif any(one.get("name") == "agency" for one in operation.get("parameters", ())):
            kinds.append(NotInAgency)
    if any(one.call is command_headers for one in route.dependant.dependencies):
        operation.setdefault("parameters", []).extend((KEY_PARAMETER, VERSION_PARAMETER))
        kinds += [VersionUnreadable, VersionMismatch, KeyReused, StoreUnavailable]
    responses = operation.get("responses", {})
    has_inputs = "HTTPValidationError" in str(responses.get("422"))
    if has_inputs:
        del responses["422"]
    if has_inputs or route.known is not None:
        kinds.append(InputInvalid)
    if "requestBody" in operation:
        kinds += [BodyMalformed, BodyTooLarge, MediaTypeUnsupported]
    merge_refusals(operation, [*kinds, InternalError])


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


def _add_problem(document: dict[str, Any]) -> None:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in _REPLACED:
        schemas.pop(name, None)
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schema.pop("$defs", {}) | {"Problem": schema}
