"""The demo issuer over HTTP: discovery, keys, tokens, and a page that says what it is."""

import base64
import binascii
import hmac
from html import escape
from typing import Annotated, Any
from urllib.parse import parse_qs, unquote_plus

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from dev.issuer.people import CLIENTS, DEMO_AGENCY, DEMO_DIVISION, PEOPLE, person_of
from dev.issuer.tokens import TOKEN_SECONDS, DemoTokens
from shared.auth import Principal, public
from shared.errors import Refusal
from shared.http import build_app, refusals
from shared.http.routing import Router
from shared.kernel import Role
from shared.settings import Settings

DEMO_GRANT = "urn:tthc:demo"
WARNING_VI = "Chỉ dùng để trình diễn: ai cũng lấy được mã truy cập, không cần mật khẩu."
WARNING_EN = "For the demo only: whoever asks gets a token, without a password."


class GrantImpossible(Refusal):
    code = "grant-impossible"
    status = 400
    vi = "Không cấp được vai trò này: {reason}."
    en = "This role can't be granted: {reason}."


class PersonUnknown(Refusal):
    code = "person-unknown"
    status = 404
    vi = "Bản trình diễn không có người tên là {key}."
    en = "The demo has no person {key}."


class _TokenRefused(Exception):
    """A token request that is refused (RFC 6749, section 5.2)."""

    def __init__(self, error: str, status: int = 400) -> None:
        self.error = error
        self.status = status
        super().__init__(error)


def build_issuer_app(settings: Settings, tokens: DemoTokens | None = None) -> FastAPI:
    """The demo issuer's application. Raises `DemoIssuerInProduction`."""
    tokens = tokens or DemoTokens(settings)
    return build_app(
        service="issuer",
        title="tthc: demo issuer",
        version="1",
        description=f"{WARNING_VI}\n\n{WARNING_EN}",
        routers=[_metadata(settings, tokens), _token_routes(settings, tokens)],
    )


def _metadata(settings: Settings, tokens: DemoTokens) -> APIRouter:
    router = Router(tags=["metadata"], dependencies=[public("everybody, as OpenID Connect has it")])
    issuer = settings.oidc_issuer.rstrip("/")

    @router.get("/.well-known/openid-configuration", summary="Discovery document")
    async def discovery() -> dict[str, Any]:
        return {
            "issuer": settings.oidc_issuer,
            "jwks_uri": f"{issuer}/jwks.json",
            "token_endpoint": f"{issuer}/token",
            "grant_types_supported": ["client_credentials", DEMO_GRANT],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "response_types_supported": [],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        }

    @router.get("/jwks.json", summary="Public keys")
    async def jwks() -> dict[str, Any]:
        return tokens.keys.public_document()

    @router.get("/", response_class=HTMLResponse, include_in_schema=False)
    async def page() -> HTMLResponse:
        return HTMLResponse(_page())

    return router


def _token_routes(settings: Settings, tokens: DemoTokens) -> APIRouter:
    router = Router(tags=["tokens"], dependencies=[public("everybody: it is the demo's issuer")])

    @router.get(
        "/token",
        summary="A token for a person",
        responses=refusals(PersonUnknown, GrantImpossible),
    )
    async def token_of_person(
        person: Annotated[str, Query(min_length=1, max_length=100)],
        agency: Annotated[str, Query(min_length=1, max_length=50)] = DEMO_AGENCY,
        division: Annotated[str | None, Query(max_length=50)] = DEMO_DIVISION,
        role: Role | None = None,
    ) -> JSONResponse:
        """A person of the table at `/`; or, with `role`, an official of any id."""
        return _issued(tokens, _person(person, agency, division, role))

    @router.post("/token", summary="Token endpoint (RFC 6749)")
    async def token(request: Request) -> JSONResponse:
        """`client_credentials` for the demo's clients; `urn:tthc:demo` with `person` and `agency`."""
        form = {
            name: values[0] for name, values in parse_qs((await request.body()).decode("latin-1")).items()
        }
        try:
            principal = _granted(settings, form, request.headers.get("authorization", ""))
        except _TokenRefused as refused:
            headers = {"Cache-Control": "no-store"}
            if refused.status == 401:
                headers["WWW-Authenticate"] = 'Basic realm="tthc demo"'
            return JSONResponse({"error": refused.error}, refused.status, headers)
        return _issued(tokens, principal)

    return router


def _granted(settings: Settings, form: dict[str, str], authorization: str) -> Principal:
    match form.get("grant_type"):
        case "client_credentials":
            return _client(settings, form, authorization)
        case "urn:tthc:demo":
            try:
                return _person(
                    form.get("person", ""),
                    form.get("agency", DEMO_AGENCY),
                    form.get("division", DEMO_DIVISION),
                    Role(form["role"]) if "role" in form else None,
                )
            except (Refusal, ValueError):
                raise _TokenRefused("invalid_grant") from None
        case None:
            raise _TokenRefused("invalid_request")
        case _:
            raise _TokenRefused("unsupported_grant_type")


def _client(settings: Settings, form: dict[str, str], authorization: str) -> Principal:
    name, secret = form.get("client_id", ""), form.get("client_secret", "")
    scheme, _, credentials = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            decoded = base64.b64decode(credentials, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise _TokenRefused("invalid_client", 401) from None
        name, secret = (unquote_plus(part) for part in decoded.partition(":")[::2])
    right = hmac.compare_digest(secret.encode(), settings.oidc_client_secret.encode())
    if name not in CLIENTS or not right:
        raise _TokenRefused("invalid_client", 401)
    return CLIENTS[name]


def _person(key: str, agency: str, division: str | None, role: Role | None) -> Principal:
    try:
        principal = person_of(key, agency or DEMO_AGENCY, division or None, role)
    except ValueError as error:
        raise GrantImpossible(reason=str(error), where="division") from None
    if principal is None:
        raise PersonUnknown(key=key, where="person")
    return principal


def _issued(tokens: DemoTokens, principal: Principal) -> JSONResponse:
    content = {"access_token": tokens.issue(principal), "token_type": "Bearer", "expires_in": TOKEN_SECONDS}
    return JSONResponse(content, headers={"Cache-Control": "no-store", "Pragma": "no-cache"})


def _page() -> str:
    rows = "".join(
        f'<tr><td><a href="/token?person={person.key}"><code>{person.key}</code></a></td>'
        f"<td>{escape(person.name)}</td><td>{escape(person.position)}</td></tr>"
        for person in PEOPLE
    )
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>tthc demo</title></head>'
        f"<body><h1>Nơi cấp mã truy cập trình diễn</h1><p><strong>{WARNING_VI}</strong></p>"
        f'<p lang="en"><strong>{WARNING_EN}</strong></p><table>{rows}</table>'
        f"<p><code>/token?person=giam-doc&amp;agency={DEMO_AGENCY}</code></p>"
        '<p><a href="/docs">API</a></p></body></html>'
    )
