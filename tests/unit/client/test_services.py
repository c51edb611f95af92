"""How the client asks: again, under the same key, until it is answered or its patience ends."""

import httpx
import pytest

from shared.client.errors import ServiceRefused, ServiceUnreachable
from shared.contracts.topics import Service
from tests.unit.client.answering import Answering, problem

DONE = httpx.Response(200, json={"done": True})


async def order(services: Answering) -> object:
    return await services.post(Service.CASES, "/cases", key="k1", json={})


async def test_gives_what_was_answered() -> None:
    assert await order(Answering(DONE)) == {"done": True}


async def test_asks_again_under_the_same_key_while_the_service_is_gone() -> None:
    services = Answering(httpx.ConnectError("refused"), httpx.ReadError("cut"), DONE)
    assert await order(services) == {"done": True}
    assert services.headers("Idempotency-Key") == ["k1", "k1", "k1"]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
async def test_asks_again_when_told_to_wait(status: int) -> None:
    services = Answering(problem(status, "unavailable", **{"Retry-After": "0"}), DONE)
    assert await order(services) == {"done": True}


async def test_asks_again_for_what_is_on_its_way() -> None:
    services = Answering(problem(409, "procedure-not-known-yet"), DONE)
    assert await order(services) == {"done": True}


async def test_tells_a_refusal_at_once_in_the_readers_language() -> None:
    services = Answering(problem(409, "case-not-opened", "There is no such case."))
    with pytest.raises(ServiceRefused, match=r"^There is no such case\.$") as refused:
        await order(services)
    assert refused.value.problem == "case-not-opened"
    assert services.headers("Accept-Language") == ["en"]


async def test_names_each_field_that_is_wrong() -> None:
    fault = {"pointer": "/orders/0/at", "message": "is missing"}
    answer = httpx.Response(422, json={"code": "input-invalid", "detail": "1 fault.", "errors": [fault]})
    with pytest.raises(ServiceRefused, match="/orders/0/at: is missing"):
        await order(Answering(answer))


async def test_says_what_answered_if_it_was_no_service() -> None:
    with pytest.raises(ServiceRefused, match=r"HTTP 404 Not Found"):
        await order(Answering(httpx.Response(404, text="<html>")))


async def test_gives_up_when_its_patience_ends_and_says_where() -> None:
    services = Answering(httpx.ConnectError("refused"), patience=-1.0)
    with pytest.raises(ServiceUnreachable, match=r"http://cases\.test") as refused:
        await order(services)
    assert refused.value.where == "http://cases.test"


async def test_gives_up_on_a_service_that_stays_unavailable() -> None:
    with pytest.raises(ServiceRefused) as refused:
        await order(Answering(problem(503, "unavailable"), patience=-1.0))
    assert refused.value.problem == "unavailable"


async def test_asks_once_more_with_another_token_when_one_is_no_longer_accepted() -> None:
    services = Answering(problem(401, "unauthenticated"), DONE)
    await order(services)
    assert services.headers("Authorization") == ["Bearer importer-0", "Bearer importer-1"]


async def test_does_not_ask_for_ever_with_tokens_that_are_not_accepted() -> None:
    with pytest.raises(ServiceRefused) as refused:
        await order(Answering(problem(401, "unauthenticated"), problem(401, "unauthenticated")))
    assert refused.value.problem == "unauthenticated"


async def test_settles_when_all_rest_and_nothing_new_came_between() -> None:
    progress = [{"settled": False, "last": 1}, {"settled": True, "last": 2}, {"settled": True, "last": 2}]
    services = Answering(*(httpx.Response(200, json=one) for one in progress))
    await services.settle()
    assert len(services.asked) == 3


async def test_has_caught_up_when_nothing_is_left_to_publish_or_to_take() -> None:
    def told(published: int, behind: int, owed: int = 0) -> httpx.Response:
        progress = {"published": published, "last": 5, "behind": {"tthc.cases": behind}, "owed": owed}
        return httpx.Response(200, json=progress)

    services = Answering(told(4, 0), told(5, 1), told(5, 0, owed=1), told(5, 0), told(5, 0))
    await services.caught_up(Service.CASES)
    assert len(services.asked) == 5
