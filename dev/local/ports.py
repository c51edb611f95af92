"""Ports for servers on this machine."""

import fcntl
import os
import random
import socket
from functools import cache

from dev.local.jars import cache_directory

#: Servers of this machine listen here and nowhere else.
HOST = "127.0.0.1"

# Below the range that the kernel takes for outgoing connections (from 32768): a client that tries again and
# again while its server is down would else, sooner or later, connect to itself and keep the port.
_LOWEST, _HIGHEST = 18_000, 32_000

_chance = random.SystemRandom()  # parallel test runs that share a seed must not choose the same ports
_given: set[int] = set()


def free_port() -> int:
    """A port on which nothing listens at this moment, and which no other process has got from here."""
    while True:
        port = _chance.randrange(_LOWEST, _HIGHEST)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            if _reserved(port):
                return port


def answers(port: int) -> bool:
    """Whether anything accepts connections on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _reserved(port: int) -> bool:
    """Keep the port for this process until it ends; whether it was still to be had.

    Its server may start a good while later, when another process would find the port free as well.
    """
    if port in _given:
        return False
    if (reservations := _reservations()) is not None:
        try:
            fcntl.lockf(reservations, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)
        except OSError:
            return False
    _given.add(port)
    return True


@cache
def _reservations() -> int | None:
    """A file of which each port is a byte; open for good, since closing it would let go of all of them.

    None where it can't be written: then ports are only kept apart in this process.
    """
    try:
        cache_directory().mkdir(parents=True, exist_ok=True)
        return os.open(cache_directory() / "ports", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return None
