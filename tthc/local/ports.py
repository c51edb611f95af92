"""Ports for servers on this machine."""

import random
import socket

#: Servers of this machine listen here and nowhere else.
HOST = "127.0.0.1"

# Below the range that the kernel takes for outgoing connections (from 32768): a client that tries again and
# again while its server is down would else, sooner or later, connect to itself and keep the port.
_LOWEST, _HIGHEST = 18_000, 32_000

_chance = random.SystemRandom()  # parallel test runs that share a seed must not choose the same ports


def free_port() -> int:
    """A port on which nothing listens at this moment."""
    while True:
        port = _chance.randrange(_LOWEST, _HIGHEST)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port


def answers(port: int) -> bool:
    """Whether anything accepts connections on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
