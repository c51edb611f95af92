"""The toy source in a process of its own, on PostgreSQL and Kafka, so that it can be stopped and killed;
or an operator's shell that retries a dead letter of the toy sink when it is told to.

`python -m tests.faults.messaging_process '{"folder": …, "kafka": …, "postgres": …, "stop_at": 3, …}'`
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer

from shared.errors import Refusal
from shared.messaging import relay as relay_module
from shared.messaging.consumer import Consumer
from shared.messaging.relay import Relay
from shared.messaging.retrying import retry
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
    asyncio.run(retry_when_told(given) if "retry" in given else run(given))
