"""Answers that may be kept: a tag that changes with them alone, 304 for who has it, HEAD for who asks."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from fastapi import APIRouter, Request
from starlette.responses import Response

from shared.auth import public
from shared.http import build_app
from shared.http.caching import Keep, kept

KEEP = Keep(max_age=60, stale_while_revalidate=600, by_language=True)
CHANGED = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
contents = {"now": {"name": "Bổ nhiệm"}}
router = APIRouter(prefix="/page", dependencies=[public()])


@router.get("")
async def page(request: Request) -> Response:
    links = {"next": "/page?q=bổ nhiệm", "prev": None}
    return kept(request, contents["now"], KEEP, modified=CHANGED, links=links)


@router.post("")
async def write() -> int:
    return 1


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = build_app(service="pages", title="Pages", version="1", routers=[router])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


async def test_an_answer_says_how_long_it_may_be_kept(client: httpx.AsyncClient) -> None:
    answer = await client.get("/page")
    assert answer.json() == {"name": "Bổ nhiệm"}
    assert answer.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
    assert answer.headers["vary"] == "Accept-Language"
    assert answer.headers["last-modified"] == "Fri, 20 Nov 2026 02:30:00 GMT"
    assert answer.headers["link"] == '</page?q=b%E1%BB%95%20nhi%E1%BB%87m>; rel="next"'
    assert answer.headers["etag"].startswith('"')


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
async def test_who_has_it_is_told_so_without_it(client: httpx.AsyncClient, form: str) -> None:
    tag = (await client.get("/page")).headers["etag"]
    again = await client.get("/page", headers={"If-None-Match": form.format(tag)})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert {"cache-control", "vary", "last-modified"} <= again.headers.keys()


async def test_another_answer_has_another_tag(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (await client.get("/page")).headers["etag"]
    monkeypatch.setitem(contents, "now", {"name": "Miễn nhiệm"})
    after = await client.get("/page", headers={"If-None-Match": before})
    assert (after.status_code, after.headers["etag"] != before) == (200, True)


async def test_without_a_tag_the_date_that_was_given_decides(client: httpx.AsyncClient) -> None:
    given = (await client.get("/page")).headers["last-modified"]
    other = "Fri, 20 Nov 2026 02:30:01 GMT"
    for date, headers, status in (
        (given, {}, 304),
        (other, {}, 200),
        ("yesterday", {}, 200),
        (given, {"If-None-Match": '"other"'}, 200),
    ):
        answer = await client.get("/page", headers={"If-Modified-Since": date, **headers})
        assert answer.status_code == status


async def test_head_tells_all_but_the_body(client: httpx.AsyncClient) -> None:
    whole, head = await client.get("/page"), await client.head("/page")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-length", "content-type", "cache-control", "link"):
        assert head.headers[name] == whole.headers[name]


async def test_what_is_not_there_can_be_asked_after_as_well(client: httpx.AsyncClient) -> None:
    head = await client.head("/nowhere")
    assert (head.status_code, head.content) == (404, b"")


async def test_the_allowed_methods_have_head_beside_get(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/page")
    assert {"GET", "HEAD"} <= {one.strip() for one in answer.headers["allow"].split(",")}
