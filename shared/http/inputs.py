"""What a route reads from a request, by what FastAPI found that it declares, in one pass.

FastAPI finds out anew for each request how each parameter is to be read. A route with parameters of one
value, a JSON body, and dependencies on nothing but the request is read here instead, to the same effect:
a test asks both. Any other route stays FastAPI's.
"""

import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.requests import ClientDisconnect, Request

from shared.http.errors import BodyMalformed, MediaTypeUnsupported

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DIGITS = re.compile(r"-?[0-9]+")  #: pydantic and `int` take more: `1_0`, ` 1`, `1.0`
_NOT_WHOLE = {"type": "int_parsing", "msg": "Input should be a valid integer, written in digits alone"}
_REPEATED = {"type": "repeated_parameter", "msg": "This may stand there once only"}
_NAMED_AGAIN = {"type": "repeated_name", "msg": "A field stands there twice"}
_MISSING = {"type": "missing", "msg": "Field required"}
_UNKNOWN = {"type": "unknown_parameter", "msg": "There is no such parameter"}
_NONE_KNOWN = {"type": "no_parameters", "msg": "There are no parameters here"}

Faults = list[dict[str, Any]]  #: as pydantic tells them
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Dependency:
    """A coroutine function of the request and of other such dependencies, and the parameter it fills."""

    call: Callable[..., Awaitable[Any]]
    request: str | None
    needs: "tuple[Dependency, ...]"
    name: str | None

    async def give(self, request: Request, given: dict[Callable[..., Any], Any]) -> Any:
        """What it gives for a request; `given` has what was asked for already."""
        if self.call not in given:
            values = {str(one.name): await one.give(request, given) for one in self.needs}
            if self.request is not None:
                values[self.request] = request
            given[self.call] = await self.call(**values)
        return given[self.call]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of the path, the query or the headers."""

    name: str
    place: tuple[str, str]
    field: Any  #: FastAPI's
    required: bool
    default: Any
    whole: bool  #: a whole number

    def read(self, given: Mapping[str, Any], values: dict[str, Any], faults: Faults) -> None:
        """Add its value, or what is wrong with it."""
        text = given.get(self.place[1])
        if text is not None and self.whole and not _DIGITS.fullmatch(text):
            faults.append({**_NOT_WHOLE, "loc": self.place})
        elif text is not None:
            values[self.name], found = self.field.validate(text, values, loc=self.place)
            faults.extend(found)
        elif self.required:
            faults.append({**_MISSING, "loc": self.place})
        else:
            values[self.name] = self.default


@dataclass(frozen=True, slots=True)
class JsonBody:
    """The whole body as one value."""

    name: str
    adapter: TypeAdapter[Any]
    required: bool
    default: Any

    async def read(self, request: Request, values: dict[str, Any], faults: Faults) -> None:
        """Add its value, or what is wrong with it. Raises `MediaTypeUnsupported` and `BodyMalformed`."""
        try:
            body = await request.body()
        except ClientDisconnect:
            raise BodyMalformed from None
        if body:
            _check_json(request.headers.get("content-type", ""))
            try:
                values[self.name] = self.adapter.validate_json(body.removeprefix(_BYTE_ORDER_MARK))
            except ValidationError as error:
                faults.extend(_in_body(error))
            else:
                faults.extend(_named_again(body))
        elif self.required:
            faults.append({**_MISSING, "loc": ("body",)})
        else:
            values[self.name] = self.default


def model_in(model: type[Model], body: bytes) -> Model:
    """What a body of JSON says, for a route that takes other media too.

    Raises `RequestValidationError` with all faults.
    """
    try:
        read = model.model_validate_json(body.removeprefix(_BYTE_ORDER_MARK))
    except ValidationError as error:
        raise RequestValidationError(_in_body(error), body=body) from None
    if faults := _named_again(body):
        raise RequestValidationError(faults, body=body)
    return read


def _named_again(body: bytes) -> Faults:
    """A fault for each name that an object has twice: the first value would be passed over."""
    again: list[str] = []

    def seen(pairs: list[tuple[str, Any]]) -> None:
        if len(dict(pairs)) < len(pairs):
            again.extend(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)

    text = body.removeprefix(_BYTE_ORDER_MARK).decode()
    json.loads(text, object_pairs_hook=seen, parse_int=len, parse_float=len)
    return [{**_NAMED_AGAIN, "loc": ("body",), "ctx": {"name": name}} for name in again]


def _in_body(error: ValidationError) -> Faults:
    return [{**one, "loc": ("body", *one["loc"])} for one in error.errors(include_url=False)]


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that an endpoint is called with."""

    dependencies: tuple[Dependency, ...]
    path: tuple[Parameter, ...]
    query: tuple[Parameter, ...]
    header: tuple[Parameter, ...]
    body: JsonBody | None
    request: tuple[str, ...]  #: the endpoint's parameters for the request itself
    known: frozenset[str] | None  #: the query's parameters; None where any may come

    async def read(self, request: Request) -> dict[str, Any]:
        """The endpoint's arguments. Who may not is told before anything else is looked at.

        Raises `RequestValidationError` with all faults of the input, and what the dependencies raise.
        """
        values: dict[str, Any] = dict.fromkeys(self.request, request)
        given: dict[Callable[..., Any], Any] = {}
        for one in self.dependencies:
            value = await one.give(request, given)
            if one.name is not None:
                values[one.name] = value
        faults = unfit_parameters(request, self.known)
        for parameter in self.path:
            parameter.read(request.path_params, values, faults)
        query = request.query_params if request.scope["query_string"] else {}
        for parameter in self.query:
            parameter.read(query, values, faults)
        for parameter in self.header:
            parameter.read(request.headers, values, faults)
        if self.body is not None:
            await self.body.read(request, values, faults)
        if faults:
            raise RequestValidationError(faults, body=await request.body() if self.body else None)
        return values


def unfit_parameters(request: Request, known: frozenset[str] | None) -> Faults:
    """A fault for each parameter of the query that the route doesn't know, or that stands there twice.

    So none is passed over.
    """
    if known is None or not request.scope["query_string"]:
        return []
    given = Counter(name for name, _ in request.query_params.multi_items())
    again = [{**_REPEATED, "loc": ("query", name)} for name in known if given[name] > 1]
    return again + _unknown([name for name in given if name not in known], known)


def _unknown(unknown: list[str], known: frozenset[str]) -> Faults:
    if not known:
        return [{**_NONE_KNOWN, "loc": ("query", name)} for name in unknown]
    names = ", ".join(sorted(known))
    fault = {**_UNKNOWN, "msg": f"{_UNKNOWN['msg']}; there are: {names}", "ctx": {"known": names}}
    return [{**fault, "loc": ("query", name)} for name in unknown]


def _check_json(content_type: str) -> None:
    kind = content_type.partition(";")[0].strip()
    bare = kind.lower()
    if bare != "application/json" and not (bare.startswith("application/") and bare.endswith("+json")):
        raise MediaTypeUnsupported(where="Content-Type", given=kind[:100] or "–")
