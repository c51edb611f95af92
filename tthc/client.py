"""A client of the four services: over HTTP, or in this process by the same code.

A request is repeated while its service can't be reached or asks for patience; commands carry an
idempotency key, so that repeating them does nothing twice.
A refusal of the service comes out as `ServiceRefused`.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

import httpx
from fastapi import FastAPI

from shared.contracts.topics import SERVICE_TOPICS, Service
from shared.errors import Language, Refusal

IMPORTER = "importer"
OPERATOR = "operator"

#: What an event that is on its way will change.
_SOON = frozenset({"procedure-not-known-yet", "official-not-known-yet"})
_TRY_AGAIN = frozenset({429, 502, 503, 504})
_FIRST_WAIT = 0.05  #: seconds; doubled each time
_LONGEST_WAIT = 5.0
_REQUEST_SECONDS = 60.0
_SETTLED_POLL_SECONDS = 0.2


class ServiceRefused(Refusal):
    """What a service answered instead of doing it, in the reader's language."""

    code = "service-refused"
    vi = "{service}: {detail} ({problem})"
    en = "{service}: {detail} ({problem})"

    @property
    def problem(self) -> str:
        """The service's own code of the problem."""
        return str(self.values["problem"])

    @property
    def findings(self) -> Sequence[Mapping[str, str]]:
        """Everything that was wrong with a file that was sent; none where that wasn't the problem."""
        found: Sequence[Mapping[str, str]] = self.values.get("findings") or ()  # type: ignore[assignment]
        return found

    @property
    def may_pass(self) -> bool:
        """Whether the same again may succeed: something is on its way, or not there for the moment."""
        return self.problem in _SOON or self.values["answered"] in _TRY_AGAIN


class ServiceUnreachable(Refusal):
    code = "service-unreachable"
    status = 503
    vi = "Không kết nối được dịch vụ {service} tại {url} trong {seconds} giây: {reason}."
    en = "The service {service} at {url} could not be reached for {seconds} seconds: {reason}."


class Tokens(Protocol):
    """Where the client has its access tokens from."""

    async def token(self, client: str) -> str:
        """A token of the client `importer` or `operator`."""

    def forget(self) -> None:
        """Tokens that were given are no longer accepted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service is: its address, and how requests get there if not through a socket."""

    url: str
    transported: httpx.AsyncBaseTransport | None = None

    @classmethod
    def here(cls, url: str, app: FastAPI) -> "Place":
        """An application in this process."""
        return cls(url, httpx.ASGITransport(app=app))


class Services:
    """The four services, for `async with`."""

    def __init__(
        self,
        places: Mapping[Service, Place],
        tokens: Tokens,
        *,
        language: Language = Language.VI,
        patience: float = 120.0,
    ) -> None:
        self.places = places
        self.language = language
        self._tokens = tokens
        self.patience = patience  #: seconds for which a service that is gone is waited for
        self._clients = {
            service: httpx.AsyncClient(
                transport=place.transported,
                base_url=place.url,
                timeout=_REQUEST_SECONDS,
                headers={"Accept-Language": language.value},
            )
            for service, place in places.items()
        }

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def get(
        self, service: Service, path: str, *, as_: str = OPERATOR, params: Mapping[str, Any] | None = None
    ) -> Any:
        """The answer to a question."""
        return await self._ask(service, "GET", path, as_, params=params)

    async def file(
        self, service: Service, path: str, *, as_: str = OPERATOR, params: Mapping[str, Any] | None = None
    ) -> bytes:
        """The file that a service answers with."""
        return (await self._answered(service, "GET", path, as_, params=params)).content

    async def post(
        self,
        service: Service,
        path: str,
        *,
        key: str,
        as_: str = IMPORTER,
        json: Any = None,
        content: bytes | None = None,
        media_type: str | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> Any:
        """The answer to a command, which is carried out once under its key."""
        headers = {"Idempotency-Key": key} | ({"Content-Type": media_type} if media_type else {})
        body = {"content": content} if content is not None else {"json": json}
        return await self._ask(service, "POST", path, as_, headers=headers, params=params, **body)

    async def put(
        self, service: Service, path: str, *, key: str, as_: str = IMPORTER, json: Any = None
    ) -> Any:
        """`post` with PUT."""
        return await self._ask(service, "PUT", path, as_, headers={"Idempotency-Key": key}, json=json)

    async def absent(self, seconds: float = 5.0) -> Service | None:
        """A service that doesn't answer at all at this moment, if there is one."""
        for service, client in self._clients.items():
            try:
                await client.get("/livez", timeout=seconds)
            except httpx.TransportError:
                return service
        return None

    async def settle(self) -> None:
        """Return when every event has had all its effects, in all services."""
        before: Sequence[int] | None = None
        while True:
            progress = [await self.get(service, "/operations/progress") for service in self.places]
            lasts = [one["last"] for one in progress]
            if all(one["settled"] for one in progress) and lasts == before:
                return
            before = lasts
            await asyncio.sleep(_SETTLED_POLL_SECONDS)

    async def caught_up(self, source: Service) -> None:
        """Return when every event that a service has published by now is known to all that follow it."""
        topic = SERVICE_TOPICS[source].value
        for service in (source, *self.places):  # what it makes of its own events, first
            await self._followed(service, topic)

    async def _followed(self, service: Service, topic: str) -> None:
        while True:
            progress = await self.get(service, "/operations/progress")
            if progress["published"] >= progress["last"] and not progress["behind"].get(topic):
                return
            await asyncio.sleep(_FIRST_WAIT)

    def refused(
        self, service: Service, problem: Mapping[str, Any], where: str | None = None
    ) -> ServiceRefused:
        """The refusal that a service's problem details tell."""
        return ServiceRefused(
            where=where or problem.get("where"),
            service=service.value,
            detail=problem.get("detail") or problem.get("title"),
            problem=problem.get("code", problem.get("status")),
            answered=problem.get("status"),
            findings=[one for one in problem.get("errors") or () if one.get("in") == "file"],
        )

    async def _ask(self, service: Service, method: str, path: str, as_: str, **request: Any) -> Any:
        answer = await self._answered(service, method, path, as_, **request)
        return answer.json() if answer.content else None

    async def _answered(
        self, service: Service, method: str, path: str, as_: str, **request: Any
    ) -> httpx.Response:
        give_up, wait = time.monotonic() + self.patience, _FIRST_WAIT
        while True:
            answer, failure = await self._once(service, method, path, as_, **request)
            if answer is not None and answer.is_success:
                return answer
            if answer is not None:
                failure = self.refused(service, _problem(answer))
            if time.monotonic() > give_up or not _may_pass(failure):
                raise self._told(service, failure)
            stated = _stated_wait(answer)
            await asyncio.sleep(wait if stated is None else stated)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _once(
        self, service: Service, method: str, path: str, as_: str, **request: Any
    ) -> tuple[httpx.Response | None, Exception | None]:
        headers = dict(request.pop("headers", {}))
        try:
            for last_try in (False, True):
                headers["Authorization"] = f"Bearer {await self._tokens.token(as_)}"
                answer = await self._clients[service].request(method, path, headers=headers, **request)
                if answer.status_code != httpx.codes.UNAUTHORIZED or last_try:
                    break
                self._tokens.forget()
        except httpx.TransportError as error:
            return None, error
        return answer, None

    def _told(self, service: Service, failure: Exception | None) -> Refusal:
        if isinstance(failure, Refusal):
            return failure
        reason = str(failure) or type(failure).__name__
        url = self.places[service].url
        return ServiceUnreachable(
            service=service.value, url=url, seconds=round(self.patience), reason=reason, where=url
        )


def _may_pass(failure: Exception | None) -> bool:
    return not isinstance(failure, ServiceRefused) or failure.may_pass


def _stated_wait(answer: httpx.Response | None) -> float | None:
    stated = answer.headers.get("Retry-After", "") if answer is not None else ""
    return min(float(stated), _LONGEST_WAIT) if stated.isdigit() else None


def _problem(answer: httpx.Response) -> dict[str, Any]:
    """The problem details; made up from the status where something else than a service answered."""
    try:
        problem = answer.json()
    except ValueError:
        problem = None
    known = problem if isinstance(problem, dict) else {}
    known.setdefault("detail", answer.reason_phrase)
    known["status"] = answer.status_code
    if errors := known.get("errors"):
        known["detail"] += " " + "; ".join(f"{_place(one)}: {one['message']}" for one in errors)
    return known


def _place(fault: Mapping[str, Any]) -> str:
    """Where in the input it is: a pointer into the body, or a name."""
    names = ("pointer", "parameter", "header")
    return next((str(fault[name]) for name in names if name in fault), "")
