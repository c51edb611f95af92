"""What an error costs is bounded: a line of the log, whatever stood in the variables around it."""

import io
import logging
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from shared.auth import public
from shared.http import build_app
from shared.http.routing import Router
from shared.settings import LogFormat
from shared.telemetry import configure_logging, get_logger

#: Bytes of log, and seconds, for one failed request.
MOST_BYTES, MOST_SECONDS = 40_000, 1.0
SECRET = "hunter2-in-a-variable"

router = Router(dependencies=[public()])


@router.get("/fails")
async def fails() -> None:
    _deep({f"key-{number}": {"value": SECRET * 40} for number in range(2_000)}, 30)


@router.get("/fails-for-long")
async def fails_for_long() -> None:
    raise ValueError(f"not a document: {'x' * 5_000_000}")


@router.get("/fails-deep")
async def fails_deep() -> None:
    _deep({}, 100_000)


@router.get("/fails-again")
async def fails_again() -> None:
    _again(100)


def _deep(document: dict[str, Any], further: int) -> int:
    if not further:
        raise KeyError("in")
    return _deep(document, further - 1) + 1


def _again(times: int) -> None:
    try:
        _deep({"value": SECRET}, 20)
    except KeyError as error:
        if times:
            _again(times - 1)
        raise RuntimeError("once more") from error


@pytest.fixture(params=LogFormat)
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logging("INFO", request.param, stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("path", ["/fails", "/fails-for-long", "/fails-deep", "/fails-again"])
async def test_a_failed_request_costs_little_time_and_log(log: io.StringIO, path: str) -> None:
    app = build_app(service="s", title="S", version="1", routers=[router])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        began = time.process_time()
        answer = await client.get(path)
        took = time.process_time() - began
    assert answer.status_code == 500
    assert "Traceback" in log.getvalue()
    assert SECRET not in log.getvalue()
    assert len(log.getvalue().encode()) < MOST_BYTES
    assert took < MOST_SECONDS


def test_a_long_value_is_told_by_its_ends(log: io.StringIO) -> None:
    get_logger("x").warning("refused", error="begin" + "x" * 1_000_000 + "end", known=["y" * 1_000_000])
    assert "begin" in log.getvalue()
    assert "end" in log.getvalue()
    assert len(log.getvalue()) < MOST_BYTES
