"""The toy source in a process of its own, on PostgreSQL and Kafka, so that it can be stopped and killed;
or the toy sink, which stops in the middle of a reaction; or an operator's shell that retries a dead letter
of the toy sink when it is told to.

`python -m tests.faults.messaging_process '{"folder": …, "kafka": …, "postgres": …, "stop_at": 3, …}'`
"""

import asyncio
import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer

from shared.errors import Refusal
from shared.eventstore.unit_of_work import UnitOfWork
from shared.eventstore.watchdog import Watchdog
from shared.messaging import relay as relay_module
from shared.messaging.consumer import BatchResult, Consumer
from shared.messaging.dead_letters import DeadLetterAdded
from shared.messaging.message import Message
from shared.messaging.record import ConsumerRecord
from shared.messaging.relay import Relay
from shared.messaging.retrying import retry
from shared.messaging.sequencing import positions_after
from shared.runtime.resources import Resources
from shared.settings import load_settings
from tests import messaging_world as messaging_world_module
from tests.messaging_world import ADDRESS, Behaviour, build, messaging_world


def say(what: str, **more: Any) -> None:
    """Tell the test, in one line."""
    sys.stdout.write(json.dumps({"what": what, **more}) + "\n")
    sys.stdout.flush()


def tell(_logger: Any, _method: str, event: dict[str, Any]) -> str:
    say(str(event.get("event")), reason=str(event.get("reason")))
    raise structlog.DropEvent


def stop_at(number: int, *, after: bool) -> None:
    """SIGSTOP to ourselves before or after the n-th commit of a chunk: its position isn't recorded yet."""
    commit = AIOKafkaProducer.commit_transaction
    commits: list[int] = []

    async def commit_or_stop(producer: AIOKafkaProducer) -> None:
        commits.append(1)
        if len(commits) == number and not after:
            os.kill(os.getpid(), signal.SIGSTOP)
        await commit(producer)
        if len(commits) == number and after:
            os.kill(os.getpid(), signal.SIGSTOP)

    AIOKafkaProducer.commit_transaction = commit_or_stop


async def consume_and_stop(order: dict[str, Any]) -> None:
    """The sink alone; SIGSTOP to ourselves inside of the reaction to its n-th message."""
    # One that sleeps for longer is ended by its watchdog when it wakes; here it must go on.
    Watchdog.__init__.__defaults__ = (60.0, 60.0)
    reacted: list[int] = []
    stopped: list[bool] = []

    def stop_once(_work: UnitOfWork, _message: Message) -> None:
        reacted.append(1)
        if len(reacted) == order["react"]:
            stopped.append(True)
            signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)  # at once, not a little later

    take = Consumer.take

    async def take_and_say(consumer: Consumer, records: Sequence[ConsumerRecord]) -> BatchResult:
        result = await take(consumer, records)
        if stopped and stopped.pop():
            say("reaction ended")
        return result

    Consumer.take = take_and_say  # type: ignore[method-assign]
    if order.get("positions_apart"):
        Consumer._execute = save_positions_apart  # type: ignore[method-assign]
    async with messaging_world(
        Path(order["folder"]),
        kafka=order["kafka"],
        postgres=order["postgres"],
        behaviour=Behaviour(react=stop_once),
        source=False,
        consumer_session_seconds=order["session"],
    ):
        say("running")
        await asyncio.Event().wait()


async def save_positions_apart(consumer: Consumer, items: Sequence[Message | DeadLetterAdded]) -> None:
    """The bug: the effects in one transaction, the positions after them in another."""
    await consumer._application.execute(lambda work: consumer.react(work, items))
    positions = positions_after(consumer.subscription.group, items)
    await consumer._application.record(positions)
    consumer._positions.update({one.reader: one.sequence for one in positions})


async def run(order: dict[str, Any]) -> None:
    relay_module.STANDBY_SECONDS = 3.0
    if order.get("lease_without_fencing"):
        Relay.name = property(lambda _relay: f"relay-{os.getpid()}")  # type: ignore[assignment,method-assign]
    if order.get("stop_at"):
        stop_at(order["stop_at"], after=order["after"])
    async with messaging_world(
        Path(order["folder"]), kafka=order["kafka"], postgres=order["postgres"], sink=False, relay_chunk=20
    ):
        say("running")
        await asyncio.Event().wait()


async def retry_when_told(order: dict[str, Any]) -> None:
    """One retry, as from a shell of its own."""
    settings = load_settings(data_dir=Path(order["folder"]), address=ADDRESS, postgres_url=order["postgres"])
    (sink,) = build(Resources(settings), Behaviour(), source=False)
    sink.application.start()
    consumer = Consumer(sink.application, sink.subscriptions[0], ADDRESS)
    say("running")
    await asyncio.to_thread(sys.stdin.readline)
    try:
        answer = await sink.application.execute(retry(consumer, order["retry"], "operator"))
        say("retried", reason=json.dumps(answer))
    except Refusal as refusal:
        say("refused", reason=refusal.code)
    finally:
        await sink.application.close()


if __name__ == "__main__":
    messaging_world_module._one_line = tell  # type: ignore[assignment]
    structlog.configure(processors=[tell])
    given = json.loads(sys.argv[1])
    if "retry" in given:
        asyncio.run(retry_when_told(given))
    else:
        asyncio.run(consume_and_stop(given) if "react" in given else run(given))
