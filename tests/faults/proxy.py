"""A TCP proxy that breaks the network on command: it stands before PostgreSQL, Kafka, MongoDB, webhooks.

It runs in a thread of its own, so that the client under test may be synchronous; every method may be called
from any thread, and has taken effect when it returns. A test that relies on a fault asks `fired`, so that it
fails when the fault didn't happen.

    with Proxy(server.address) as proxy:
        proxy.cut(POSTGRES_COMMITTED, Direction.TO_CLIENT, forwarding=False)   # done, then timed out
        save(server.url("cases", at=proxy.address))
        assert proxy.wait_fired()
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any
from weakref import WeakSet

from dev.local.ports import HOST, free_port
from tests.faults.patterns import Pattern
from tests.faults.wire import Count, Cut, Direction, Ending, Weather, Wire, reset

__all__ = ["POSTGRES_COMMITTED", "Direction", "Ending", "Proxy"]

#: PostgreSQL's CommandComplete after a COMMIT: the transaction is durable, the client doesn't know yet.
POSTGRES_COMMITTED = b"C\x00\x00\x00\x0bCOMMIT\x00"

_SOON = 10.0  # seconds that the proxy's own thread may take to obey


class Proxy:
    """One listening port before one server. The port is known at once; the server may come later, and go."""

    def __init__(self, upstream: tuple[str, int] | None = None, *, port: int | None = None) -> None:
        self.upstream = upstream
        self.address = (HOST, free_port() if port is None else port)
        self._count = Count()
        self._weather = Weather(self._count)
        self._weather.clear()
        self._wires: set[Wire] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._sides: WeakSet[asyncio.StreamWriter] = WeakSet()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listener: asyncio.Server | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> "Proxy":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """Where clients connect, on 127.0.0.1."""
        return self.address[1]

    @property
    def netloc(self) -> str:
        """`host:port`, as it stands in URLs and bootstrap lists."""
        return f"{self.address[0]}:{self.port}"

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._wires)

    @property
    def fired(self) -> int:
        """How often a fault hit: a chunk delayed or held back, a connection cut, reset, closed, refused."""
        return self._count.hits

    def wait_fired(self, count: int = 1, *, within: float = 10.0) -> bool:
        """Wait until faults have hit `count` times in all; False if they didn't within so many seconds."""
        return self._count.wait(count, within)

    def start(self) -> None:
        """Listen, in a thread of its own."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._thread.start()
        self._run(self._listen())

    def stop(self) -> None:
        """Close everything; nothing if it isn't running."""
        if self._loop is None or self._thread is None:
            return
        self._run(self._shut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = self._thread = None

    def delay(self, seconds: float, direction: Direction | None = None) -> None:
        """Let each chunk arrive so much later; in one direction, or in both."""
        directions = tuple(Direction) if direction is None else (direction,)
        self._do(lambda: self._weather.delays.update(dict.fromkeys(directions, seconds)))

    def cut(
        self,
        pattern: bytes,
        direction: Direction,
        *,
        forwarding: bool,
        ending: Ending = Ending.CLOSE,
        nth: int = 1,
    ) -> None:
        """Cut the connection in which the pattern's `nth` occurrence from now on passes; once.

        `forwarding`: after the pattern has arrived; otherwise it, and what follows it, is swallowed.
        """
        cut = Cut(pattern=Pattern(pattern, nth), ending=ending, forwarding=forwarding)
        self._do(lambda: self._weather.cuts.update({direction: cut}))

    def silence(self) -> None:
        """Keep connections and accept new ones, but let nothing through; `heal` lets all of it through."""
        self._do(self._weather.flowing.clear)

    def reset(self) -> None:
        """Reset (RST) the connections that are open now."""
        self._do(lambda: self._each(lambda wire: wire.end(Ending.RESET)))

    def close(self) -> None:
        """Close the connections that are open now, in order."""
        self._do(lambda: self._each(lambda wire: wire.end(Ending.CLOSE)))

    def half_close(self, direction: Direction) -> None:
        """End the stream in one direction on the connections that are open now; the other goes on."""
        self._do(lambda: self._each(lambda wire: wire.half_close(direction)))

    def refuse(self) -> None:
        """Reset new connections at once, until `heal`; those that are open go on."""
        self._do(lambda: setattr(self._weather, "refusing", True))

    def heal(self) -> None:
        """No fault any more; what was held back goes on."""
        self._do(self._heal)

    def _do(self, change: Callable[[], None]) -> None:
        """Change something in the proxy's own thread; before it runs, in this one."""

        async def apply() -> None:
            change()

        if self._loop is None:
            change()
        else:
            self._run(apply())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(work, self._loop).result(_SOON)

    def _heal(self) -> None:
        self._weather.clear()
        for wire in self._wires:
            if wire.silenced:
                wire.end(Ending.CLOSE)

    def _each(self, fault: Callable[[Wire], None]) -> None:
        for wire in self._wires:
            fault(wire)
            self._count.add()

    async def _listen(self) -> None:
        self._listener = await asyncio.start_server(self._accept, *self.address)

    async def _shut(self) -> None:
        if self._listener is not None:
            self._listener.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for side in self._sides:  # one that was closed may have waited for its peer to read on
            side.transport.abort()
        await asyncio.sleep(0)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._sides.add(writer)
        try:
            await self._join(reader, writer)
        except (OSError, asyncio.CancelledError):  # the server is gone, or we end
            reset(writer)
        finally:
            self._tasks.discard(task)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._weather.refusing:
            self._count.add()
            raise ConnectionRefusedError
        if self.upstream is None:
            raise ConnectionRefusedError
        await self._weather.hinder()
        server = await asyncio.open_connection(*self.upstream)
        self._sides.add(server[1])
        wire = Wire(self._weather, (reader, writer), server)
        self._wires.add(wire)
        try:
            await wire.carry()
        finally:
            self._wires.discard(wire)
