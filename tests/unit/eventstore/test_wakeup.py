"""Whoever follows a log is woken by each save."""

import asyncio

from shared.eventstore.wakeup import Wakeup, woken_or


async def test_every_listener_is_woken_from_any_thread() -> None:
    wakeup = Wakeup()
    with wakeup.listening() as one, wakeup.listening() as other:
        await asyncio.to_thread(wakeup.wake)
        async with asyncio.timeout(5):
            await one.wait()
            await other.wait()


async def test_who_left_is_not_woken() -> None:
    wakeup = Wakeup()
    with wakeup.listening() as event:
        pass
    wakeup.wake()
    await asyncio.sleep(0)
    assert not event.is_set()


def test_a_listener_whose_loop_is_closed_harms_nobody() -> None:
    wakeup = Wakeup()
    loop = asyncio.new_event_loop()

    async def listen() -> None:
        wakeup.listening().__enter__()

    loop.run_until_complete(listen())
    loop.close()
    wakeup.wake()


async def test_waiting_ends_with_the_signal_or_the_time() -> None:
    event = asyncio.Event()
    await woken_or(event, 0.01)
    assert not event.is_set()
    event.set()
    async with asyncio.timeout(5):
        await woken_or(event, 60)


async def test_a_follower_that_is_woken_and_cancelled_at_once_ends() -> None:
    event = asyncio.Event()

    async def follow() -> None:
        while True:
            event.clear()
            await woken_or(event, 60)

    task = asyncio.ensure_future(follow())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    event.set()
    await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=1)
    assert done
    assert task.cancelled()
