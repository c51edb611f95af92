"""No question is half heard: a query parameter that a route doesn't know is refused by its name."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

#: Pages and files for everybody: links to them get longer on their way through mails and social networks.
OPEN_TO_ANY = {
    "catalog GET /catalogue/agencies/{agency}/editions/{edition}/decision.{form}",
    "catalog GET /catalogue/agencies/{agency}/editions/{edition}/difference.html",
}
SENTENCES = {
    "vi": ("Không có tham số nào tên như vậy; có: ", "Địa chỉ này không nhận tham số nào."),
    "en": ("There is no such parameter; there are: ", "There are no parameters here."),
}


def operations(services: dict[str, FastAPI]) -> Iterator[tuple[str, str, str, str]]:
    """Service, method, path and the address that it stands for."""
    for name, app in services.items():
        for path, item in app.openapi()["paths"].items():
            for method in item:
                yield name, method.upper(), path, path.replace("{", "").replace("}", "")


async def ask(app: FastAPI, method: str, address: str, headers: dict[str, str]) -> httpx.Response:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, address, headers=headers)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_an_unknown_parameter_is_refused_by_its_name(
    services: dict[str, FastAPI], signed: dict[str, str], language: str
) -> None:
    headers = {**signed, "Accept-Language": language}
    taken = set()
    for name, method, path, address in operations(services):
        answer = await ask(services[name], method, f"{address}?khong-co=1", headers)
        told = answer.json().get("errors", []) if "json" in answer.headers["content-type"] else []
        found = [one["message"] for one in told if "khong-co" in str(one)]
        if answer.status_code == 422 and found:
            assert found[0].startswith(SENTENCES[language]), path
        else:
            taken.add(f"{name} {method} {path}")
    assert taken == OPEN_TO_ANY


def test_every_operation_that_refuses_them_says_so(services: dict[str, FastAPI]) -> None:
    for name, method, path, _ in operations(services):
        if f"{name} {method} {path}" not in OPEN_TO_ANY:
            answers = services[name].openapi()["paths"][path][method.lower()]["responses"]
            assert "input-invalid" in answers["422"]["content"]["application/problem+json"]["examples"], path
