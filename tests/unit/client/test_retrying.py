"""When the client asks again, and how long it waits first."""

import asyncio

import httpx
import pytest

from shared.client.errors import IssuerRefused, ServiceRefused, refusal_of
from shared.client.retrying import patiently, wait_after


def refused(status: int, code: str = "unavailable", retry_after: str | None = None) -> ServiceRefused:
    return refusal_of("cases", {"status": status, "code": code, "detail": "why"}, retry_after=retry_after)


@pytest.mark.parametrize(
    ("failure", "wait"),
    [
        (httpx.ConnectError("gone"), True),
        (refused(503), True),
        (refused(503, retry_after="2"), 2.0),
        (refused(503, retry_after="0"), 0.0),
        (refused(503, retry_after="3600"), 5.0),  # nobody waits an hour for one request
        (refused(503, retry_after="Wed, 25 Nov 2026 10:00:00 GMT"), True),
        (refused(409, "procedure-not-known-yet"), True),
        (refused(409, "case-not-opened"), False),
        (refused(409, "case-not-opened", retry_after="2"), False),
        (IssuerRefused(issuer="x", client="importer", reason="401"), False),
        (ValueError("ours"), False),
    ],
    ids=repr,
)
def test_what_may_pass_is_waited_for_as_long_as_was_stated(failure: Exception, wait: bool | float) -> None:
    assert wait_after(failure) == wait
    assert type(wait_after(failure)) is type(wait)


async def test_a_stated_wait_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    answers = iter([refused(503, retry_after="3"), refused(503), refused(503), None])

    async def ask() -> str:
        failure = next(answers)
        if failure is not None:
            raise failure
        return "done"

    assert await patiently(60.0)(ask) == "done"
    assert waits[0] == 3.0
    assert 0 < waits[1] < waits[2] + 0.05 <= 1  # its own waits grow, from hundredths of a second


async def test_the_last_failure_comes_out_when_patience_ends() -> None:
    async def ask() -> None:
        raise refused(503)

    with pytest.raises(ServiceRefused, match="why"):
        await patiently(-1.0)(ask)
