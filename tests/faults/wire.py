"""One connection through the proxy, and what is wrong with the network at this moment."""

import asyncio
import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from tests.faults.patterns import Pattern, Watch

_CHUNK = 64 * 1024
_HELD_FOR = 0.02  # seconds that the beginning of a pattern is kept back, in case the rest of it follows
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close by RST


class Direction(StrEnum):
    """Which way bytes go."""

    TO_SERVER = "to_server"
    TO_CLIENT = "to_client"


class Ending(StrEnum):
    """What becomes of a connection in which a pattern was seen."""

    CLOSE = "close"  #: both sides see the end of the stream
    RESET = "reset"  #: both sides see "connection reset by peer"
    UNANSWERED = "unanswered"  #: all of the request goes on; both sides see the end in place of its answer
    SILENCE = "silence"  #: both sides see nothing more, until `heal`, which closes it


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Cut a connection when the pattern's occurrence that matters passes."""

    pattern: Pattern
    ending: Ending
    forwarding: bool  #: whether the pattern itself still arrives


class Count:
    """How often a fault hit; can be waited for from any thread."""

    def __init__(self) -> None:
        self._hits = 0
        self._change = threading.Condition()

    @property
    def hits(self) -> int:
        """So far."""
        with self._change:
            return self._hits

    def add(self) -> None:
        """One more."""
        with self._change:
            self._hits += 1
            self._change.notify_all()

    def wait(self, count: int, within: float) -> bool:
        """Until there were `count` in all; False if there weren't after `within` seconds."""
        with self._change:
            return self._change.wait_for(lambda: self._hits >= count, within)


@dataclass
class Weather:
    """What is wrong with the network; shared by all connections, touched in the proxy's own thread only."""

    count: Count
    delays: dict[Direction, float] = field(default_factory=dict)  #: seconds
    cuts: dict[Direction, Cut] = field(default_factory=dict)
    refusing: bool = False
    flowing: asyncio.Event = field(default_factory=asyncio.Event)

    def clear(self) -> None:
        """No fault any more."""
        self.delays.clear()
        self.cuts.clear()
        self.refusing = False
        self.flowing.set()

    async def hinder(self, direction: Direction | None = None) -> None:
        """Let pass what goes in this direction (None: a new connection), when its time has come."""
        if seconds := self.delays.get(direction) if direction else None:
            self.count.add()
            await asyncio.sleep(seconds)
        if not self.flowing.is_set():
            self.count.add()
            await self.flowing.wait()


@dataclass(eq=False)
class Wire:
    """A client's connection, joined to one of the server's."""

    weather: Weather
    client: tuple[asyncio.StreamReader, asyncio.StreamWriter]
    server: tuple[asyncio.StreamReader, asyncio.StreamWriter]
    unanswered: bool = False  #: what the server says next is lost, and the connection with it
    silenced: bool = False  #: for good: it is closed when the network heals
    ended: set[Direction] = field(default_factory=set)  #: half-closed: what comes for it is dropped

    async def carry(self) -> None:
        """Carry both directions to their ends."""
        try:
            await asyncio.gather(*(self._pump(direction) for direction in Direction))
        finally:
            self.end(Ending.CLOSE)

    def end(self, ending: Ending) -> None:
        """Close or reset both sides."""
        for _, side in (self.client, self.server):
            if ending is Ending.RESET:
                reset(side)
            else:
                side.close()

    def half_close(self, direction: Direction) -> None:
        """End the stream in one direction; what the sender still sends there is lost."""
        self.ended.add(direction)
        self._target(direction).write_eof()

    def _target(self, direction: Direction) -> asyncio.StreamWriter:
        return (self.server if direction is Direction.TO_SERVER else self.client)[1]

    async def _pump(self, direction: Direction) -> None:
        reader = (self.client if direction is Direction.TO_SERVER else self.server)[0]
        target, watch = self._target(direction), Watch()
        while True:
            chunk = await _read(reader, _HELD_FOR if watch.holding else None)
            if chunk is None:  # nothing followed
                held = watch.release()
                if direction not in self.ended:
                    target.write(held)
                continue
            await self.weather.hinder(direction)
            if not chunk:
                break
            if not self.silenced and direction not in self.ended:
                await self._pass_on(chunk, direction, watch)
        if not self.silenced:
            with suppress(OSError, RuntimeError):  # the other side may be gone already
                target.write(watch.release())
                target.write_eof()

    async def _pass_on(self, chunk: bytes, direction: Direction, watch: Watch) -> None:
        if self.unanswered and direction is Direction.TO_CLIENT:
            self._cut(Ending.CLOSE)
            return
        cut = self.weather.cuts.get(direction)
        if cut is None:
            passing, seen = watch.feed(chunk, None, whole=False)
        else:
            passing, seen = watch.feed(chunk, cut.pattern, whole=cut.forwarding)
        if seen:
            del self.weather.cuts[direction]
        if cut is not None and seen and cut.ending is Ending.UNANSWERED:
            self.unanswered, passing = True, chunk
        target = self._target(direction)
        target.write(passing)
        await target.drain()
        if cut is not None and seen and not self.unanswered:
            self._cut(cut.ending)

    def _cut(self, ending: Ending) -> None:
        if ending is Ending.SILENCE:
            self.silenced = True
        else:
            self.end(ending)
        self.weather.count.add()


def reset(side: asyncio.StreamWriter) -> None:
    """Close by RST."""
    connection = side.get_extra_info("socket")
    if connection is not None and connection.fileno() >= 0:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    side.transport.abort()


async def _read(reader: asyncio.StreamReader, within: float | None) -> bytes | None:
    """The next chunk; empty at the end; None if nothing came in time."""
    try:
        async with asyncio.timeout(within):
            return await reader.read(_CHUNK)
    except TimeoutError:
        return None
