"""The addresses that services listen on: taken at once, or refused with who has them."""

import socket
from contextlib import closing

from shared.client.tokens import uses_demo_issuer
from shared.settings import Settings
from tthc.operations.composition import ALL_SERVICES
from tthc.operations.errors import AddressTaken
from tthc.operations.listeners import listener_on
from tthc.operations.record import running_deployment

ISSUER = "issuer"


def check_addresses(settings: Settings) -> None:
    """Raise `AddressTaken` where another program listens already; before any work is done.

    Where services run on the data directory, that is told by its owner's refusal.
    """
    if running_deployment(settings.data_dir) is not None:
        return
    ports = {str(name): settings.port_of(name) for name in ALL_SERVICES}
    if uses_demo_issuer(settings):
        ports[ISSUER] = settings.issuer_port
    for name, port in ports.items():
        with closing(bound(name, settings.host, port)):
            pass


def bound(name: str, host: str, port: int) -> socket.socket:
    """A socket at a service's address. Raises `AddressTaken`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY where the protocol is named; else a kept-alive answer waits 40 ms for an ACK
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except OSError:
        found.close()
        raise _taken(name, host, port) from None
    return found


def _taken(name: str, host: str, port: int) -> AddressTaken:
    holder = listener_on(port)
    vi, en = "Một chương trình khác", "Another program"
    if holder is not None:
        vi = f"Chương trình {holder.name} (tiến trình {holder.pid})"
        en = f"The program {holder.name} (process {holder.pid})"
    return AddressTaken(
        service=name,
        host=host,
        port=port,
        setting=f"TTHC_{name.upper()}_PORT",
        holder_vi=vi,
        holder_en=en,
        where=f"{host}:{port}",
    )
