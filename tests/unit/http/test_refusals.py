"""How an operation may refuse, in its document: what it states, and what it has by its rule and input."""

from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI
from pydantic import AwareDatetime, BaseModel

from shared.auth import Principal, allow, public, signed_in
from shared.errors import NotFound, Refusal
from shared.http import build_app, refusals
from shared.http.commands import Headers
from shared.kernel import Role


class Sold(Refusal):
    code = "sold"
    vi = "Đã bán."
    en = "It is sold."


class Torn(Refusal):
    code = "torn"
    status = 404
    vi = "Đã rách."
    en = "It is torn."


class Buy(BaseModel):
    at: AwareDatetime | None = None
    acting_for: str | None = None
    price: int


#: As a decision states its own.
REFUSES: tuple[type[Refusal], ...] = (Sold, Torn, Sold)
BY_HEADERS = {
    "if-match-unreadable",
    "version-mismatch",
    "idempotency-key-reused",
    "key-unusable",
    "too-large",
    "store-unavailable",
    "disk-full",
    "store-set-back",
    "clock-jumped",
    "decision-too-long",
}
router = APIRouter(prefix="/books", responses=refusals(NotFound))
Buyer = Annotated[Principal, allow(Role.OFFICIAL)]


@router.post("/{code}/Buy", responses=refusals(*REFUSES))
async def buy(code: str, order: Buy, who: Buyer, headers: Headers) -> None: ...


@router.post("/{code}/return", responses=refusals(*REFUSES))
async def give_back(code: str, who: Annotated[Principal, signed_in()], headers: Headers) -> None: ...


async def of_headers(headers: Headers) -> str | None:
    return headers.key


@router.post("/{code}/lend", responses=refusals(*REFUSES))
async def lend(
    code: str, order: Buy, who: Buyer, key: Annotated[str | None, Depends(of_headers)]
) -> None: ...


@router.get("/{code}", dependencies=[public()])
async def show(code: str) -> None: ...


def app() -> FastAPI:
    return build_app(service="books", title="Books", version="1", routers=[router])


@pytest.fixture
def document() -> dict[str, Any]:
    return app().openapi()


def codes(document: dict[str, Any], method: str, path: str) -> dict[str, int]:
    found: dict[str, int] = document["paths"][path][method]["x-refusals"]
    return found


def test_a_command_has_its_own_refusals_and_what_all_commands_have(document: dict[str, Any]) -> None:
    assert codes(document, "post", "/books/{code}/Buy").keys() == BY_HEADERS | {
        *("sold", "torn", "not-found"),
        *("unauthenticated", "role-missing", "not-in-agency", "unit-unclear", "acting-for-refused"),
        *("effective-in-future", "recorded-too-late"),
        *("input-invalid", "body-malformed", "body-too-large", "media-type-unsupported", "internal-error"),
    }


def test_a_command_is_one_however_deep_its_headers_are_asked_for(document: dict[str, Any]) -> None:
    assert codes(document, "post", "/books/{code}/lend") == codes(document, "post", "/books/{code}/Buy")
    parameters = document["paths"]["/books/{code}/lend"]["post"]["parameters"]
    assert [one["name"] for one in parameters] == ["code", "Idempotency-Key", "If-Match"]


def test_what_an_operation_can_not_give_does_not_stand_there(document: dict[str, Any]) -> None:
    assert codes(document, "post", "/books/{code}/return").keys() == BY_HEADERS | {
        *("sold", "torn", "not-found", "unauthenticated", "input-invalid", "internal-error"),
    }
    assert codes(document, "get", "/books/{code}").keys() == {"not-found", "input-invalid", "internal-error"}


def test_a_router_s_refusals_stand_beside_the_route_s_of_the_same_status(document: dict[str, Any]) -> None:
    answer = document["paths"]["/books/{code}/Buy"]["post"]["responses"]["404"]
    assert answer["description"] == "`not-found`: There is no {what} {key}.  \n`torn`: It is torn."


def test_each_code_has_its_status_and_both_sentences(document: dict[str, Any]) -> None:
    assert codes(document, "post", "/books/{code}/Buy")["torn"] == 404
    content = document["paths"]["/books/{code}/Buy"]["post"]["responses"]["409"]["content"]
    examples = content["application/problem+json"]["examples"]
    assert examples == {"sold": {"$ref": "#/components/examples/sold"}}
    example = document["components"]["examples"]["sold"]
    assert (example["summary"], example["description"]) == ("Đã bán.", "It is sold.")
    assert example["value"].keys() >= set(document["components"]["schemas"]["Problem"]["required"])


def test_a_router_in_two_applications_is_told_alike(document: dict[str, Any]) -> None:
    assert app().openapi() == document
