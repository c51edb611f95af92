"""`If-Match` of a command is a version that was seen, or refused: whatever else looks like a number."""

import pytest
from starlette.requests import Request

from shared.http.commands import VersionUnreadable, command_headers


def request(if_match: bytes) -> Request:
    return Request({"type": "http", "headers": [(b"if-match", if_match)]})


@pytest.mark.parametrize(
    ("header", "version"),
    [(b'"3"', 3), (b'W/"3"', 3), (b"3", 3), (b"*", None), (b'"' + b"9" * 18 + b'"', 10**18 - 1)],
)
async def test_a_version_is_read(header: bytes, version: int | None) -> None:
    assert (await command_headers(request(header))).version == version


@pytest.mark.parametrize(
    "header",
    [
        b'"\xb2"',  # a superscript 2 is a digit to `isdigit`, and none to `int`
        b"\xb3",
        "٣".encode(),
        b'"' + b"9" * 5_000 + b'"',  # more digits than `int` takes
        b'"' + b"9" * 19 + b'"',  # more than any store counts
        b'"1_0"',
        b'"-1"',
        b'"+1"',
        b'" 1"',
        b'"1',
        b'""1""',
        b'""',
        b"",
        b'"1", "2"',
    ],
    ids=lambda header: repr(header[:12]),
)
async def test_anything_else_is_refused_with_its_place(header: bytes) -> None:
    with pytest.raises(VersionUnreadable) as refused:
        await command_headers(request(header))
    assert refused.value.where == "If-Match"
