"""The rule of an endpoint: who may use it. It stands at the route, is enforced there, and can be found.

    @router.post("/cases", dependencies=[allow(Role.OFFICIAL)])
    async def open_case(who: Annotated[Principal, allow(Role.OFFICIAL, Role.IMPORTER)]) -> ...
    @router.get("/catalogue", dependencies=[public()])

A route has exactly one rule, its own or its router's. `assert_ruled` refuses an application with any other.
"""

from collections.abc import Iterator
from typing import Any

from fastapi import Depends, Security
from fastapi.dependencies.models import Dependant
from fastapi.openapi.models import HTTPBearer
from fastapi.routing import iter_route_contexts
from fastapi.security.base import SecurityBase
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.routing import BaseRoute, Host, Mount

from shared.auth.errors import ROLE_NAMES, TokenFault, Unauthenticated
from shared.auth.principal import Principal
from shared.auth.verifier import TokenVerifier
from shared.kernel import Role

#: Whom officials may delegate to: colleagues of these roles.
DELEGATES = (Role.OFFICIAL, Role.DIVISION_HEAD, Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR, Role.REVIEWER)


class Rule:
    """Who may use an endpoint. The application's verifier is its `state.verifier`."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence  #: as it stands in the OpenAPI document


class Public(Rule):
    """Everybody, without signing in."""

    async def __call__(self) -> None:
        """Let everybody in."""


class SignedIn(Rule, SecurityBase):
    """Whoever is signed in and, if the rule names roles, holds one of them in some unit."""

    scheme_name = "bearer"
    model = HTTPBearer(bearerFormat="JWT", description="An access token of the OpenID Connect issuer.")

    def __init__(self, sentence: str, roles: tuple[Role, ...] = (), *, delegates: bool = False) -> None:
        super().__init__(sentence)
        self.roles = roles
        self.delegates = delegates

    async def __call__(self, connection: HTTPConnection) -> Principal:
        """The principal; raises `Unauthenticated` or `RoleMissing`."""
        verifier: TokenVerifier = connection.app.state.verifier
        principal = await verifier.verify(_bearer(connection))
        if self.roles and not (self.delegates and principal.has(*DELEGATES)):
            principal.require(*self.roles)
        return principal


def allow(*roles: Role, delegates: bool = False) -> Any:
    """The rule that one of these roles is needed, in some unit; the decision looks at which unit it is.

    `delegates`: officials get in as well, and the decision looks whether one of those has delegated it.
    """
    if not roles:
        raise ValueError("say which roles; signed_in() is for any")
    names = ", ".join(ROLE_NAMES[role][1] for role in roles)
    names += ", or a colleague to whom one of them has delegated it" if delegates else ""
    rule = SignedIn(f"Who may: {names}.", roles, delegates=delegates)
    return Security(rule, scopes=[role.value for role in roles])


def signed_in() -> Any:
    """The rule that one must be signed in, and no more."""
    return Security(SignedIn("Who may: whoever is signed in."))


def public(reason: str = "everybody") -> Any:
    """The rule that everybody may, without signing in; `reason` says why that is right."""
    return Depends(Public(f"Who may: {reason}, without signing in."))


def rules_of(dependant: Dependant | None) -> Iterator[Rule]:
    """All rules among a route's dependencies, at any depth."""
    if dependant is None:
        return
    call: object = dependant.call
    if isinstance(call, Rule):
        yield call
    for dependency in dependant.dependencies:
        yield from rules_of(dependency)


def rules_in(app: Starlette) -> Iterator[Rule]:
    """The rules of the application's own routes, without what is mounted into it."""
    for context in iter_route_contexts(app.routes):
        yield from rules_of(getattr(context, "dependant", None))


def unruled_routes(app: Starlette) -> list[str]:
    """The routes, at any depth, that state no rule, or more than one: `GET /path`."""
    return list(_unruled(app.routes, ""))


def assert_ruled(app: Starlette) -> None:
    """Raise RuntimeError, naming each route that doesn't state its one rule."""
    routes = unruled_routes(app)
    if routes:
        raise RuntimeError("these routes don't state one rule of access each: " + ", ".join(routes))


def _unruled(routes: list[BaseRoute], prefix: str) -> Iterator[str]:
    for context in iter_route_contexts(routes):
        path = prefix + (context.path or "")
        inner = getattr(context.original_route, "routes", None)
        if isinstance(context.original_route, Mount | Host) and inner:
            yield from _unruled(inner, path)
        elif len(list(rules_of(getattr(context, "dependant", None)))) != 1:
            methods = ",".join(sorted(context.methods or {"ANY"}))
            yield f"{methods} {path}"


def _bearer(connection: HTTPConnection) -> str:
    stated = connection.headers.getlist("authorization")
    if not stated:
        raise Unauthenticated(fault=TokenFault.MISSING)
    scheme, _, token = stated[0].partition(" ")
    if len(stated) > 1 or scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated(fault=TokenFault.MALFORMED)
    return token.strip()
