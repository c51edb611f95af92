"""How a route's inputs can be read, by what FastAPI found that it declares."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from inspect import iscoroutinefunction
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from fastapi.dependencies.models import Dependant
from fastapi.params import Body
from fastapi.routing import APIRoute
from pydantic import AwareDatetime
from pydantic_core import PydanticUndefinedType

from shared.auth.rules import Public, rules_of
from shared.http.inputs import Dependency, Inputs, JsonBody, Parameter

#: What FastAPI alone gives to a route or a dependency.
_FASTAPIS = (
    "cookie_params",
    "websocket_param_name",
    "response_param_name",
    "background_tasks_param_name",
    "security_scopes_param_name",
    "concurrency",
)
_VALUES = (str, int, float, date, timedelta, Decimal, UUID, NoneType, AwareDatetime)
_DEFAULTS = str | int | float | date | None | PydanticUndefinedType  #: that needn't be copied


def known_parameters(route: APIRoute) -> frozenset[str] | None:
    """The names that a query may have; None where any may stand there.

    That is outside of the API (probes, documents), and for pages and files that everybody may open: links to
    them get longer on their way through mails and social networks.
    """
    found = route.responses.get(200, {})
    kinds = found.get("content", ())
    is_file = kinds and "model" not in found and not any("json" in kind for kind in kinds)
    is_public = any(isinstance(rule, Public) for rule in rules_of(route.dependant))
    if not route.include_in_schema or (is_file and is_public):
        return None
    return frozenset(_query_names(route.dependant))


def _query_names(dependant: Dependant) -> Iterator[str]:
    for field in dependant.query_params:
        yield field.validation_alias or field.alias
    for dependency in dependant.dependencies:
        yield from _query_names(dependency)


def inputs_of(dependant: Dependant, known: frozenset[str] | None) -> Inputs | None:
    """How a route's inputs are read; None where FastAPI itself must do it."""
    if not _can_be_read(dependant):
        return None
    bodies = dependant.body_params
    return Inputs(
        dependencies=tuple(map(_dependency, dependant.dependencies)),
        path=tuple(_parameter("path", field) for field in dependant.path_params),
        query=tuple(_parameter("query", field) for field in dependant.query_params),
        header=tuple(_parameter("header", field) for field in dependant.header_params),
        body=_json_body(bodies[0]) if bodies else None,
        request=tuple(filter(None, (dependant.request_param_name, dependant.http_connection_param_name))),
        known=known,
    )


def _can_be_read(dependant: Dependant) -> bool:
    parameters = (*dependant.path_params, *dependant.query_params, *dependant.header_params)
    return (
        not any(getattr(dependant, name) for name in _FASTAPIS)
        and all(map(_takes_the_request, dependant.dependencies))
        and all(map(_has_one_value, parameters))
        and len(dependant.body_params) <= 1
        and all(map(_is_whole_body, dependant.body_params))
    )


def _is_whole_body(field: Any) -> bool:
    return type(field.field_info) is Body and not field.field_info.embed


def _takes_the_request(dependency: Dependant) -> bool:
    call = dependency.call
    run = call if hasattr(call, "__name__") else type(call).__call__  # a function, or an instance of a class
    fields = (*_FASTAPIS, "path_params", "query_params", "header_params", "body_params")
    return (
        iscoroutinefunction(run)
        and dependency.use_cache
        and not any(getattr(dependency, name) for name in fields)
        and all(map(_takes_the_request, dependency.dependencies))
    )


def _dependency(found: Dependant) -> Dependency:
    assert found.call is not None
    request = found.request_param_name or found.http_connection_param_name
    return Dependency(found.call, request, tuple(map(_dependency, found.dependencies)), found.name)


def _has_one_value(field: Any) -> bool:
    info = field.field_info
    plain = info.default_factory is None and not info.validate_default
    return plain and _is_one_value(info.annotation) and isinstance(field.default, _DEFAULTS)


def _is_one_value(annotation: Any) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, _VALUES)
    if get_origin(annotation) is Annotated:
        return _is_one_value(get_args(annotation)[0])
    return get_origin(annotation) is Literal or (
        get_origin(annotation) in (Union, UnionType) and all(map(_is_one_value, get_args(annotation)))
    )


def _parameter(place: str, field: Any) -> Parameter:
    alias = field.validation_alias or field.alias
    info = field.field_info
    is_whole = _is_whole(info.annotation)
    return Parameter(field.name, (place, alias), field, info.is_required(), field.default, is_whole)


def _is_whole(annotation: Any) -> bool:
    """Whether it is a whole number, if anything."""
    if get_origin(annotation) is Annotated:
        return _is_whole(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return {_is_whole(one) for one in get_args(annotation) if one is not NoneType} == {True}
    return annotation is int


def _json_body(field: Any) -> JsonBody:
    return JsonBody(field.name, field._type_adapter, field.field_info.is_required(), field.default)
