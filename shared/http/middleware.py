"""What every request and answer has, in plain ASGI: correlation id, headers, measure, limits."""

import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.http.errors import BodyTooLarge, InternalError
from shared.http.problems import problem_response
from shared.telemetry import correlated, correlation_from, get_logger
from shared.telemetry.metrics import HTTP_DURATION, HTTP_IN_FLIGHT

CORRELATION_HEADER = "X-Correlation-ID"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'",
}

logger = get_logger(__name__)


class Envelope:
    """The outermost layer: names the request, measures it, and turns what nobody handled into a problem."""

    def __init__(self, app: ASGIApp, service: str) -> None:
        self._app = app
        self._service = service
        self._in_flight = HTTP_IN_FLIGHT.labels(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        with correlated(
            correlation_from(headers.get(CORRELATION_HEADER), headers.get("traceparent"))
        ) as correlation:
            await self._answer(scope, receive, send, correlation)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, correlation_id: str) -> None:
        began, status = time.perf_counter(), 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[CORRELATION_HEADER] = correlation_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        self._in_flight.inc()
        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            logger.exception("a request failed", method=scope["method"], route=route_of(scope))
            if status:
                raise  # the answer has begun: cut the connection, so that nobody takes it for whole
            problem = problem_response(HTTPConnection(scope), InternalError(correlation_id=correlation_id))
            await problem(scope, receive, send_with_headers)
        finally:
            self._in_flight.dec()
            method = scope["method"] if scope["method"] in METHODS else "OTHER"
            HTTP_DURATION.labels(self._service, method, route_of(scope), str(status)).observe(
                time.perf_counter() - began
            )


class BodyLimit:
    """Refuses bodies over `maximum` bytes: at once if they say so, else as soon as they get there."""

    def __init__(self, app: ASGIApp, maximum: int) -> None:
        self._app = app
        self._maximum = maximum

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "0")
        if stated.isdecimal() and int(stated[:20]) > self._maximum:
            problem = problem_response(
                HTTPConnection(scope), BodyTooLarge(maximum=self._maximum), headers={"Connection": "close"}
            )
            await problem(scope, receive, send)
            return
        seen = 0

        async def receive_counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._maximum:
                # the one exception that FastAPI lets through while it reads a body
                raise HTTPException(BodyTooLarge.status, str(self._maximum), {"Connection": "close"})
            return message

        await self._app(scope, receive_counted, send)


def route_of(scope: Scope) -> str:
    """The template of the route that was chosen (`/cases/{case_number}`), so that metrics stay few."""
    chosen = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    return getattr(chosen, "path", None) or "unmatched"
