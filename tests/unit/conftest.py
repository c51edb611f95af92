"""Unit tests reach no network."""

from collections.abc import Iterator

import pytest
from pytest_socket import disable_socket, enable_socket


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Sockets are refused; Unix ones are left, since every event loop has a pair of them."""
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()
