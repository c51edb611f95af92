"""Each refusal is a problem document, in the reader's language, that gives nothing away."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from shared.errors import Language
from shared.http.language import preferred_language

ENGLISH = {"Accept-Language": "en"}


async def test_a_refusal_is_told_in_vietnamese_unless_english_is_asked_for(client: httpx.AsyncClient) -> None:
    vietnamese, english = await client.get("/orders/1"), await client.get("/orders/1", headers=ENGLISH)
    assert vietnamese.headers["content-type"] == "application/problem+json"
    assert vietnamese.json()["detail"] == "Không tìm thấy hồ sơ 1."
    assert english.json()["detail"] == "There is no hồ sơ 1."
    assert english.headers["content-language"] == "en"


async def test_a_problem_has_code_place_and_correlation(client: httpx.AsyncClient) -> None:
    answer = await client.get("/orders/1", headers={"X-Correlation-ID": "abc-1"})
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (404, 404)
    assert problem["type"] == "urn:tthc:problem:not-found"
    assert (problem["code"], problem["where"], problem["instance"]) == ("not-found", "number", "/orders/1")
    assert problem["correlation_id"] == answer.headers["x-correlation-id"] == "abc-1"


async def test_every_fault_of_an_input_is_told_with_its_pointer(client: httpx.AsyncClient) -> None:
    body = {"steps": [{"name": "x", "at": "2026-11-24T08:00:00"}, {"at": "2026-11-24T08:00:00Z", "a/b": 1}]}
    answer = await client.post("/orders", json=body)
    assert answer.status_code == 422
    told = {error["pointer"]: (error["code"], error["message"]) for error in answer.json()["errors"]}
    assert told == {
        "/steps/0/name": ("string-too-short", "Phải có ít nhất 2 ký tự."),
        "/steps/0/at": ("timezone-aware", "Ngày giờ phải kèm múi giờ."),
        "/steps/1/name": ("missing", "Thiếu thông tin bắt buộc."),
        "/steps/1/a~1b": ("extra-forbidden", "Không có trường nào tên như vậy."),
    }


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b"[" * 2000, b'{"steps": NaN}', b'{"steps": "\\ud800"}', b""]
)
async def test_a_body_that_is_no_input_is_refused_and_not_repeated(
    client: httpx.AsyncClient, body: bytes
) -> None:
    answer = await client.post("/orders", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert "[[[" not in answer.text


async def test_what_is_temporarily_away_says_when_to_come_back(client: httpx.AsyncClient) -> None:
    answer = await client.get("/orders/0")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")


async def test_an_unexpected_error_shows_its_id_and_no_detail(client: httpx.AsyncClient) -> None:
    answer = await client.get("/orders/13", headers=ENGLISH)
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal-error"
    assert answer.json()["correlation_id"] in answer.json()["detail"]
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


async def test_unknown_paths_and_methods_are_problems_too(client: httpx.AsyncClient) -> None:
    missing, wrong = await client.get("/nothing"), await client.put("/orders/1")
    assert (missing.status_code, missing.json()["code"]) == (404, "path-not-found")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method-not-allowed")
    assert "GET" in wrong.headers["allow"]


async def test_a_body_over_the_limit_is_refused_by_its_own_word(client: httpx.AsyncClient) -> None:
    answer = await client.post("/orders", content=b"x" * 2049)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert "2048" in answer.json()["detail"]


async def test_a_body_that_hides_its_length_is_refused_when_it_gets_there(client: httpx.AsyncClient) -> None:
    sent = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 1
            yield b"x" * 1024

    answer = await client.post("/orders", content=chunks(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", Language.VI),
        ("en", Language.EN),
        ("en-GB,en;q=0.9", Language.EN),
        ("vi,en;q=0.9", Language.VI),
        ("en;q=0.9,vi", Language.VI),
        ("fr, en;q=0.3", Language.EN),
        ("*", Language.VI),
        ("en;q=0", Language.VI),
        ("en;q=x", Language.VI),
        ("en;q=inf", Language.VI),
        ("en;q=1e400", Language.VI),
        ("en;q=nan,vi;q=0.1", Language.VI),
        ("en;q=٠.٩", Language.VI),
        ("en;v=1;Q = 0.9,vi;q=0.1", Language.EN),
        ("en;q=" + "9" * 400, Language.VI),
        (",;q=,=" * 200, Language.VI),
    ],
)
def test_the_language_follows_the_weights(accepted: str, language: Any) -> None:
    assert preferred_language(accepted) is language
