"""Each fault of the proxy, before a server that sends back what it gets."""

import socket
import socketserver
import threading
from collections.abc import Iterator

import pytest

from tests.faults.proxy import Direction, Ending, Proxy
from tests.integration.local.waiting import eventually

RECEIVED: list[bytes] = []


class Echo(socketserver.BaseRequestHandler):
    """Sends everything back; says goodbye when the client's stream ends."""

    def handle(self) -> None:
        while data := self.request.recv(4096):
            RECEIVED.append(data)
            self.request.sendall(data)
        self.request.sendall(b"bye")


class EchoServer(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Connections that break are what these tests are about."""


def is_reset(proxy: Proxy) -> bool:
    """Whether a new connection is reset, already while it is made or when it is used."""
    try:
        with socket.create_connection(proxy.address, timeout=10) as connection:
            connection.recv(100)
    except ConnectionResetError:
        return True
    return False


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with EchoServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        with Proxy(("127.0.0.1", server.server_address[1])) as proxy:
            yield proxy
        server.shutdown()


@pytest.fixture
def client(proxy: Proxy) -> Iterator[socket.socket]:
    with socket.create_connection(proxy.address, timeout=10) as connection:
        connection.sendall(b"hello")
        assert connection.recv(100) == b"hello"
        yield connection


def test_without_a_fault_everything_passes_and_none_is_counted(proxy: Proxy, client: socket.socket) -> None:
    sent = bytes(range(256)) * 2000
    threading.Thread(target=client.sendall, args=(sent,), daemon=True).start()
    assert client.makefile("rb").read(len(sent)) == sent
    assert (proxy.fired, proxy.connections) == (0, 1)


def test_the_end_of_a_stream_passes_in_one_direction_alone(client: socket.socket) -> None:
    client.shutdown(socket.SHUT_WR)
    assert client.recv(100) == b"bye"
    assert client.recv(100) == b""


def test_silence_holds_back_old_and_new_connections_until_it_heals(
    proxy: Proxy, client: socket.socket
) -> None:
    proxy.silence()
    with socket.create_connection(proxy.address, timeout=10) as other:
        other.sendall(b"new")
        client.sendall(b"old")
        assert proxy.wait_fired(2)
        client.settimeout(0.1)
        with pytest.raises(TimeoutError):
            client.recv(100)
        proxy.heal()
        client.settimeout(10)
        assert (client.recv(100), other.recv(100)) == (b"old", b"new")


def test_a_reset_is_a_reset(proxy: Proxy, client: socket.socket) -> None:
    proxy.reset()
    with pytest.raises(ConnectionResetError):
        client.recv(100)
    assert proxy.fired == 1


def test_a_close_is_the_end_of_the_stream(proxy: Proxy, client: socket.socket) -> None:
    proxy.close()
    assert client.recv(100) == b""


def test_half_closed_towards_the_server_its_last_words_still_come(
    proxy: Proxy, client: socket.socket
) -> None:
    proxy.half_close(Direction.TO_SERVER)
    assert client.recv(100) == b"bye"
    assert proxy.fired == 1


def test_half_closed_towards_the_client_the_server_still_listens(proxy: Proxy, client: socket.socket) -> None:
    proxy.half_close(Direction.TO_CLIENT)
    assert client.recv(100) == b""
    client.sendall(b"one way only")
    assert eventually(lambda: RECEIVED[-1] == b"one way only")
    client.sendall(b"and once more")
    assert eventually(lambda: RECEIVED[-1] == b"and once more")


def test_a_delay_is_waited_for_and_counted(proxy: Proxy, client: socket.socket) -> None:
    proxy.delay(0.2, Direction.TO_SERVER)
    client.settimeout(0.1)
    client.sendall(b"slow")
    with pytest.raises(TimeoutError):
        client.recv(100)
    client.settimeout(10)
    assert client.recv(100) == b"slow"
    assert proxy.fired == 1


@pytest.mark.parametrize(("forwarding", "arrives"), [(True, b"one COMMIT"), (False, b"one ")])
def test_an_answer_is_cut_after_or_before_the_pattern(
    proxy: Proxy, client: socket.socket, forwarding: bool, arrives: bytes
) -> None:
    proxy.cut(b"COMMIT", Direction.TO_CLIENT, forwarding=forwarding)
    client.sendall(b"one COMMIT two")
    assert client.makefile("rb").read() == arrives
    assert proxy.fired == 1


def test_a_cut_counts_over_connections_and_happens_once(proxy: Proxy, client: socket.socket) -> None:
    proxy.cut(b"COMMIT", Direction.TO_SERVER, forwarding=True, nth=2)
    for expected in (b"COMMIT", b"", b"COMMIT"):
        with socket.create_connection(proxy.address, timeout=10) as connection:
            connection.sendall(b"COMMIT")
            assert connection.recv(6) == expected
    assert proxy.fired == 1


def test_a_cut_may_reset(proxy: Proxy, client: socket.socket) -> None:
    proxy.cut(b"COMMIT", Direction.TO_SERVER, forwarding=False, ending=Ending.RESET)
    client.sendall(b"COMMIT")
    with pytest.raises(ConnectionResetError):
        client.recv(100)


def test_a_cut_may_fall_silent_and_stays_so_until_it_heals(proxy: Proxy, client: socket.socket) -> None:
    proxy.cut(b"COMMIT", Direction.TO_CLIENT, forwarding=False, ending=Ending.SILENCE)
    client.sendall(b"COMMIT")
    assert proxy.wait_fired()
    client.settimeout(0.1)
    client.sendall(b"anybody?")
    with pytest.raises(TimeoutError):
        client.recv(100)
    proxy.heal()
    client.settimeout(10)
    assert client.recv(100) == b""


def test_a_beginning_of_the_pattern_is_not_kept_for_ever(proxy: Proxy, client: socket.socket) -> None:
    proxy.cut(b"COMMIT", Direction.TO_CLIENT, forwarding=False)
    client.sendall(b"COM")
    assert client.recv(100) == b"COM"
    assert proxy.fired == 0


def test_refused_connections_are_reset_while_old_ones_go_on(proxy: Proxy, client: socket.socket) -> None:
    proxy.refuse()
    assert is_reset(proxy)
    client.sendall(b"on")
    assert client.recv(100) == b"on"
    assert proxy.fired == 1


def test_the_server_may_come_later_and_a_client_without_one_is_reset() -> None:
    with EchoServer(("127.0.0.1", 0), Echo) as server, Proxy() as proxy:
        assert is_reset(proxy)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        proxy.upstream = ("127.0.0.1", server.server_address[1])
        with socket.create_connection(proxy.address, timeout=10) as client:
            client.sendall(b"now")
            assert client.recv(100) == b"now"
        server.shutdown()


def test_a_request_arrives_and_its_answer_is_lost(proxy: Proxy, client: socket.socket) -> None:
    proxy.cut(b"order", Direction.TO_SERVER, forwarding=True, ending=Ending.UNANSWERED)
    client.sendall(b"an order and more")
    assert client.recv(100) == b""
    assert proxy.wait_fired()
    assert RECEIVED[-1].endswith(b"an order and more")
