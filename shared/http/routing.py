"""A service's routes in one flat list, however its routers lie in each other: each is found at once."""

from collections.abc import Callable, Coroutine
from inspect import iscoroutinefunction, signature
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.datastructures import DefaultPlaceholder
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from fastapi.utils import is_body_allowed_for_status_code
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from shared.http.declarations import inputs_of, known_parameters
from shared.http.inputs import unfit_parameters
from shared.http.locations import Location
from shared.http.problems import together

#: What a route is made of; of a route in a router, as the router completes it. None takes forms.
_PARTS = tuple(name for name in signature(APIRoute).parameters if name != "form_limits")


class Route(APIRoute):
    """FastAPI's route in all that it declares and documents; what it does for a request is done at less cost.

    It looks at a path only if it has as many parts as its own, reads its inputs by `Inputs`, and writes its
    answer by the declared model at once.
    """

    def __init__(self, path: str, endpoint: Any, **parts: Any) -> None:
        super().__init__(path, endpoint, **parts)
        self._slashes = None if ":path}" in path else path.count("/")
        self.known = known_parameters(self)
        self.location = Location.of(self.responses, self.status_code)
        self._inputs = inputs_of(self.dependant, self.known) if _is_answered_plainly(self) else None
        if self._inputs is not None:
            self.app = self._answer

    @property
    def reads_at_once(self) -> bool:
        """Whether its inputs are read by `Inputs`; else FastAPI reads them."""
        return self._inputs is not None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it is asked for; the whole path is looked at where it may be longer, or has a prefix."""
        if self._slashes is None or scope.get("root_path") or scope["path"].count("/") == self._slashes:
            return super().matches(scope)
        return Match.NONE, {}

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's, for what it must read itself."""
        read = super().get_route_handler()

        async def handle(request: Request) -> Response:
            if faults := unfit_parameters(request, self.known):
                raise RequestValidationError(faults)
            return await read(request)

        return handle

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self._inputs is not None
        result = await self.endpoint(**await self._inputs.read(Request(scope, receive, send)))
        response = result if isinstance(result, Response) else self._told(result, scope)
        await response(scope, receive, send)

    def _told(self, result: Any, scope: Scope) -> Response:
        field = self.response_field
        if field is None:
            return JSONResponse(jsonable_encoder(result), self.status_code or 200)
        value, faults = field.validate(result, {}, loc=("response",))
        if faults:
            raise ResponseValidationError(errors=faults, body=result)
        told = field.serialize_json(value, exclude_unset=self.response_model_exclude_unset)
        address = None
        if self.location is not None:
            address = self.location.filled(scope.get("root_path", ""), scope["path_params"], value)
        if address is None:
            return Json(told, self.status_code or 200)
        response = Json(told, 201)
        response.raw_headers.append((b"location", address))
        return response


class Json(Response):
    """JSON that is written already."""

    media_type = "application/json"

    def __init__(self, body: bytes, status: int) -> None:
        self.body, self.status_code, self.background = body, status, None
        self.raw_headers = [
            (b"content-length", str(len(body)).encode()),
            (b"content-type", b"application/json"),
        ]


class Router(APIRouter):
    """FastAPI's router, with our routes from the beginning: made once, whatever applications take them."""

    def __init__(self, **around: Any) -> None:
        super().__init__(route_class=Route, **around)

    def add_api_route(self, path: str, endpoint: Any, **parts: Any) -> None:
        """As FastAPI's; a refusal of the router's stands beside one of the route's for the same status."""
        responses = together(self.responses, parts.pop("responses", None) or {})
        super().add_api_route(path, endpoint, **parts, responses=responses)


def include(app: FastAPI, router: APIRouter) -> None:
    """Take a router's routes into the application, each with what the routers around it say of it."""
    if all(isinstance(route, Route) for route in router.routes):
        app.router.routes.extend(router.routes)
        return
    around = APIRouter()
    around.include_router(router)
    found = list(iter_route_contexts(around.routes))
    if all(isinstance(context.original_route, APIRoute) for context in found):
        app.router.routes.extend(_own(context, router.responses) for context in found)
    else:
        app.include_router(router)  # it has routes of another kind than HTTP's


def _own(context: RouteContext, around: dict[int | str, dict[str, Any]]) -> Route:
    parts = {name: getattr(context, name) for name in _PARTS}
    return Route(**{**parts, "responses": together(around, parts["responses"])})


def _is_answered_plainly(route: APIRoute) -> bool:
    """With a body, by its whole model, in JSON; or with a response that the endpoint makes itself."""
    return is_body_allowed_for_status_code(route.status_code) and not (
        (route.response_field and not isinstance(route.response_class, DefaultPlaceholder))
        or route.response_model_include
        or route.response_model_exclude
        or route.response_model_exclude_defaults
        or route.response_model_exclude_none
        or not iscoroutinefunction(route.endpoint)
    )
