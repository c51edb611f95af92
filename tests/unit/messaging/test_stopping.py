"""A consumer that doesn't stop is left, with its connections closed: nobody waits for it for ever."""

import asyncio
from typing import Any

from shared.messaging.broker import stop_broker


class Client:
    closed = False

    async def close(self) -> None:
        self.closed = True


class Consumer:
    def __init__(self) -> None:
        self._client = Client()


class Subscriber:
    def __init__(self) -> None:
        self.consumer = Consumer()


class Broker:
    """Stops, or waits for ever."""

    def __init__(self, stops: bool) -> None:
        self.subscribers = [Subscriber()]
        self._stops = stops

    async def stop(self) -> None:
        if not self._stops:
            await asyncio.Event().wait()


async def closed(stops: bool) -> bool:
    broker: Any = Broker(stops)
    await asyncio.wait_for(stop_broker(broker, 0.05), 5)
    return bool(broker.subscribers[0].consumer._client.closed)


async def test_one_that_hangs_is_left_with_its_connections_closed() -> None:
    assert await closed(stops=False)


async def test_one_that_stops_is_waited_for() -> None:
    assert not await closed(stops=True)
