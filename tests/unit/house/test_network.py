"""Unit tests reach no network; the event loop's own socket pair is none."""

import asyncio
import socket

import pytest
from pytest_socket import SocketBlockedError


def test_a_unit_test_opens_no_connection() -> None:
    with pytest.warns(UserWarning, match="tried to use"), pytest.raises(SocketBlockedError):
        socket.socket(socket.AF_INET)


async def test_an_event_loop_still_runs() -> None:
    await asyncio.sleep(0)
    ours, theirs = socket.socketpair()
    ours.close()
    theirs.close()
