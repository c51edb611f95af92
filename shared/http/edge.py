"""What every request and answer has, in one layer of plain ASGI: correlation, headers, measure, limits."""

import asyncio
import time

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.errors import Refusal
from shared.http.consistency import CONSISTENCY_HEADER, Consistency
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
#: So much of a body that nobody wanted is read all the same, and for so long: a connection that is closed
#: while its client still sends is reset, and takes the answer with it.
UNWANTED_BYTES = 64 * 1024 * 1024
UNWANTED_SECONDS = 10.0
_QUESTIONS = ("GET", "HEAD")
_CORRELATION, _TOKEN = CORRELATION_HEADER.lower().encode(), CONSISTENCY_HEADER.lower().encode()
_SECURITY = tuple((name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items())

logger = get_logger(__name__)


class Edge:
    """The outermost layer: one exchange for each request.

    It names the request and measures it; refuses bodies over `body_maximum` bytes, at once if they say so,
    else as soon as they get there; answers HEAD as GET without the body; tells commands' places and holds
    questions until the read models are there; and turns what nobody handled into a problem.
    """

    def __init__(
        self, app: ASGIApp, *, service: str, body_maximum: int, consistency: Consistency | None
    ) -> None:
        self.app = app
        self.service = service
        self.body_maximum = body_maximum
        self.consistency = consistency
        self.in_flight = HTTP_IN_FLIGHT.labels(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await _Exchange(self, scope, receive, send).measured()
        else:
            await self.app(scope, receive, send)


class _Exchange:
    """One request and its answer; the ASGI `receive` and `send` of what lies behind the edge."""

    __slots__ = (
        "_correlation_id",
        "_edge",
        "_ended",
        "_given",
        "_method",
        "_receive",
        "_scope",
        "_seen",
        "_send",
        "_status",
    )

    def __init__(self, edge: Edge, scope: Scope, receive: Receive, send: Send) -> None:
        self._edge, self._scope, self._receive, self._send = edge, scope, receive, send
        self._method: str = scope["method"]
        self._given: dict[bytes, bytes] = dict(reversed(scope["headers"]))  # the first of each name
        self._correlation_id = correlation_from(self._header(_CORRELATION), self._header(b"traceparent"))
        self._status, self._seen, self._ended = 0, 0, not self._announces_body()

    async def measured(self) -> None:
        """Answer, whatever happens; and measure it."""
        began, edge = time.perf_counter(), self._edge
        edge.in_flight.inc()
        try:
            with correlated(self._correlation_id):
                await self._answer()
        finally:
            edge.in_flight.dec()
            method = self._method if self._method in METHODS else "OTHER"
            labels = (edge.service, method, route_of(self._scope), str(self._status))
            HTTP_DURATION.labels(*labels).observe(time.perf_counter() - began)

    async def _answer(self) -> None:
        try:
            await self._pass_on()
        except Exception:
            logger.exception("a request failed", method=self._method, route=route_of(self._scope))
            if self._status:
                raise  # the answer has begun: cut the connection, so that nobody takes it for whole
            await self._tell(InternalError(correlation_id=self._correlation_id))

    async def _check(self) -> None:
        """What is refused, or waited for, before anybody reads the request."""
        stated = self._header(b"content-length") or "0"
        if stated.isdecimal() and int(stated[:20]) > self._edge.body_maximum:
            raise BodyTooLarge(maximum=self._edge.body_maximum)
        consistency, told = self._edge.consistency, self._header(_TOKEN)
        if consistency is not None and told is not None and self._method in _QUESTIONS:
            await consistency.wait(told)

    async def _pass_on(self) -> None:
        try:
            await self._check()
        except Refusal as refusal:
            await self._tell(refusal)
            return
        if self._method != "HEAD":
            await self._edge.app(self._scope, self.receive, self.send)
            return
        self._scope["method"] = "GET"  # in place: the route that is found is read from this scope
        try:
            await self._edge.app(self._scope, self.receive, self.send)
        finally:
            self._scope["method"] = "HEAD"

    async def _tell(self, refusal: Refusal) -> None:
        await problem_response(HTTPConnection(self._scope), refusal)(self._scope, self._receive, self.send)

    async def receive(self) -> Message:
        """The request's next message, counted."""
        message = await self._next()
        self._seen += len(message.get("body", b""))
        if self._seen > self._edge.body_maximum:
            # the one exception that FastAPI lets through while it reads a body
            raise HTTPException(BodyTooLarge.status, str(self._edge.body_maximum))
        return message

    async def _next(self) -> Message:
        message = await self._receive()
        self._ended = self._ended or not message.get("more_body", False)
        return message

    def _announces_body(self) -> bool:
        return self._header(b"content-length") not in (None, "0") or b"transfer-encoding" in self._given

    async def send(self, message: Message) -> None:
        """The answer's next message, with what every answer has; the last, once the request has ended."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            message["headers"] = self._completed(message.get("headers", ()))
        elif self._method == "HEAD" and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        if not self._ended and message["type"] == "http.response.body" and not message.get("more_body"):
            await self._send({**message, "more_body": True})
            await self._read_unwanted()
            message = {**message, "body": b""}
        await self._send(message)

    async def _read_unwanted(self) -> None:
        """What the client still sends, to be forgotten; one that waits for leave to send has its answer."""
        if self._header(b"expect") is not None:
            return
        read = 0
        try:
            async with asyncio.timeout(UNWANTED_SECONDS):
                while not self._ended and read < UNWANTED_BYTES:
                    read += len((await self._next()).get("body", b""))
        except TimeoutError:
            logger.info("a body comes too slowly", method=self._method, read=read)

    def _completed(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        names = {name for name, _ in headers}
        completed = [*headers, (_CORRELATION, self._correlation_id.encode())]
        completed += [one for one in _SECURITY if one[0] not in names]
        consistency = self._edge.consistency
        if consistency is not None and self._status < 300 and self._method not in _QUESTIONS:
            completed.append((_TOKEN, consistency.token.encode()))
        return completed

    def _header(self, name: bytes) -> str | None:
        value = self._given.get(name)
        return None if value is None else value.decode("latin-1")


def route_of(scope: Scope) -> str:
    """The template of the route that was chosen (`/cases/{case_number}`), so that metrics stay few."""
    chosen = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    return getattr(chosen, "path", None) or "unmatched"
