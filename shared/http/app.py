"""The web application that every service is: the same answers, limits, probes and documents in all."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from shared.auth.rules import SignedIn, assert_ruled, public, rules_in
from shared.auth.verifier import TokenVerifier
from shared.errors import Refusal
from shared.http.consistency import Consistency, ReadModels
from shared.http.edge import Edge
from shared.http.errors import BodyMalformed, BodyTooLarge, HttpRefused, MethodNotAllowed, PathNotFound
from shared.http.openapi import describe_api
from shared.http.probes import Check, Notes, Readiness, probes
from shared.http.problems import invalid_response, problem_response
from shared.http.reference import reference_page
from shared.http.routing import Router, include

BODY_MAXIMUM = 1024 * 1024  #: bytes, where the settings say nothing else

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def build_app(
    *,
    service: str,
    title: str,
    version: str,
    description: str = "",
    verifier: TokenVerifier | None = None,
    routers: Sequence[APIRouter] = (),
    checks: Mapping[str, Check] | None = None,
    notes: Notes | None = None,
    lifespan: Lifespan | None = None,
    body_maximum: int = BODY_MAXIMUM,
    read_models: ReadModels | None = None,
) -> FastAPI:
    """A service's web application. `verifier` may be None only where every route is public.

    It has `/livez`, `/readyz`, `/metrics`, `/openapi.json` and `/docs`; `app.state.readiness.withdraw()`
    takes it out of service. With `read_models`, who has given a command can wait until answers show it.
    It refuses to start with a route that doesn't state its one rule, or that asks for a role without a
    `verifier`.
    """
    app = FastAPI(
        title=title,
        version=version,
        description=description,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        lifespan=_ruled(lifespan),
        middleware=[
            Middleware(
                Edge,
                service=service,
                body_maximum=body_maximum,
                consistency=Consistency(service, read_models) if read_models is not None else None,
            )
        ],
        exception_handlers={
            Refusal: _refused,
            RequestValidationError: _invalid,
            HTTPException: _refused_by_framework,
        },
    )
    app.state.verifier = verifier
    app.state.consistent = read_models is not None
    app.state.readiness = Readiness(checks or {}, notes or dict)
    app.openapi = lambda: describe_api(app)  # type: ignore[method-assign]
    for router in (*routers, probes(app.state.readiness), _documents(app)):
        include(app, router)
    return app


def _ruled(lifespan: Lifespan | None) -> Lifespan:
    @asynccontextmanager
    async def run(app: FastAPI) -> AsyncIterator[None]:
        assert_ruled(app)
        if app.state.verifier is None and any(isinstance(rule, SignedIn) for rule in rules_in(app)):
            raise RuntimeError("a route asks who is signed in, and there is no verifier to tell")
        if lifespan is None:
            yield
            return
        async with lifespan(app):
            yield

    return run


def _documents(app: FastAPI) -> APIRouter:
    router = Router(include_in_schema=False, dependencies=[public("everybody: it has no data in it")])

    @router.get("/openapi.json")
    async def openapi() -> Response:
        return JSONResponse(app.openapi())

    @router.get("/")
    async def start() -> Response:
        return RedirectResponse("docs")  # relative: a proxy may have put the service below a path

    @router.get("/docs")
    async def docs(request: Request) -> Response:
        return HTMLResponse(reference_page(app.openapi(), str(request.base_url)))

    return router


async def _refused(request: Request, refusal: Any) -> Response:
    return problem_response(request, refusal)


async def _invalid(request: Request, error: Any) -> Response:
    return invalid_response(request, error.errors(), error.body)


async def _refused_by_framework(request: Request, error: Any) -> Response:
    """What Starlette and FastAPI answer by themselves, in our form; their headers (`Allow`) are kept."""
    refusal: Refusal
    if error.status_code == PathNotFound.status:
        refusal = PathNotFound(path=request.url.path)
    elif error.status_code == MethodNotAllowed.status:
        refusal = MethodNotAllowed(path=request.url.path, method=request.method)
    elif error.status_code == BodyTooLarge.status:
        refusal = BodyTooLarge(maximum=error.detail)
    elif error.status_code == BodyMalformed.status:
        refusal = BodyMalformed()
    else:
        refusal = HttpRefused()
    headers: dict[str, str] = dict(error.headers or {})
    if "GET" in headers.get("Allow", ""):
        headers["Allow"] += ", HEAD"
    return problem_response(request, refusal, status=error.status_code, headers=headers)
